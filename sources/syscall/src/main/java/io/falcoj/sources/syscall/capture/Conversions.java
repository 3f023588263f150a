// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import io.falcoj.engine.EventParameter;
import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table of conversions, by type and number of parameters; read when first needed. */
final class Conversions {

  private static final String RESOURCE = "conversions.txt";
  private static final int MAX_SHORT_LENGTH = 0xFFFF;

  private static final class Holder {
    private static final Conversions STANDARD = new Conversions();
  }

  private final Map<Integer, Conversion> steps = new HashMap<>();

  /** What is needed whatever the number of parameters; null if that decides. */
  private final EventConverter.@Nullable Verdict[] verdicts =
      new EventConverter.Verdict[EventTable.SIZE];

  private final boolean[] old = new boolean[EventTable.SIZE];
  private final int[] expected = new int[EventTable.SIZE];

  private Conversions() {
    Map<String, Integer> codes = new HashMap<>();
    for (EventType type : EventTable.standard().types()) {
      int code = type.code();
      codes.put(type.identifier(), code);
      old[code] = type.flags().contains("OLD_VERSION");
      verdicts[code] = verdict(type);
      expected[code] = type.parameters().size();
    }
    try (InputStream input = Conversions.class.getResourceAsStream(RESOURCE)) {
      if (input == null) {
        throw new IllegalStateException("resource " + RESOURCE + " is missing");
      }
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("#")) {
          add(line.split(" "), codes);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read resource " + RESOURCE, e);
    }
  }

  static Conversions standard() {
    return Holder.STANDARD;
  }

  private static EventConverter.@Nullable Verdict verdict(EventType type) {
    boolean isEnter = (type.code() & 1) == 0;
    if (type.flags().contains("UNUSED")) {
      return EventConverter.Verdict.DROP;
    }
    if (!type.flags().contains("CONVERTER_MANAGED")) {
      boolean isDropped = isEnter && type.flags().contains("OLD_VERSION");
      return isDropped ? EventConverter.Verdict.DROP : EventConverter.Verdict.PASS;
    }
    return isEnter ? EventConverter.Verdict.CONTINUE : null;
  }

  /** Whether an event of a type with some number of parameters needs a conversion. */
  EventConverter.Verdict check(int type, int parameterCount) {
    EventConverter.Verdict verdict = verdicts[type];
    if (verdict != null) {
      return verdict;
    }
    if (parameterCount > expected[type]) {
      return EventConverter.Verdict.ERROR;
    }
    return old[type] || parameterCount != expected[type]
        ? EventConverter.Verdict.CONTINUE
        : EventConverter.Verdict.PASS;
  }

  @Nullable Conversion find(int type, int parameterCount) {
    return steps.get(key(type, parameterCount));
  }

  /** Fewest bytes of a parameter: the length of its default. */
  int minLength(int type, int parameter) {
    int fixed = parameter(type, parameter).fixedLength();
    return Math.max(fixed, 0);
  }

  /** Most bytes of a parameter. */
  int maxLength(int type, int parameter, int lengthSize) {
    int fixed = parameter(type, parameter).fixedLength();
    if (fixed >= 0) {
      return fixed;
    }
    return lengthSize == Short.BYTES ? MAX_SHORT_LENGTH : Integer.MAX_VALUE;
  }

  /** Whether a parameter is the id of a user or group, unknown ones of which have all bits set. */
  boolean isUnknownId(int type, int parameter) {
    String name = parameter(type, parameter).type();
    return name.equals("UID") || name.equals("GID");
  }

  private static EventParameter parameter(int type, int parameter) {
    return EventTable.standard().type(type).parameters().get(parameter);
  }

  private void add(String[] words, Map<String, Integer> codes) {
    Integer type = codes.get(words[0]);
    if (type == null) {
      throw new IllegalStateException("no event type " + words[0]);
    }
    int count = Integer.parseInt(words[1]);
    Conversion.Action action =
        Conversion.Action.valueOf(words[2].toUpperCase(Locale.ROOT).replace('-', '_'));
    boolean anew = action == Conversion.Action.BECOME;
    List<String> rest = Arrays.asList(words).subList(anew ? 4 : 3, words.length);
    ParameterOrigin[] origins =
        rest.stream().map(ParameterOrigin::parse).toArray(ParameterOrigin[]::new);
    steps.put(key(type, count), new Conversion(action, anew ? codes.get(words[3]) : -1, origins));
  }

  private static int key(int type, int parameterCount) {
    return type << 16 | parameterCount;
  }
}
