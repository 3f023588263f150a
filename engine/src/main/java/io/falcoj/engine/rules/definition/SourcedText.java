// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.definition;

import io.falcoj.engine.yaml.YamlScalar;
import io.falcoj.grammar.Span;
import io.falcoj.grammar.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text put together from parts of rules files (an appended condition, a list in the place of its
 * name, a generated exception), which knows for each of its characters where that was written.
 * Immutable. Texts are equal if their characters are, and were written in the same places.
 */
public final class SourcedText implements Text {

  /** Where a part of the text comes from. */
  private interface Origin {
    Span place(int from, int to);

    /** The same, of a part that begins so many characters later. */
    default Origin shifted(int by) {
      return this;
    }
  }

  /** The characters of a scalar, one by one. */
  private record Verbatim(YamlScalar scalar, int start) implements Origin {
    @Override
    public Span place(int from, int to) {
      return scalar.spanOf(start + from, start + to);
    }

    @Override
    public Origin shifted(int by) {
      return new Verbatim(scalar, start + by);
    }
  }

  /** Stands as a whole for a part of another text, whose place is found only if it is asked for. */
  private record InPlaceOf(SourcedText text, int start, int end) implements Origin {
    @Override
    public Span place(int from, int to) {
      return text.place(start, end);
    }
  }

  /** Values with a separator behind each; that of a character is found only if it is asked for. */
  private record Values(List<YamlScalar> values, int start) implements Origin {
    @Override
    public Span place(int from, int to) {
      YamlScalar value = values.get(0);
      int behind = 0;
      for (YamlScalar next : values) {
        if (behind > start + from) {
          break;
        }
        value = next;
        behind += ValueText.literal(next.text()).length() + SEPARATOR.length();
      }
      return value.valueSpan();
    }

    @Override
    public Origin shifted(int by) {
      return new Values(values, start + by);
    }
  }

  /** Stands as a whole for something in a file. */
  private record Fixed(Span place) implements Origin {
    @Override
    public Span place(int from, int to) {
      return place;
    }
  }

  private static final String SEPARATOR = ", ";

  private final String text;
  private final int[] starts;
  private final Origin[] origins;

  private SourcedText(String text, int[] starts, Origin[] origins) {
    this.text = text;
    this.starts = starts;
    this.origins = origins;
  }

  /** The value of a scalar. */
  public static SourcedText of(YamlScalar scalar) {
    return new SourcedText(scalar.text(), new int[] {0}, new Origin[] {new Verbatim(scalar, 0)});
  }

  /** Some values, as they stand between the parentheses of a list. */
  public static SourcedText ofValues(List<YamlScalar> values) {
    StringBuilder text = new StringBuilder();
    for (YamlScalar value : values) {
      text.append(text.isEmpty() ? "" : SEPARATOR).append(ValueText.literal(value.text()));
    }
    return new SourcedText(text.toString(), new int[] {0}, new Origin[] {new Values(values, 0)});
  }

  /** Nothing: messages name the files that it comes from. */
  @Override
  public String name() {
    return "";
  }

  @Override
  public String content() {
    return text;
  }

  @Override
  public Span origin(Span part) {
    return place(part.offset(), part.end());
  }

  /** Whether there is no character. */
  public boolean isEmpty() {
    return text.isEmpty();
  }

  /** The text followed by a blank and {@code more}. */
  public SourcedText joinedWith(SourcedText more) {
    return new Builder().add(this, 0, text.length()).addWithPrevious(" ").add(more).build();
  }

  /** The text without the whitespace around it. */
  public SourcedText trimmed() {
    int start = 0;
    int end = text.length();
    while (start < end && isWhitespace(text.charAt(start))) {
      start++;
    }
    while (end > start && isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return new Builder().add(this, start, end).build();
  }

  /**
   * Where the characters from {@code from} to {@code to} were written: the first part of them. What
   * is behind the last word is directly behind it, whatever blanks and line ends follow.
   */
  public Span place(int from, int to) {
    int last = text.stripTrailing().length();
    if (from >= last && last > 0) {
      return place(last - 1, last).behind();
    }
    int start = Math.max(0, Math.min(from, text.length()));
    int part = partAt(start);
    int partEnd = part + 1 < starts.length ? starts[part + 1] : text.length();
    int end = Math.max(start, Math.min(to, partEnd));
    return origins[part].place(start - starts[part], end - starts[part]);
  }

  private int partAt(int offset) {
    int part = Arrays.binarySearch(starts, offset);
    return part >= 0 ? part : -part - 2;
  }

  private static boolean isWhitespace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other == this
        || other instanceof SourcedText that
            && text.equals(that.text)
            && Arrays.equals(starts, that.starts)
            && Arrays.equals(origins, that.origins);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Puts a text together, part by part. */
  public static final class Builder {

    private final StringBuilder text = new StringBuilder();
    private final List<Integer> starts = new ArrayList<>();
    private final List<Origin> origins = new ArrayList<>();

    /** Adds a whole text. */
    public Builder add(SourcedText part) {
      return add(part, 0, part.text.length());
    }

    /** Adds the characters of {@code part} from {@code from} to {@code to}. */
    public Builder add(SourcedText part, int from, int to) {
      int index = part.partAt(from);
      int start = from;
      do {
        int next = index + 1 < part.starts.length ? part.starts[index + 1] : part.text.length();
        begin(part.origins[index].shifted(start - part.starts[index]));
        text.append(part.text, start, Math.min(to, next));
        start = next;
        index++;
      } while (start < to);
      return this;
    }

    /** Adds characters that stand for the part before them too. */
    public Builder addWithPrevious(String characters) {
      text.append(characters);
      return this;
    }

    /** Adds characters that stand as a whole for a part of another text. */
    public Builder addInPlaceOf(SourcedText part, int from, int to, String characters) {
      begin(new InPlaceOf(part, from, to));
      text.append(characters);
      return this;
    }

    /** Adds characters that stand as a whole for a place in a file. */
    public Builder add(String characters, Span place) {
      begin(new Fixed(place));
      text.append(characters);
      return this;
    }

    /** How many characters there are. */
    public int length() {
      return text.length();
    }

    /** The last character; NUL if there is none. */
    public char last() {
      return text.isEmpty() ? '\0' : text.charAt(text.length() - 1);
    }

    /** Takes the last character away. */
    public void dropLast() {
      text.setLength(text.length() - 1);
      while (starts.size() > 1 && starts.get(starts.size() - 1) >= text.length()) {
        starts.remove(starts.size() - 1);
        origins.remove(origins.size() - 1);
      }
    }

    public SourcedText build() {
      int[] starts = new int[this.starts.size()];
      for (int i = 0; i < starts.length; i++) {
        starts[i] = this.starts.get(i);
      }
      return new SourcedText(text.toString(), starts, origins.toArray(new Origin[0]));
    }

    private void begin(Origin origin) {
      int last = starts.size() - 1;
      if (last >= 0 && starts.get(last) == text.length()) {
        origins.set(last, origin);
        return;
      }
      starts.add(text.length());
      origins.add(origin);
    }
  }
}
