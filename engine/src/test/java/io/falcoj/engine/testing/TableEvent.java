// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.testing;

import io.falcoj.engine.Event;
import io.falcoj.engine.Values;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event that is a table of values by field name; a field that is not in it is absent. */
public final class TableEvent implements Event {

  private final Map<String, Values> fields = new HashMap<>();
  private int typeCode = PLUGIN_EVENT;

  /** The values of a field; null if it is absent. */
  @Nullable Values get(String field) {
    return fields.get(field);
  }

  /** Gives a field texts; a null is an absent element, no texts make an empty list. */
  public TableEvent texts(String field, @Nullable String... texts) {
    Values values = new Values();
    values.present();
    for (String text : texts) {
      if (text == null) {
        values.addAbsent();
      } else {
        addText(values, text.getBytes(StandardCharsets.UTF_8));
      }
    }
    fields.put(field, values);
    return this;
  }

  /** Gives a field bytes that need not be text. */
  public TableEvent bytes(String field, byte... bytes) {
    Values values = new Values();
    addText(values, bytes);
    fields.put(field, values);
    return this;
  }

  /** Gives a field numbers. */
  public TableEvent numbers(String field, long... numbers) {
    Values values = new Values();
    values.present();
    for (long number : numbers) {
      values.addLong(number);
    }
    fields.put(field, values);
    return this;
  }

  /** Gives a field a floating-point number. */
  public TableEvent number(String field, double number) {
    Values values = new Values();
    values.addDouble(number);
    fields.put(field, values);
    return this;
  }

  /** Gives a field addresses, four or sixteen bytes each in hexadecimal. */
  public TableEvent addresses(String field, String... hexadecimal) {
    Values values = new Values();
    values.present();
    for (String address : hexadecimal) {
      BigInteger number = new BigInteger(address, 16);
      if (address.length() == 8) {
        values.addIpv4(number.intValue());
      } else {
        values.addIpv6(number.shiftRight(Long.SIZE).longValue(), number.longValue());
      }
    }
    fields.put(field, values);
    return this;
  }

  /** Gives the event a type. */
  public TableEvent type(int code) {
    typeCode = code;
    return this;
  }

  /** Puts the text in the middle of an array, as events do. */
  private static void addText(Values values, byte[] text) {
    byte[] array = new byte[text.length + 9];
    Arrays.fill(array, (byte) '#');
    System.arraycopy(text, 0, array, 3, text.length);
    values.addText(array, 3, text.length);
  }

  @Override
  public String source() {
    return TableFields.SOURCE;
  }

  @Override
  public long number() {
    return 1;
  }

  @Override
  public long timestampNanos() {
    return 0;
  }

  @Override
  public int typeCode() {
    return typeCode;
  }
}
