// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.regex;

import io.falcoj.engine.text.Utf8;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Matches texts against one expression. A state stands for the set of instructions that are at work
 * between two bytes; states and the ways between them are made when a text first needs them, kept,
 * and thrown away together when there are too many. So the time is linear in the text, and once the
 * states are there, nothing is allocated.
 *
 * <p>Not thread-safe: one for each thread.
 */
public final class RegexMatcher {

  /** Most entries of the table, and most instructions of all states together. */
  private static final int MAX_ENTRIES = 1 << 18;

  private static final int UNKNOWN = -1;
  private static final int DEAD = 0;
  private static final int YES = 1;

  /** The bytes of U+FFFD, which stands for what is not well-formed. */
  private static final byte[] REPLACEMENT = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};

  private final RegexProgram program;
  private final byte[] classes;

  /** How many entries the table has for each state: one for each class, and one for the end. */
  private final int stride;

  /**
   * Where each state goes for a class of bytes: the place of the other state's entries. Behind them
   * whether the text may end there.
   */
  private int[] table = new int[0];

  private final Map<State, Integer> places = new HashMap<>();
  private State[] states = new State[16];
  private int stateCount;
  private int instructionCount;
  private int startPlace;

  /** The round in which an instruction was last followed, and in which it was last reached. */
  private final int[] followed;

  private final int[] reachedIn;
  private final int[] collected;
  private final int[] stack;
  private int round;

  /**
   * @param instructions in ascending order: those that are at work
   * @param lineStart whether a line starts here
   */
  private record State(int[] instructions, boolean lineStart) {
    @Override
    public boolean equals(Object other) {
      return other instanceof State state
          && lineStart == state.lineStart
          && Arrays.equals(instructions, state.instructions);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(instructions) * 2 + (lineStart ? 1 : 0);
    }
  }

  RegexMatcher(RegexProgram program) {
    this.program = program;
    this.classes = program.classes();
    this.stride = program.classCount() + 1;
    this.followed = new int[program.size()];
    this.reachedIn = new int[program.size()];
    this.collected = new int[program.size()];
    this.stack = new int[program.size()];
    reset();
  }

  /** Whether the whole slice matches. */
  public boolean matches(byte[] array, int offset, int length) {
    int end = offset + length;
    int place = startPlace;
    int at = offset;
    while (at < end) {
      byte value = array[at];
      if (value >= 0) {
        place = step(place, value);
        at++;
      } else {
        int sequence = Utf8.sequenceLength(array, at, end);
        place =
            sequence > 0
                ? stepAll(place, array, at, sequence)
                : stepAll(place, REPLACEMENT, 0, REPLACEMENT.length);
        at += Math.abs(sequence);
      }
      if (place == DEAD) {
        return false;
      }
    }
    int verdict = table[place + stride - 1];
    return (verdict == UNKNOWN ? decideEnd(place) : verdict) == YES;
  }

  private int stepAll(int place, byte[] array, int offset, int length) {
    int reached = place;
    for (int i = offset; i < offset + length && reached != DEAD; i++) {
      reached = step(reached, array[i]);
    }
    return reached;
  }

  private int step(int place, byte value) {
    int byteClass = classes[value & 0xff] & 0xff;
    int reached = table[place + byteClass];
    return reached == UNKNOWN ? makeStep(place, byteClass) : reached;
  }

  private int makeStep(int place, int byteClass) {
    State from = states[place / stride];
    int representative = program.representative(byteClass);
    int count = follow(from, representative);
    boolean lineStart = representative == '\n';
    int[] instructions = Arrays.copyOf(collected, count);
    Arrays.sort(instructions);
    State reached = new State(instructions, lineStart);
    Integer known = count == 0 ? Integer.valueOf(DEAD) : places.get(reached);
    if (known != null) {
      table[place + byteClass] = known;
      return known;
    }
    boolean full =
        (stateCount + 1) * stride > MAX_ENTRIES
            || instructionCount + instructions.length > MAX_ENTRIES;
    if (full) {
      // The way to the new state is lost with all others; the text goes on from it.
      reset();
      return add(reached);
    }
    int added = add(reached);
    table[place + byteClass] = added;
    return added;
  }

  private int decideEnd(int place) {
    int verdict = follow(states[place / stride], UNKNOWN) > 0 ? YES : 0;
    table[place + stride - 1] = verdict;
    return verdict;
  }

  /**
   * Collects the instructions that are at work after one byte; at the end of the text, {@link
   * RegexProgram#MATCH} if it is reached.
   *
   * @param unsignedByte {@link #UNKNOWN} for the end of the text
   * @return how many were collected
   */
  private int follow(State state, int unsignedByte) {
    round++;
    boolean end = unsignedByte == UNKNOWN;
    boolean lineEnd = end || unsignedByte == '\n';
    int count = 0;
    int waiting = 0;
    for (int instruction : state.instructions()) {
      waiting = push(instruction, waiting);
    }
    while (waiting > 0) {
      int instruction = stack[--waiting];
      int next = program.next(instruction);
      switch (program.operation(instruction)) {
        case RegexProgram.MATCH:
          if (end) {
            collected[count++] = instruction;
          }
          break;
        case RegexProgram.SPLIT:
          waiting = push(next, waiting);
          waiting = push(program.alternative(instruction), waiting);
          break;
        case RegexProgram.LINE_START:
          waiting = state.lineStart() ? push(next, waiting) : waiting;
          break;
        case RegexProgram.LINE_END:
          waiting = lineEnd ? push(next, waiting) : waiting;
          break;
        default:
          if (!end && program.takes(instruction, unsignedByte)) {
            count = collect(next, count);
          }
          break;
      }
    }
    return count;
  }

  /** Lets an instruction be followed, once in a round. */
  private int push(int instruction, int waiting) {
    if (followed[instruction] == round) {
      return waiting;
    }
    followed[instruction] = round;
    stack[waiting] = instruction;
    return waiting + 1;
  }

  private int collect(int instruction, int count) {
    if (reachedIn[instruction] == round) {
      return count;
    }
    reachedIn[instruction] = round;
    collected[count] = instruction;
    return count + 1;
  }

  /** Forgets all states but the dead one and the one at the start. */
  private void reset() {
    places.clear();
    stateCount = 0;
    instructionCount = 0;
    int dead = add(new State(new int[0], false));
    Arrays.fill(table, dead, dead + stride, DEAD);
    startPlace = add(new State(new int[] {program.start()}, true));
  }

  private int add(State state) {
    int place = stateCount * stride;
    if (stateCount == states.length) {
      states = Arrays.copyOf(states, stateCount * 2);
    }
    if (place + stride > table.length) {
      table = Arrays.copyOf(table, Math.max(place + stride, table.length * 2));
    }
    Arrays.fill(table, place, place + stride, UNKNOWN);
    states[stateCount] = state;
    places.put(state, place);
    stateCount++;
    instructionCount += state.instructions().length;
    return place;
  }
}
