// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.evaluation;

import io.falcoj.engine.Values;
import io.falcoj.sources.k8saudit.AuditEvent;
import io.falcoj.sources.k8saudit.JsonDocument;
import io.falcoj.sources.k8saudit.JsonPointer;
import io.falcoj.sources.k8saudit.JsonSyntaxException;
import io.falcoj.sources.k8saudit.ReadProblem;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Makes copies of audit events that hold no secrets, for alerts to print. Replaced are the data of
 * Secrets and ConfigMaps, values of environment variables, values of JSON patches (which may be any
 * of these), and the annotation in which {@code kubectl apply} keeps a whole object. Keys stay.
 *
 * <p>Not thread-safe.
 */
public final class AuditRedaction {

  /** Stands for what was there. */
  static final String REPLACEMENT = "<redacted>";

  private static final List<byte[]> SECRET_RESOURCES =
      List.of(
          "secrets".getBytes(StandardCharsets.UTF_8),
          "configmaps".getBytes(StandardCharsets.UTF_8));
  private static final Set<String> OBJECTS = Set.of("requestObject", "responseObject");
  private static final Set<String> DATA = Set.of("data", "stringData", "binaryData");
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
  private static final JsonPointer RESOURCE = JsonPointer.parse("/objectRef/resource");
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(JsonDocument.MAX_DEPTH + 1)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(JsonDocument.MAX_DEPTH + 1).build())
          .build();

  private final Values text = new Values();

  /** An object or array that the copy is inside of; the member is that of an object. */
  private static final class Level {
    private @Nullable String member;
  }

  /**
   * What to say about a record that could not be read.
   *
   * @param redact whether it is to hold nothing of the record
   */
  public static String message(ReadProblem problem, boolean redact) {
    return redact ? withoutExcerpt(problem).message() : problem.message();
  }

  private static ReadProblem withoutExcerpt(ReadProblem problem) {
    return new ReadProblem(
        problem.kind(),
        problem.file(),
        problem.line(),
        problem.problemLine(),
        problem.column(),
        REPLACEMENT,
        problem.reason());
  }

  /** A copy of the event without secrets, of the same number. */
  AuditEvent redact(AuditEvent event) {
    JsonDocument json = event.json();
    text.clear();
    json.addText(JsonDocument.ROOT, text);
    StringWriter copy = new StringWriter();
    // Through characters: bytes that are not UTF-8 and lone surrogates must not stop the copy.
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text.stringAt(0));
        JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), copy)) {
      copy(parser, generator, isSecret(json));
    }
    try {
      return AuditEvent.parse(copy.toString().getBytes(StandardCharsets.UTF_8), event.number());
    } catch (JsonSyntaxException e) {
      throw new IllegalStateException("a redacted event is no event", e);
    }
  }

  private static boolean isSecret(JsonDocument json) {
    int resource = json.find(RESOURCE);
    if (resource == JsonDocument.NONE) {
      return false;
    }
    return SECRET_RESOURCES.stream().anyMatch(secret -> json.stringEquals(resource, secret));
  }

  private static void copy(JsonParser parser, JsonGenerator generator, boolean isSecret) {
    List<Level> levels = new ArrayList<>();
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token == JsonToken.PROPERTY_NAME) {
        levels.get(levels.size() - 1).member = parser.currentName();
        generator.writeName(parser.currentName());
      } else if (token.isStructEnd()) {
        levels.remove(levels.size() - 1);
        generator.copyCurrentEvent(parser);
      } else if (isHidden(levels) || (token.isScalarValue() && isSecret && isData(levels))) {
        parser.skipChildren();
        generator.writeString(REPLACEMENT);
      } else if (token.isNumeric()) {
        generator.writeNumber(parser.getString());
      } else {
        generator.copyCurrentEvent(parser);
        if (token.isStructStart()) {
          levels.add(new Level());
        }
      }
    }
  }

  /** Whether a value is to be replaced whatever it is. */
  private static boolean isHidden(List<Level> levels) {
    int depth = levels.size();
    String member = member(levels, depth - 1);
    if (LAST_APPLIED.equals(member)) {
      return true;
    }
    boolean isValueInArray = "value".equals(member) && member(levels, depth - 2) == null;
    boolean isPatch = depth == 3 && OBJECTS.contains(String.valueOf(member(levels, 0)));
    return isValueInArray && (isPatch || "env".equals(member(levels, depth - 3)));
  }

  /** Whether a value is inside the data of an object, or of an object in a list. */
  private static boolean isData(List<Level> levels) {
    int object = "items".equals(member(levels, 1)) ? 3 : 1;
    return OBJECTS.contains(String.valueOf(member(levels, 0)))
        && DATA.contains(String.valueOf(member(levels, object)));
  }

  /** The member that the way goes through at a level; null in an array and beyond the levels. */
  private static @Nullable String member(List<Level> levels, int index) {
    return index >= 0 && index < levels.size() ? levels.get(index).member : null;
  }
}
