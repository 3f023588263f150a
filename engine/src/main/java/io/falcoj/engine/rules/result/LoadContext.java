// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.result;

import io.falcoj.engine.yaml.SourceText;
import io.falcoj.grammar.Span;
import io.falcoj.grammar.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where something stands, as a chain from the file over the item and its property to the position
 * in a condition. Immutable.
 *
 * <p>A condition is not simply a part of its file: YAML folds it, lists and exceptions are put into
 * it. So the last location of an error in a condition is a position in the condition, as in Falco's
 * results, and {@link #span()} is the place in the file that it came from.
 */
public final class LoadContext {

  private static final int CONDITION_NAME_LENGTH = 20;

  private final List<Location> locations;
  private final Text root;
  private final Span span;
  private final @Nullable String condition;
  private final int conditionOffset;

  /**
   * One link of the chain. Numbers are those of Falco's results.
   *
   * @param name the file; for a position in a condition the condition's beginning in quotes
   * @param offset in characters, from 0
   * @param line from 0
   * @param column from 0
   * @param itemName name of the rule, macro, list or exception; else empty
   */
  public record Location(
      String name, int offset, int line, int column, ItemType itemType, String itemName) {}

  private LoadContext(
      List<Location> locations,
      Text root,
      Span span,
      @Nullable String condition,
      int conditionOffset) {
    this.locations = List.copyOf(locations);
    this.root = root;
    this.span = span;
    this.condition = condition;
    this.conditionOffset = conditionOffset;
  }

  /** The whole of a file. */
  public static LoadContext of(SourceText file) {
    Location whole = new Location(file.name(), 0, 0, 0, ItemType.RULES_CONTENT, "");
    return new LoadContext(List.of(whole), file, file.span(0, 0), null, 0);
  }

  /** The chain with one more link: a node of the same file. */
  public LoadContext at(Span place, ItemType itemType, String itemName) {
    Location location =
        new Location(
            locations.get(0).name(),
            place.offset(),
            place.line() - 1,
            place.column() - 1,
            itemType,
            itemName);
    return new LoadContext(with(location), root, place, null, 0);
  }

  /**
   * The chain with a position in a condition as its last link.
   *
   * @param place the position in the condition, whose lists and exceptions are put in
   */
  public LoadContext inCondition(Span place) {
    String text = place.text().content();
    Location part = expression(text, place.offset(), place.line(), place.column());
    return new LoadContext(with(part), root, place.origin(), text, place.offset());
  }

  /**
   * The chain with a condition as a whole as its last link, but showing a person a part of it.
   *
   * @param condition its text, lists and exceptions put in
   * @param part a place in it, or in the text of a macro that it names
   */
  public LoadContext ofCondition(Text condition, Span part) {
    String text = condition.content();
    Location whole = expression(text, 0, 0, 0);
    return new LoadContext(with(whole), root, part.origin(), text, 0);
  }

  /** A place in a condition, so far from where the last link begins. */
  private Location expression(String text, int offset, int line, int column) {
    Location last = locations.get(locations.size() - 1);
    return new Location(
        quotedBeginning(text),
        last.offset() + offset,
        last.line() + line,
        last.column() + column,
        ItemType.CONDITION_EXPRESSION,
        "");
  }

  /** The same chain, but showing a person a part of what its last link points at. */
  public LoadContext pointingAt(Span part) {
    return new LoadContext(locations, root, part, condition, conditionOffset);
  }

  /** From the file to the innermost; at least one. */
  public List<Location> locations() {
    return locations;
  }

  /** The file in which {@link #span()} is. */
  public Text file() {
    return span.text();
  }

  /** The place in the file that a person should look at. */
  public Span span() {
    return span;
  }

  /**
   * The line around the place, cut to 160 characters, and a second line with a caret under the
   * place: Falco's {@code snippet}. For a position in a condition the line is the condition's.
   */
  public String snippet() {
    if (condition != null) {
      return Snippet.of(condition, conditionOffset);
    }
    Location last = locations.get(locations.size() - 1);
    return Snippet.of(root.content(), last.offset());
  }

  private List<Location> with(Location location) {
    List<Location> chain = new ArrayList<>(locations);
    chain.add(location);
    return chain;
  }

  private static String quotedBeginning(String text) {
    String beginning =
        text.length() > CONDITION_NAME_LENGTH
            ? text.substring(0, CONDITION_NAME_LENGTH - 3) + "..."
            : text;
    return '"' + beginning.replace('\n', ' ').replace('\r', ' ') + '"';
  }
}
