// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import io.falcoj.engine.Alert;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Falco's JSON line: an object whose keys, as those of {@code output_fields}, are in the order of
 * their bytes. Tags are sorted; times are in UTC but for the one in {@code output}, which is that
 * of the text line. Follows falco 0.44 {@code userspace/engine/formats.cpp}.
 *
 * @param time how the time in {@code output} reads; its field is among {@code output_fields}
 * @param zone where the reader is
 * @param hostname the machine that falcoj runs on
 * @param parts the properties that can be left out
 */
public record JsonAlertFormat(AlertTime time, ZoneId zone, String hostname, Parts parts)
    implements AlertFormat {

  /** Of a number that is written without exponent. */
  private static final int LEAST_EXPONENT = -4;

  private static final int GREATEST_EXPONENT = 14;

  /**
   * Which of the properties that can be left out are there.
   *
   * @param output the text line
   * @param message the text line without time and priority
   * @param outputFields the values of the fields in the rule's output
   * @param tags the rule's tags
   */
  public record Parts(boolean output, boolean message, boolean outputFields, boolean tags) {

    /** As Falco has them unless told otherwise: all but the message. */
    public static final Parts STANDARD = new Parts(true, false, true, true);
  }

  @Override
  public void append(Alert alert, LineBuffer line) {
    line.append("{\"hostname\":");
    line.appendJson(hostname);
    if (parts.message) {
      line.append(",\"message\":");
      line.appendJson(alert.message());
    }
    if (parts.output) {
      line.append(",\"output\":\"");
      time.append(alert.timestampNanos(), zone, line);
      line.append(": ");
      line.append(alert.priority().text());
      line.append(' ');
      line.appendJsonContent(alert.message());
      line.append('"');
    }
    if (parts.outputFields) {
      line.append(",\"output_fields\":");
      appendFields(alert, line);
    }
    line.append(",\"priority\":\"");
    line.append(alert.priority().text());
    line.append("\",\"rule\":");
    line.appendJson(alert.rule());
    line.append(",\"source\":");
    line.appendJson(alert.source());
    if (parts.tags) {
      line.append(",\"tags\":");
      appendList(new TreeSet<>(alert.tags()), line);
    }
    line.append(",\"time\":\"");
    AlertTime.appendUtc(alert.timestampNanos(), line);
    line.append("Z\"}\n");
  }

  /** All properties but tags and message are there, whatever is configured, as in Falco. */
  @Override
  public void append(InternalAlert alert, LineBuffer line) {
    line.append("{\"hostname\":");
    line.appendJson(hostname);
    line.append(",\"output\":");
    line.appendJson(alert.message());
    line.append(",\"output_fields\":");
    appendObject(alert.fields(), line);
    line.append(",\"priority\":\"");
    line.append(alert.priority().text());
    line.append("\",\"rule\":");
    line.appendJson(alert.rule());
    line.append(",\"source\":\"" + InternalAlert.SOURCE + "\",\"time\":\"");
    AlertTime.appendUtc(alert.timestampNanos(), line);
    line.append("Z\"}\n");
  }

  /** Appends fields as a JSON object. */
  public static void appendObject(Map<String, ?> fields, LineBuffer line) {
    line.append('{');
    String separator = "";
    for (Map.Entry<String, ?> field : fields.entrySet()) {
      line.append(separator);
      separator = ",";
      line.appendJson(field.getKey());
      line.append(':');
      appendValue(field.getValue(), line);
    }
    line.append('}');
  }

  private void appendFields(Alert alert, LineBuffer line) {
    Map<String, @Nullable Object> fields = new TreeMap<>(alert.fields());
    fields.put(time.field(), alert.timestampNanos());
    char separator = '{';
    for (Map.Entry<String, @Nullable Object> field : fields.entrySet()) {
      line.append(separator);
      separator = ',';
      line.appendJson(field.getKey());
      line.append(':');
      appendValue(field.getValue(), line);
    }
    line.append('}');
  }

  static void appendValue(@Nullable Object value, LineBuffer line) {
    if (value == null) {
      line.append("null");
    } else if (value instanceof Collection<?> list) {
      appendList(list, line);
    } else if (value instanceof Number || value instanceof Boolean) {
      appendPrimitive(value, line);
    } else {
      line.appendJson(value.toString());
    }
  }

  private static void appendPrimitive(Object value, LineBuffer line) {
    if (value instanceof Double number) {
      line.append(Double.isFinite(number) ? decimal(number) : "null");
    } else {
      line.append(value.toString());
    }
  }

  /** The shortest text of the number, as Falco writes it: {@code 0.00012}, {@code 1.2e-05}. */
  private static String decimal(double number) {
    String text = Double.toString(number);
    BigDecimal exact = new BigDecimal(text).stripTrailingZeros();
    int exponent = exact.precision() - exact.scale() - 1;
    if (number == 0 || (exponent >= LEAST_EXPONENT && exponent <= GREATEST_EXPONENT)) {
      return text.indexOf('E') < 0 ? text : withPoint(exact.toPlainString());
    }
    BigDecimal digits = exact.scaleByPowerOfTen(-exponent);
    return String.format("%se%c%02d", digits, exponent < 0 ? '-' : '+', Math.abs(exponent));
  }

  private static String withPoint(String number) {
    return number.indexOf('.') < 0 ? number + ".0" : number;
  }

  private static void appendList(Collection<?> list, LineBuffer line) {
    line.append('[');
    for (Iterator<?> iterator = list.iterator(); iterator.hasNext(); ) {
      appendValue(iterator.next(), line);
      if (iterator.hasNext()) {
        line.append(',');
      }
    }
    line.append(']');
  }
}
