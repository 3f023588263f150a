// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import io.falcoj.engine.compile.RulesetCompiler;
import io.falcoj.engine.compile.StandardSyntax;
import io.falcoj.engine.format.OutputFormat;
import io.falcoj.engine.format.OutputFormatCompiler;
import io.falcoj.engine.format.OutputFormatException;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.fields.StandardFields;
import io.falcoj.fields.table.FieldSettings;
import io.falcoj.grammar.ConditionLimits;
import io.falcoj.grammar.ConditionParser;
import io.falcoj.sources.syscall.capture.CaptureFile;
import io.falcoj.sources.syscall.capture.CaptureReplay;
import io.falcoj.sources.syscall.state.SyscallEvent;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What all fields print for all events of a capture, beside what the reference printed. The capture
 * is replayed once, when first asked for.
 */
final class CaptureComparison {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int EXAMPLES = 5;

  /** The fields stand in an object of each line. */
  private static final int FIELDS_DEPTH = 2;

  private final Path capture;
  private final Path expected;
  private @Nullable Set<String> names;
  private @Nullable Map<String, Field> fields;
  private final List<String> events = new ArrayList<>();
  private long comparedEvents;

  /** One field, and where it differs. */
  private static final class Field {
    final OutputFormat format;
    final List<String> examples = new ArrayList<>();
    int differing;
    boolean waiting;

    Field(OutputFormat format) {
      this.format = format;
    }
  }

  /**
   * @param expected a JSON line an event, compressed by zstd
   */
  CaptureComparison(Path capture, Path expected) {
    this.capture = capture;
    this.expected = expected;
  }

  /** The fields that the reference printed for some event. */
  Set<String> fieldNames() {
    Set<String> known = names;
    if (known == null) {
      known = readNames();
      names = known;
    }
    return known;
  }

  private Set<String> readNames() {
    Set<String> found = new TreeSet<>();
    try (JsonParser parser = JSON.createParser(expectedLines())) {
      int depth = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          depth++;
        } else if (token == JsonToken.END_OBJECT) {
          depth--;
        } else if (token == JsonToken.PROPERTY_NAME && depth == FIELDS_DEPTH) {
          found.add(parser.currentName());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + expected, e);
    }
    return found;
  }

  /** Every event that the reference showed to rules is shown, and no other. */
  void checkEvents() throws Exception {
    compared();
    assertThat(events).isEmpty();
  }

  /** How many values were compared: one for each event and field. */
  long values() throws Exception {
    compared();
    return comparedEvents * fieldNames().size();
  }

  /** How many of these values are not what the reference printed. */
  long differing() throws Exception {
    return compared().values().stream().mapToLong(field -> field.differing).sum();
  }

  /** A field prints the same for every event. */
  void checkField(String name) throws Exception {
    Field field = compared().get(name);
    if (field.waiting) {
      throw new WaitingException("fields of system calls");
    }
    assertThat(field.differing).as("events that differ, such as %s", field.examples).isZero();
  }

  private Map<String, Field> compared() throws Exception {
    Map<String, Field> known = fields;
    if (known == null) {
      known = compare();
      fields = known;
    }
    return known;
  }

  private Map<String, Field> compare() throws Exception {
    RulesetCompiler compiler =
        new RulesetCompiler(
            StandardFields.registry(new FieldSettings(ZoneOffset.UTC, "test")),
            SyscallEvent.SOURCE);
    Map<String, Field> all = new TreeMap<>();
    for (String name : fieldNames()) {
      all.put(name, new Field(format(compiler, name)));
    }
    EvalContext context = compiler.build(RuleMatching.ALL).newContext();
    try (InputStream input =
            CaptureFile.decompressed(new BufferedInputStream(Files.newInputStream(capture)));
        BufferedReader lines = expectedLines()) {
      CaptureReplay replay = new CaptureReplay(input);
      replay.open();
      SyscallEvent event = replay.next();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode expectedEvent = JSON.readTree(line);
        long number = expectedEvent.get("evt.num").longValue();
        while (event != null && event.number() < number) {
          events.add("not expected: " + event.number());
          event = replay.next();
        }
        if (event == null || event.number() != number) {
          events.add("missing: " + number);
        } else {
          comparedEvents++;
          context.begin(event);
          all.forEach((name, field) -> compare(name, field, context, expectedEvent));
          event = replay.next();
        }
      }
    }
    return all;
  }

  private static void compare(
      String name, Field field, EvalContext context, JsonNode expectedEvent) {
    Object found;
    try {
      found = field.format.fieldValues(context).get(name);
    } catch (IllegalStateException e) {
      field.waiting = true;
      return;
    }
    JsonNode wanted = expectedEvent.get("fields").path(name);
    if (!isSame(found, wanted)) {
      field.differing++;
      if (field.examples.size() < EXAMPLES) {
        field.examples.add(
            "event " + expectedEvent.get("evt.num") + ": " + found + ", not " + wanted);
      }
    }
  }

  /** Whether a value is what a piece of JSON says. */
  private static boolean isSame(@Nullable Object found, JsonNode wanted) {
    if (wanted.isMissingNode() || wanted.isNull()) {
      return found == null;
    }
    if (wanted.isArray()) {
      return found instanceof List<?> list && isSame(list, wanted);
    }
    if (wanted.isString()) {
      return wanted.stringValue().equals(found);
    }
    if (wanted.isBoolean()) {
      return Boolean.valueOf(wanted.booleanValue()).equals(found);
    }
    return wanted.isIntegralNumber()
        ? found != null && wanted.bigIntegerValue().toString().equals(found.toString())
        : Double.valueOf(wanted.doubleValue()).equals(found);
  }

  /** Whether two lists hold the same; their order is that of a hash table in the reference. */
  private static boolean isSame(List<?> found, JsonNode wanted) {
    List<JsonNode> rest = new ArrayList<>(wanted.values());
    for (Object each : found) {
      if (!rest.removeIf(value -> isSame(each, value))) {
        return false;
      }
    }
    return rest.isEmpty() && found.size() == wanted.size();
  }

  private static OutputFormat format(RulesetCompiler compiler, String name)
      throws OutputFormatException {
    ConditionParser parser = new ConditionParser(StandardSyntax.SYNTAX, ConditionLimits.DEFAULT);
    return new OutputFormatCompiler(parser, compiler::slot).compileRuleOutput("%" + name);
  }

  private BufferedReader expectedLines() throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            new ZstdInputStream(new BufferedInputStream(Files.newInputStream(expected))),
            StandardCharsets.UTF_8));
  }
}
