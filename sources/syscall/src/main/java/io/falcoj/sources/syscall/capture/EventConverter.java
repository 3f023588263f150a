// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.sources.syscall.layout.EventLayout;
import io.falcoj.sources.syscall.layout.RawEvent;
import io.falcoj.sources.syscall.state.LongTable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Brings the events of older recordings to the present form: parameters that were recorded on
 * entering a system call join those recorded on leaving it, and what a recorder did not know yet
 * gets a default or stays empty. Follows the converter of libs 0.25. Events in the present form
 * pass untouched, for the price of one look-up. Not thread-safe.
 */
public final class EventConverter {

  /** What becomes of an event. */
  public enum Verdict {
    /** It is in the present form. */
    PASS,
    /** It takes another step. */
    CONTINUE,
    /** It is not delivered. */
    DROP,
    /** It cannot be brought to the present form; {@link #error()} says why. */
    ERROR
  }

  /** A chain of steps that is longer than any that the table holds. */
  private static final int MAX_STEPS = 50;

  /** Longest event that a step can make: one of every parameter as long as it may be. */
  private static final int MAX_LENGTH = 1 << 24;

  private static final byte[] UNKNOWN_ID = {-1, -1, -1, -1};

  private final Conversions conversions = Conversions.standard();
  private final LongTable<byte[]> waiting = new LongTable<>();
  private final RawEvent enter = new RawEvent();
  private byte[] target = new byte[1 << 12];
  private byte[] other = new byte[1 << 12];
  private byte @Nullable [] spare;
  private String error = "";

  /** Why the last verdict was {@link Verdict#ERROR}. */
  public String error() {
    return error;
  }

  /**
   * Brings an event to the present form.
   *
   * @param event points at the new form afterwards, which is valid until the next call
   * @return {@link Verdict#PASS}, {@link Verdict#DROP} or {@link Verdict#ERROR}
   */
  public Verdict convert(RawEvent event) {
    Verdict verdict = check(event);
    for (int i = 0; i < MAX_STEPS && verdict == Verdict.CONTINUE; i++) {
      verdict = step(event);
    }
    if (verdict == Verdict.CONTINUE) {
      return fail("the conversion of " + name(event.typeCode()) + " does not end");
    }
    return verdict;
  }

  /** Whether an event needs a conversion. */
  public Verdict check(RawEvent event) {
    Verdict verdict = conversions.check(event.typeCode(), event.parameterCount());
    return verdict == Verdict.ERROR
        ? fail(
            name(event.typeCode())
                + " has "
                + event.parameterCount()
                + " parameters, more than any version of it")
        : verdict;
  }

  /**
   * Takes one step.
   *
   * @param event points at the result afterwards
   */
  public Verdict step(RawEvent event) {
    Verdict needed = check(event);
    if (needed != Verdict.CONTINUE) {
      return needed == Verdict.ERROR
          ? needed
          : fail(name(event.typeCode()) + " needs no conversion");
    }
    Conversion conversion = conversions.find(event.typeCode(), event.parameterCount());
    if (conversion == null) {
      return fail(
          "nothing is known of "
              + name(event.typeCode())
              + " with "
              + event.parameterCount()
              + " parameters");
    }
    switch (conversion.action()) {
      case KEEP:
        keep(event);
        return Verdict.DROP;
      case KEEP_AND_PASS:
        keep(event);
        return Verdict.PASS;
      case PASS:
        return Verdict.PASS;
      case ADD, BECOME:
        break;
    }
    String problem = build(event, conversion);
    if (problem != null) {
      return fail(problem);
    }
    return check(event);
  }

  /** Whether an enter event of thread {@code tid} waits for its exit event. */
  public boolean isWaiting(long tid) {
    return waiting.get(tid) != null;
  }

  /** Forgets what waits, as before another recording. */
  void clear() {
    waiting.clear();
  }

