// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import io.falcoj.engine.FieldType;
import io.falcoj.engine.predicate.PairTest;
import io.falcoj.engine.predicate.ValueShape;
import io.falcoj.engine.predicate.ValueTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An operator of the condition language: what stands on its right-hand side, which types it takes,
 * and how a check with it is prepared. Immutable.
 */
public abstract class Operator {

  /** What stands on the right-hand side. */
  public enum RightSide {
    /** Nothing. */
    NONE,
    /** A number or a field. */
    NUMBER,
    /** One value or a field; with a modifier a list of values. */
    VALUE,
    /** A list of values or a field. */
    LIST
  }

  /** What the operator asks of a field that yields several values. */
  public enum ListMeaning {
    /** That some value passes. */
    ANY,
    /** That every value passes; there may be none. */
    EVERY,
    /** That every value that is not absent passes; there may be none. */
    EVERY_PRESENT,
    /** That the set of values is the set of the one on the right-hand side. */
    SET_EQUALS,
    /** That the set of values is not the set of the one on the right-hand side. */
    SET_DIFFERS
  }

  private final List<String> symbols;
  private final RightSide rightSide;
  private final Set<TypeFamily> families;
  private final String description;

  Operator(
      List<String> symbols, RightSide rightSide, Set<TypeFamily> families, String description) {
    this.symbols = List.copyOf(symbols);
    this.rightSide = rightSide;
    this.families = Set.copyOf(families);
    this.description = description;
  }

  /** How the operator is written, in its shortest form. */
  public final String symbol() {
    return symbols.get(symbols.size() - 1);
  }

  /** All ways to write it, the shortest last: {@code ==} and {@code =}. */
  public final List<String> symbols() {
    return symbols;
  }

  /** What stands on the right-hand side. */
  public final RightSide rightSide() {
    return rightSide;
  }

  /** Whether it takes one value of a type of the family. */
  public final boolean supports(TypeFamily family) {
    return families.contains(family);
  }

  /** What it does, in one sentence. */
  public final String description() {
    return description;
  }

  /** Whether it takes lists of every source; of JSON documents, every operator takes them. */
  public boolean supportsLists() {
    return false;
  }

  /** What it asks of a field that yields several values. */
  public ListMeaning listMeaning() {
    return ListMeaning.ANY;
  }

  /** Whether the literal {@code "<NA>"} on the right-hand side stands for an absent value. */
  public boolean acceptsAbsent() {
    return false;
  }

  /**
   * Prepares the check of one value against the right-hand side.
   *
   * @param literals the values of the condition: one for {@link RightSide#NUMBER} and {@link
   *     RightSide#VALUE}, any number for {@link RightSide#LIST}
   * @param states gives places in the context
   * @throws LiteralException if one of them is not of the type
   */
  public abstract ValueTest test(ValueShape shape, List<String> literals, StateAllocator states)
      throws LiteralException;

  /**
   * Prepares the check of one value against a list, as the modifier says.
   *
   * @param literals any number; no value passes against none
   */
  public ValueTest test(
      ValueShape shape, Modifier modifier, List<String> literals, StateAllocator states)
      throws LiteralException {
    List<ValueTest> tests = new ArrayList<>(literals.size());
    for (String literal : literals) {
      tests.add(test(shape, List.of(literal), states));
    }
    return new ModifiedTest(textOf(modifier, literals), modifier, tests);
  }

  /**
   * The check of one value against another of the same type, both read from the event; empty if the
   * right-hand side cannot be a field.
   */
  public abstract Optional<PairTest> pairTest(ValueShape shape);

  /** The name by which Falco's texts about right-hand side fields call it. */
  public final String internalName() {
    return symbol().toUpperCase(Locale.ROOT);
  }

  /** How a check with {@code modifier} prints. */
  final String textOf(Modifier modifier, List<String> literals) {
    return symbol() + " " + modifier.word() + " " + LiteralText.list(literals);
  }

  /** How a check of one value prints. */
  final String textOf(String literal) {
    return symbol() + " " + LiteralText.quote(literal);
  }

  /** Whether the values of {@code type} are networks, against which no field can be compared. */
  public static boolean isNetwork(FieldType type) {
    return Equality.isNetwork(type);
  }

  @Override
  public final String toString() {
    return symbol();
  }
}
