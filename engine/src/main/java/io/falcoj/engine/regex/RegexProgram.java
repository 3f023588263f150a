// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.regex;

import io.falcoj.engine.regex.CharacterSet.Range;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A regular expression as instructions over the bytes of UTF-8. Several may be at work at a time;
 * the text matches if one of them is {@link #MATCH} at its end. Immutable.
 */
final class RegexProgram {

  /** The text matches. Always the first instruction. */
  static final byte MATCH = 0;

  /** Takes one byte of a range and goes on. */
  static final byte BYTES = 1;

  /** Goes on in two places. */
  static final byte SPLIT = 2;

  /** Goes on at the start of a line. */
  static final byte LINE_START = 3;

  /** Goes on at the end of a line. */
  static final byte LINE_END = 4;

  private static final int MAX_INSTRUCTIONS = 100_000;

  private final byte[] operations;
  private final int[] next;
  private final int[] operands;
  private final int start;
  private final byte[] classes;
  private final byte[] representatives;

  private RegexProgram(Builder builder, int start) {
    this.operations = Arrays.copyOf(builder.operations, builder.size);
    this.next = Arrays.copyOf(builder.next, builder.size);
    this.operands = Arrays.copyOf(builder.operands, builder.size);
    this.start = start;
    this.classes = new byte[256];
    this.representatives = classify();
  }

  /** The program of a tree. */
  static RegexProgram of(RegexNode node) throws RegexSyntaxException {
    Builder builder = new Builder();
    int match = builder.add(MATCH, 0, 0);
    return new RegexProgram(builder, node.emit(builder, match));
  }

  /** How many instructions there are. */
  int size() {
    return operations.length;
  }

  /** The instruction with which a match begins. */
  int start() {
    return start;
  }

  /** What an instruction does. */
  byte operation(int instruction) {
    return operations[instruction];
  }

  /** Where an instruction goes on. */
  int next(int instruction) {
    return next[instruction];
  }

  /** The other place where a {@link #SPLIT} goes on. */
  int alternative(int instruction) {
    return operands[instruction];
  }

  /** Whether a {@link #BYTES} instruction takes the byte. */
  boolean takes(int instruction, int unsignedByte) {
    int range = operands[instruction];
    return range >>> 8 <= unsignedByte && unsignedByte <= (range & 0xff);
  }

  /** How many classes of bytes no instruction tells apart. */
  int classCount() {
    return representatives.length;
  }

  /** The class of each byte, by its unsigned value; to be read as unsigned, too. */
  byte[] classes() {
    return classes;
  }

  /** A byte of the class, unsigned. */
  int representative(int byteClass) {
    return representatives[byteClass] & 0xff;
  }

  /** Numbers the classes: a class ends where some range begins or ends, or before a line feed. */
  private byte[] classify() {
    boolean[] begins = new boolean[257];
    begins['\n'] = true;
    begins['\n' + 1] = true;
    for (int i = 0; i < operations.length; i++) {
      if (operations[i] == BYTES) {
        begins[operands[i] >>> 8] = true;
        begins[(operands[i] & 0xff) + 1] = true;
      }
    }
    byte[] firsts = new byte[256];
    int count = 0;
    for (int value = 0; value < 256; value++) {
      if (value == 0 || begins[value]) {
        firsts[count] = (byte) value;
        count++;
      }
      classes[value] = (byte) (count - 1);
    }
    return Arrays.copyOf(firsts, count);
  }

  /** Collects instructions; every one knows the one behind it. */
  static final class Builder {

    private byte[] operations = new byte[64];
    private int[] next = new int[64];
    private int[] operands = new int[64];
    private int size;

    private record ByteRange(int first, int last, int next) {}

    /** Takes a character of {@code set}. */
    int characters(CharacterSet set, int following) throws RegexSyntaxException {
      Map<ByteRange, Integer> known = new HashMap<>();
      int start = -1;
      for (Range range : set.ranges()) {
        for (int first = range.first(); first <= range.last(); ) {
          int last = lastOfSameShape(first, range.last());
          int sequence = sequence(first, last, following, known);
          start = start < 0 ? sequence : split(sequence, start);
          first = last + 1;
        }
      }
      // No character is in the set: an instruction that takes no byte.
      return start < 0 ? add(BYTES, following, 1 << 8) : start;
    }

    /**
     * The last code point up to {@code limit} for which each byte of the UTF-8 form can be taken
     * from a range of its own, whatever the other bytes are.
     */
    private static int lastOfSameShape(int first, int limit) {
      int last = limit;
      for (int longest : new int[] {0x7f, 0x7ff, 0xffff}) {
        if (first <= longest && last > longest) {
          last = longest;
        }
      }
      for (int bits = 6; bits <= 18; bits += 6) {
        int mask = (1 << bits) - 1;
        if (last > 0x7f && (first & ~mask) != (last & ~mask)) {
          if ((first & mask) != 0) {
            return Math.min(last, first | mask);
          }
          if ((last & mask) != mask) {
            last = (last & ~mask) - 1;
          }
        }
      }
      return last;
    }

    private int sequence(int first, int last, int following, Map<ByteRange, Integer> known)
        throws RegexSyntaxException {
      byte[] firstBytes = Character.toString(first).getBytes(StandardCharsets.UTF_8);
      byte[] lastBytes = Character.toString(last).getBytes(StandardCharsets.UTF_8);
      int start = following;
      for (int i = firstBytes.length - 1; i >= 0; i--) {
        ByteRange range = new ByteRange(firstBytes[i] & 0xff, lastBytes[i] & 0xff, start);
        Integer instruction = known.get(range);
        if (instruction == null) {
          instruction = add(BYTES, start, range.first() << 8 | range.last());
          known.put(range, instruction);
        }
        start = instruction;
      }
      return start;
    }

    /** Goes on in both places. */
    int split(int one, int other) throws RegexSyntaxException {
      return add(SPLIT, one, other);
    }

    /** Lets a split go on elsewhere first. */
    void redirect(int split, int one) {
      next[split] = one;
    }

    /** Goes on at the start of a line. */
    int lineStart(int following) throws RegexSyntaxException {
      return add(LINE_START, following, 0);
    }

    /** Goes on at the end of a line. */
    int lineEnd(int following) throws RegexSyntaxException {
      return add(LINE_END, following, 0);
    }

    private int add(byte operation, int following, int operand) throws RegexSyntaxException {
      if (size == MAX_INSTRUCTIONS) {
        throw new RegexSyntaxException("pattern too large - compile failed");
      }
      if (size == operations.length) {
        operations = Arrays.copyOf(operations, size * 2);
        next = Arrays.copyOf(next, size * 2);
        operands = Arrays.copyOf(operands, size * 2);
      }
      operations[size] = operation;
      next[size] = following;
      operands[size] = operand;
      return size++;
    }
  }
}