  /** Builds the next form of an event; returns what is wrong, or null. */
  private @Nullable String build(RawEvent event, Conversion conversion) {
    boolean anew = conversion.action() == Conversion.Action.BECOME;
    int type = anew ? conversion.type() : event.typeCode();
    int kept = anew ? 0 : event.parameterCount();
    ParameterOrigin[] origins = conversion.origins();
    int count = kept + origins.length;
    int lengthSize = EventLayout.lengthSize(type);
    int position = EventLayout.HEADER_LENGTH + count * lengthSize;
    ensure(position);
    System.arraycopy(event.array(), event.offset(), target, 0, EventLayout.HEADER_LENGTH);
    EventLayout.putShort(target, EventLayout.TYPE_OFFSET, type);
    EventLayout.putInt(target, EventLayout.COUNT_OFFSET, count);
    for (int i = 0; i < kept; i++) {
      position = put(i, lengthSize, position, event, i, event.parameterLength(i));
    }
    boolean hasEnter = findEnter(event);
    boolean usesEnter = false;
    for (int i = 0; i < origins.length; i++) {
      ParameterOrigin origin = origins[i];
      int parameter = kept + i;
      switch (origin.kind()) {
        case EMPTY -> putLength(parameter, lengthSize, 0);
        case DEFAULT -> position = putDefault(type, parameter, lengthSize, position);
        case OLD -> {
          if (origin.parameter() >= event.parameterCount()) {
            return name(event.typeCode()) + " lacks parameter " + origin.parameter();
          }
          position = putCapped(type, parameter, lengthSize, position, event, origin.parameter());
        }
        case CONTAINER_JSON -> {
          byte[] json = containerJson(event);
          if (json == null) {
            position = putDefault(type, parameter, lengthSize, position);
          } else {
            ensure(position + json.length);
            System.arraycopy(json, 0, target, position, json.length);
            putLength(parameter, lengthSize, json.length);
            position += json.length;
          }
        }
        case ENTER, ENTER_OR_EMPTY -> {
          if (hasEnter && origin.parameter() < enter.parameterCount()) {
            usesEnter = true;
            position = putCapped(type, parameter, lengthSize, position, enter, origin.parameter());
          } else if (origin.kind() == ParameterOrigin.Kind.ENTER) {
            position = putDefault(type, parameter, lengthSize, position);
          } else {
            putLength(parameter, lengthSize, 0);
          }
        }
      }
      if (position > MAX_LENGTH) {
        return name(event.typeCode()) + " grows beyond " + MAX_LENGTH + " bytes";
      }
    }
    if (usesEnter) {
      release(event.threadId());
    }
    EventLayout.putInt(target, EventLayout.LENGTH_OFFSET, position);
    byte[] built = target;
    // The event may lie in the other buffer, from the step before: build the next one there.
    target = other;
    other = built;
    return event.wrap(built, 0, position)
        ? null
        : "the conversion of " + name(type) + " made a damaged event";
  }

  /**
   * Points at the enter event that belongs to an exit event. One of another type was left by a
   * system call whose exit was lost, and says nothing of this one.
   */
  private boolean findEnter(RawEvent event) {
    byte[] stored = waiting.get(event.threadId());
    return stored != null
        && enter.wrap(stored, 0, stored.length)
        && enter.typeCode() == event.typeCode() - 1;
  }

  private int putCapped(
      int type, int parameter, int lengthSize, int position, RawEvent from, int fromParameter) {
    int length =
        Math.min(
            from.parameterLength(fromParameter),
            conversions.maxLength(type, parameter, lengthSize));
    return put(parameter, lengthSize, position, from, fromParameter, length);
  }

  private int put(
      int parameter, int lengthSize, int position, RawEvent from, int fromParameter, int length) {
    ensure(position + length);
    System.arraycopy(from.array(), from.parameterOffset(fromParameter), target, position, length);
    putLength(parameter, lengthSize, length);
    return position + length;
  }

  private int putDefault(int type, int parameter, int lengthSize, int position) {
    int length = conversions.minLength(type, parameter);
    ensure(position + length);
    if (conversions.isUnknownId(type, parameter)) {
      System.arraycopy(UNKNOWN_ID, 0, target, position, length);
    } else {
      Arrays.fill(target, position, position + length, (byte) 0);
    }
    putLength(parameter, lengthSize, length);
    return position + length;
  }

  private void putLength(int parameter, int lengthSize, int length) {
    int at = EventLayout.HEADER_LENGTH + parameter * lengthSize;
    if (lengthSize == Short.BYTES) {
      EventLayout.putShort(target, at, length);
    } else {
      EventLayout.putInt(target, at, length);
    }
  }

  private void ensure(int length) {
    if (target.length < length) {
      target = Arrays.copyOf(target, Math.max(length, target.length * 2));
    }
  }

  /** Keeps a copy of an enter event; the arrays are used again. */
  private void keep(RawEvent event) {
    long tid = event.threadId();
    byte[] array = waiting.get(tid);
    if (array == null) {
      array = spare;
      spare = null;
    }
    if (array == null || array.length < event.length()) {
      array = new byte[Math.max(256, event.length())];
    }
    System.arraycopy(event.array(), event.offset(), array, 0, event.length());
    waiting.put(tid, array);
  }

  private void release(long tid) {
    spare = waiting.remove(tid);
  }

  /** The document that stands for the id, type, name and image of an old container event. */
  private static byte @Nullable [] containerJson(RawEvent event) {
    if (event.parameterCount() < 4 || event.parameterLength(1) < Integer.BYTES) {
      return null;
    }
    String id = text(event, 0);
    long type = Integer.toUnsignedLong(EventLayout.intAt(event.array(), event.parameterOffset(1)));
    String json =
        "{\"id\":\""
            + id
            + "\",\"type\":"
            + type
            + ",\"name\":\""
            + text(event, 2)
            + "\",\"image\":\""
            + text(event, 3)
            + "\"}\0";
    return json.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A text without its end mark, byte for byte. */
  private static String text(RawEvent event, int parameter) {
    int length = Math.max(0, event.parameterLength(parameter) - 1);
    return new String(
        event.array(), event.parameterOffset(parameter), length, StandardCharsets.ISO_8859_1);
  }

  private Verdict fail(String message) {
    error = message;
    return Verdict.ERROR;
  }

  private static String name(int typeCode) {
    EventType type = EventTable.standard().type(typeCode);
    return type.identifier();
  }
}
