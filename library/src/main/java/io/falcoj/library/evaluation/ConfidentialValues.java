// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library.evaluation;

import io.falcoj.engine.Values;
import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonPointer;
import io.falcoj.json.JsonSyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds the values of an audit event that alerts must not print: what {@link ConfidentialKind}
 * names, in objects of that kind wherever they stand; and, in objects of any kind, what is known by
 * its name. A text that is JSON with such a value in it is one itself.
 *
 * <p>Takes every JSON text that {@link JsonDocument} takes. Where a key occurs twice, all of its
 * values are looked at.
 */
final class ConfidentialValues {

  /** How deep texts that are JSON may stand in each other; what is deeper is not looked at. */
  private static final int MAX_TEXTS = 4;

  private static final Set<String> OBJECTS = Set.of("requestObject", "responseObject");
  private static final Set<String> KINDS = Set.of("kind", "@type");

  /** Lists of names and values. */
  private static final Set<String> NAMED_VALUES = Set.of("env", "httpHeaders");

  private static final String VALUE = "value";

  /** Members that are confidential in objects of any kind. */
  private static final Set<String> ANYWHERE =
      Set.of("stringData", "volumeAttributes", "attachmentMetadata");

  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
  private static final String FLEX_VOLUME = "flexVolume";
  private static final String OPTIONS = "options";

  private static final JsonPointer RESOURCE = JsonPointer.ofMembers("objectRef", "resource");

  private final JsonDocument json;
  private final int depthOfTexts;
  private final Values text = new Values();
  private final List<Level> levels = new ArrayList<>();
  private final IntStream.Builder found = IntStream.builder();
  private int resourceKinds;

  /** An object or array that the walk is inside of. */
  private static final class Level {
    /** The member that it is, or that the array is which it is in. */
    private final String name;

    private final boolean isObject;

    /** Which {@link ConfidentialKind}s it may be of, or inside of. */
    private final int kinds;

    /** Whether every value inside is confidential. */
    private final boolean isConfidential;

    /** Whether its objects, or it, name values: environment variables, headers, patches. */
    private final boolean namesValues;

    private int next;

    Level(
        String name,
        boolean isObject,
        int kinds,
        boolean isConfidential,
        boolean namesValues,
        int first) {
      this.name = name;
      this.isObject = isObject;
      this.kinds = kinds;
      this.isConfidential = isConfidential;
      this.namesValues = namesValues;
      this.next = first;
    }
  }

  private ConfidentialValues(JsonDocument json, int depthOfTexts) {
    this.json = json;
    this.depthOfTexts = depthOfTexts;
  }

  /** The values of an event, in the order of the text, none inside of another. */
  static int[] of(JsonDocument event) {
    ConfidentialValues values = new ConfidentialValues(event, 0);
    values.resourceKinds =
        ConfidentialKind.ofResource(values.textOf(event.find(RESOURCE)));
    return values.find(0);
  }

  private int[] find(int kinds) {
    enter(JsonDocument.ROOT, "", kinds, false, false);
    while (!levels.isEmpty()) {
      Level level = levels.get(levels.size() - 1);
      int node = level.next;
      if (node == JsonDocument.NONE) {
        levels.remove(levels.size() - 1);
      } else {
        level.next = json.next(node);
        look(level, node);
      }
    }
    return found.build().toArray();
  }

  private void look(Level level, int node) {
    String name = level.isObject ? keyOf(node) : level.name;
    boolean isObjectOfEvent = isObjectOfEvent(name);
    int kinds = isObjectOfEvent ? level.kinds | resourceKinds : level.kinds;
    boolean confidential =
        level.isConfidential || level.isObject && isConfidential(level, name, kinds);
    if (isHidden(level, name)) {
      found.add(node);
    } else if (json.kind(node).isContainer()) {
      boolean namesValues =
          level.isObject
              ? NAMED_VALUES.contains(name) || isObjectOfEvent && json.isArray(node)
              : level.namesValues;
      // Variables that are no list, as in {"env":{"NAME":"value"}}.
      boolean values = namesValues && level.isObject && json.isObject(node);
      enter(node, name, kinds, confidential || values, namesValues);
    } else if (confidential || holdsConfidential(node, kinds)) {
      found.add(node);
    }
  }

  private void enter(
      int node, String name, int kinds, boolean isConfidential, boolean namesValues) {
    boolean isObject = json.isObject(node);
    levels.add(
        new Level(
            name,
            isObject,
            isObject ? kinds | kindsOf(node) : kinds,
            isConfidential,
            namesValues,
            json.firstChild(node)));
  }

  private boolean isObjectOfEvent(String name) {
    return depthOfTexts == 0 && levels.size() == 1 && OBJECTS.contains(name);
  }

  /** Whether a value is hidden whatever it is, with the keys in it. */
  private static boolean isHidden(Level level, String name) {
    return level.isObject
        && (name.equals(LAST_APPLIED) || level.namesValues && name.equals(VALUE));
  }

  /** Whether every text, number and so on in the value of a member is confidential. */
  private static boolean isConfidential(Level level, String name, int kinds) {
    return ANYWHERE.contains(name)
        || ConfidentialKind.isConfidential(kinds, name)
        || name.equals(OPTIONS) && level.name.equals(FLEX_VOLUME);
  }

  private int kindsOf(int object) {
    int kinds = 0;
    for (int member = json.firstChild(object);
        member != JsonDocument.NONE;
        member = json.next(member)) {
      if (json.isString(member) && KINDS.contains(keyOf(member))) {
        kinds |= ConfidentialKind.ofKind(textOf(member));
      }
    }
    return kinds;
  }

  /** Whether a string is JSON in which something is confidential, or that is too deep to tell. */
  private boolean holdsConfidential(int node, int kinds) {
    if (!json.isString(node)) {
      return false;
    }
    text.clear();
    json.addText(node, text);
    byte[] inside = text.arrayAt(0);
    int from = text.offsetAt(0);
    int to = from + text.lengthAt(0);
    while (from < to && inside[from] <= ' ' && inside[from] > 0) {
      from++;
    }
    if (from == to || inside[from] != '{' && inside[from] != '[') {
      return false;
    }
    JsonDocument document = new JsonDocument();
    try {
      document.parse(Arrays.copyOfRange(inside, from, to));
    } catch (JsonSyntaxException e) {
      return false;
    }
    return depthOfTexts == MAX_TEXTS
        || new ConfidentialValues(document, depthOfTexts + 1).find(kinds).length > 0;
  }

  private String keyOf(int member) {
    text.clear();
    json.addKey(member, text);
    return text.stringAt(0);
  }

  /** The text of a string; empty for everything else. */
  private String textOf(int node) {
    if (!json.isString(node)) {
      return "";
    }
    text.clear();
    json.addText(node, text);
    return text.stringAt(0);
  }
}
