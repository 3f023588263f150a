// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.format;

import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.FieldDefinition.Flag;
import io.falcoj.engine.FieldType;
import io.falcoj.engine.Values;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.predicate.Slot;
import io.falcoj.engine.text.PrintableText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a slot read, in a text and as objects for JSON. Follows libs 0.25 {@code
 * sinsp_filter_check::tostring} and {@code tojson}.
 */
public final class SlotText {

  private static final String TRUE = "true";
  private static final String FALSE = "false";
  private static final String NETWORK = "<IPNET>";
  private static final int PADDED_DIGITS = 9;

  private SlotText() {}

  /** Whether nothing is there to report: the field is absent or has no value. */
  static boolean isAbsent(Values values) {
    return values.size() == 0;
  }

  /** Whether a text shows something: of a list without values its parentheses, but not of JSON. */
  static boolean hasText(Slot slot, Values values) {
    return values.size() > 0 || (values.isPresent() && slot.list() && !is(slot, Flag.JSON));
  }

  /**
   * Appends the values of {@code slot}: those of a list in parentheses with commas between them,
   * candidates of a search with blanks between them, absent elements as {@code <NA>}.
   *
   * @param values with text
   */
  static void append(Slot slot, Values values, StringBuilder text) {
    if (slot.list()) {
      text.append('(');
      appendAll(slot, values, ',', text);
      text.append(')');
    } else {
      appendAll(slot, values, ' ', text);
    }
  }

  /**
   * Each value of {@code slot} as a text of its own, null for an absent element. One that is held
   * against networks is the address.
   *
   * @param most how many at most; the rest is left out
   */
  public static List<@Nullable String> texts(Slot slot, Values values, int most) {
    List<@Nullable String> texts = new ArrayList<>();
    for (int i = 0; i < Math.min(most, values.size()); i++) {
      if (values.isPresent(i)) {
        StringBuilder text = new StringBuilder();
        if (slot.type().storage() == FieldType.Storage.ADDRESS) {
          AddressText.append(values, i, text);
        } else {
          appendElement(slot, values, i, text);
        }
        texts.add(text.toString());
      } else {
        texts.add(null);
      }
    }
    return texts;
  }

  private static void appendAll(Slot slot, Values values, char separator, StringBuilder text) {
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        text.append(separator);
      }
      appendElement(slot, values, i, text);
    }
  }

  /**
   * The values of {@code slot} as an alert reports them; null if they are absent.
   *
   * @param context its event gives the time for fields that tell it as text
   */
  static @Nullable Object toObject(Slot slot, Values values, EvalContext context) {
    if (isAbsent(values)) {
      return null;
    }
    if (is(slot, Flag.EVENT_TIME)) {
      return context.event().timestampNanos();
    }
    if (slot.list()) {
      List<@Nullable Object> list = new ArrayList<>(values.size());
      for (int i = 0; i < values.size(); i++) {
        list.add(values.isPresent(i) ? elementObject(slot, values, i) : null);
      }
      return Collections.unmodifiableList(list);
    }
    if (values.size() == 1) {
      return values.isPresent(0) ? elementObject(slot, values, 0) : null;
    }
    StringBuilder text = new StringBuilder();
    append(slot, values, text);
    return text.toString();
  }

  private static Object elementObject(Slot slot, Values values, int index) {
    if (slot.type() == FieldType.BOOL) {
      return values.longAt(index) != 0;
    }
    FieldType.Storage storage =
        is(slot, Flag.HEX) || is(slot, Flag.OCTAL) ? FieldType.Storage.TEXT : slot.type().storage();
    return switch (storage) {
      case LONG -> values.longAt(index);
      case UNSIGNED -> unsigned(values.longAt(index));
      case DOUBLE -> values.doubleAt(index);
      case TEXT, ADDRESS -> {
        StringBuilder text = new StringBuilder();
        appendElement(slot, values, index, text);
        yield text.toString();
      }
    };
  }

  private static Object unsigned(long value) {
    return value >= 0 ? (Object) value : new BigInteger(Long.toUnsignedString(value));
  }

  private static void appendElement(Slot slot, Values values, int index, StringBuilder text) {
    if (!values.isPresent(index)) {
      text.append(OutputFormat.ABSENT);
      return;
    }
    FieldType type = slot.type();
    if (type == FieldType.BOOL) {
      text.append(values.longAt(index) != 0 ? TRUE : FALSE);
      return;
    }
    switch (type.storage()) {
      case LONG, UNSIGNED -> appendNumber(slot, values.longAt(index), text);
      case DOUBLE -> appendDouble(values.doubleAt(index), text);
      case TEXT -> appendText(slot, values, index, text);
      case ADDRESS -> {
        if (type == FieldType.IPADDR || type == FieldType.IPV4ADDR || type == FieldType.IPV6ADDR) {
          AddressText.append(values, index, text);
        } else {
          // An address that conditions hold against networks; no network is known of it.
          text.append(NETWORK);
        }
      }
    }
  }

  private static void appendNumber(Slot slot, long value, StringBuilder text) {
    if (is(slot, Flag.HEX)) {
      text.append(Long.toHexString(bits(slot.type(), value)).toUpperCase(Locale.ROOT));
    } else if (is(slot, Flag.OCTAL)) {
      text.append(Long.toOctalString(bits(slot.type(), value)));
    } else {
      int start = text.length();
      if (slot.type().storage() == FieldType.Storage.UNSIGNED && value < 0) {
        text.append(Long.toUnsignedString(value));
      } else {
        text.append(value);
      }
      if (is(slot, Flag.PADDED)) {
        for (int digits = text.length() - start; digits < PADDED_DIGITS; digits++) {
          text.insert(start, '0');
        }
      }
    }
  }

  /** A negative number of a narrow type prints as many digits as the type has. */
  private static long bits(FieldType type, long value) {
    boolean narrow = type == FieldType.INT8 || type == FieldType.INT16 || type == FieldType.INT32;
    return narrow ? value & 0xFFFF_FFFFL : value;
  }

  private static void appendDouble(double value, StringBuilder text) {
    if (Double.isFinite(value)) {
      text.append(new BigDecimal(value).setScale(1, RoundingMode.HALF_EVEN).toPlainString());
    } else {
      text.append(Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf");
    }
  }

  private static void appendText(Slot slot, Values values, int index, StringBuilder text) {
    byte[] array = values.arrayAt(index);
    int start = values.offsetAt(index);
    int end = start + values.lengthAt(index);
    if (slot.type() == FieldType.BYTEBUF) {
      for (int i = start; i < end; i++) {
        boolean printable = array[i] >= ' ' && array[i] <= '~';
        text.append(printable ? (char) array[i] : '.');
      }
    } else if (isCleaned(slot) && !PrintableText.isPrintable(array, start, end)) {
      byte[] printable = PrintableText.sanitize(array, start, end - start);
      text.append(new String(printable, StandardCharsets.UTF_8));
    } else {
      text.append(values.stringAt(index));
    }
  }

  /** Whether what cannot be shown is replaced: a JSON document is printed as it is. */
  private static boolean isCleaned(Slot slot) {
    return slot.definition() != null && !is(slot, Flag.JSON) && !is(slot, Flag.AS_RECORDED);
  }

  private static boolean is(Slot slot, Flag flag) {
    FieldDefinition definition = slot.definition();
    return definition != null && definition.is(flag);
  }
}
