// SPDX-License-Identifier: Apache-2.0
package io.falcoj.benchmarks.auditlog;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of one audit event with places to fill in, written {@code ${name}} where {@code name} is
 * that of a {@link Placeholder}. The values are names, numbers and times, so they need no escaping
 * inside JSON strings.
 */
final class EventTemplate {
  private static final Pattern PLACE = Pattern.compile("\\$\\{(\\w+)}");

  private final List<Piece> pieces;

  private EventTemplate(List<Piece> pieces) {
    this.pieces = pieces;
  }

  /**
   * @throws IllegalArgumentException if a place has a name that is no placeholder
   */
  static EventTemplate parse(String text) {
    List<Piece> pieces = new ArrayList<>();
    Matcher matcher = PLACE.matcher(text);
    int start = 0;
    while (matcher.find()) {
      pieces.add(
          new Piece(text.substring(start, matcher.start()), Placeholder.named(matcher.group(1))));
      start = matcher.end();
    }
    pieces.add(new Piece(text.substring(start), null));
    return new EventTemplate(pieces);
  }

  /** Appends the event with the values of one draw. */
  void appendTo(StringBuilder target, EventDraw draw) {
    for (Piece piece : pieces) {
      target.append(piece.text());
      if (piece.placeholder() != null) {
        target.append(draw.value(piece.placeholder()));
      }
    }
  }

  /** Fixed text and the value behind it; the last piece has none. */
  private record Piece(String text, @Nullable Placeholder placeholder) {}
}
