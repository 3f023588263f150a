// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All operators, in the order in which error texts name them. To add one, add a class and a line
 * here; the parser, documentation and the tests' matrix derive from this list.
 */
public final class StandardOperators {

  private static final List<Operator> ALL =
      List.of(
          new ExistsOperator(),
          new OrderOperator(OrderOperator.Direction.LESS_OR_EQUAL),
          new OrderOperator(OrderOperator.Direction.LESS),
          new OrderOperator(OrderOperator.Direction.GREATER_OR_EQUAL),
          new OrderOperator(OrderOperator.Direction.GREATER),
          new EqualOperator(),
          new NotEqualOperator(),
          GlobOperator.glob(),
          GlobOperator.ignoringCase(),
          ContainsOperator.contains(),
          ContainsOperator.ignoringCase(),
          ContainsOperator.hex(),
          EdgeOperator.startsWith(),
          EdgeOperator.startsWithHex(),
          EdgeOperator.endsWith(),
          new RegexOperator(),
          MembershipOperator.intersects(),
          MembershipOperator.in(),
          new PathMatchOperator());

  private static final Map<String, Operator> BY_SYMBOL = index();

  private StandardOperators() {}

  /** All operators. */
  public static List<Operator> all() {
    return ALL;
  }

  /**
   * The operator that is written as {@code symbol}.
   *
   * @throws IllegalArgumentException if there is none; the parser lets none through
   */
  public static Operator of(String symbol) {
    Operator operator = BY_SYMBOL.get(symbol);
    if (operator == null) {
      throw new IllegalArgumentException("no operator '" + symbol + "'");
    }
    return operator;
  }

  /** The ways to write the operators with such a right-hand side. */
  public static List<String> symbols(Operator.RightSide rightSide) {
    List<String> symbols = new ArrayList<>();
    for (Operator operator : ALL) {
      if (operator.rightSide() == rightSide) {
        symbols.addAll(operator.symbols());
      }
    }
    return List.copyOf(symbols);
  }

  private static Map<String, Operator> index() {
    Map<String, Operator> bySymbol = new LinkedHashMap<>();
    for (Operator operator : ALL) {
      for (String symbol : operator.symbols()) {
        bySymbol.put(symbol, operator);
      }
    }
    return Collections.unmodifiableMap(bySymbol);
  }
}
