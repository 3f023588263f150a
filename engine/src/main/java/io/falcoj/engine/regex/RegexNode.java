// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.regex;

import java.util.List;

/** A node of the tree of a regular expression. Immutable. */
sealed interface RegexNode {

  /**
   * Adds the instructions of this node to a program, from its end to its start.
   *
   * @param next the instruction that follows
   * @return the instruction with which the node begins
   * @throws RegexSyntaxException if the program becomes too large
   */
  int emit(RegexProgram.Builder program, int next) throws RegexSyntaxException;

  /** The parts that stand one behind the other, if there are several; else this node alone. */
  default List<RegexNode> parts() {
    return List.of(this);
  }

  /** The one character that this node stands for; -1 if it stands for anything else. */
  default int literal() {
    return -1;
  }

  /** Whether it takes characters, rather than standing for a place between two. */
  default boolean takesText() {
    return true;
  }

  /** One character of a set. */
  record Characters(CharacterSet set) implements RegexNode {
    @Override
    public int literal() {
      return set.single();
    }

    @Override
    public int emit(RegexProgram.Builder program, int next) throws RegexSyntaxException {
      return program.characters(set, next);
    }
  }

  /** The place before the first character of a line. */
  record LineStart() implements RegexNode {
    @Override
    public boolean takesText() {
      return false;
    }

    @Override
    public int emit(RegexProgram.Builder program, int next) throws RegexSyntaxException {
      return program.lineStart(next);
    }
  }

  /** The place behind the last character of a line. */
  record LineEnd() implements RegexNode {
    @Override
    public boolean takesText() {
      return false;
    }

    @Override
    public int emit(RegexProgram.Builder program, int next) throws RegexSyntaxException {
      return program.lineEnd(next);
    }
  }

  /** One behind the other; may be empty. */
  record Sequence(List<RegexNode> parts) implements RegexNode {
    public Sequence {
      parts = List.copyOf(parts);
    }

    @Override
    public int emit(RegexProgram.Builder program, int next) throws RegexSyntaxException {
      int start = next;
      for (int i = parts.size() - 1; i >= 0; i--) {
        start = parts.get(i).emit(program, start);
      }
      return start;
    }
  }

  /** One or the other; two or more. */
  record Choice(List<RegexNode> branches) implements RegexNode {
    public Choice {
      branches = List.copyOf(branches);
    }

    @Override
    public int emit(RegexProgram.Builder program, int next) throws RegexSyntaxException {
      int start = branches.get(branches.size() - 1).emit(program, next);
      for (int i = branches.size() - 2; i >= 0; i--) {
        start = program.split(branches.get(i).emit(program, next), start);
      }
      return start;
    }
  }

  /**
   * The same several times.
   *
   * @param most how often at most; {@link #UNBOUNDED} for any number
   */
  record Repetition(RegexNode part, int least, int most) implements RegexNode {

    static final int UNBOUNDED = -1;

    @Override
    public int emit(RegexProgram.Builder program, int next) throws RegexSyntaxException {
      int start = next;
      if (most == UNBOUNDED) {
        int loop = program.split(next, next);
        program.redirect(loop, part.emit(program, loop));
        start = loop;
      } else {
        for (int i = least; i < most; i++) {
          start = program.split(part.emit(program, start), next);
        }
      }
      for (int i = 0; i < least; i++) {
        start = part.emit(program, start);
      }
      return start;
    }
  }
}
