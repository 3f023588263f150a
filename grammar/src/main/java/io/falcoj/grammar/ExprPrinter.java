// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

/** Prints syntax trees. */
public final class ExprPrinter {

  private ExprPrinter() {}

  /**
   * The condition as text that reads back: parsing it gives a tree of the same structure. Two trees
   * print alike exactly if they have the same structure. Whether a value was quoted is not kept.
   */
  public static String print(Expr expr) {
    throw new UnsupportedOperationException(expr.toString());
  }

  /** The operand as text; see {@link #print(Expr)}. */
  public static String print(Operand operand) {
    throw new UnsupportedOperationException(operand.toString());
  }

  /**
   * The condition as Falco prints it. Differs from {@link #print(Expr)} where Falco leaves out
   * quotes that reading back would need: {@code getopt(proc.args,nt:)}.
   */
  public static String printAsFalco(Expr expr) {
    throw new UnsupportedOperationException(expr.toString());
  }

  /** The operand as Falco prints it; see {@link #printAsFalco(Expr)}. */
  public static String printAsFalco(Operand operand) {
    throw new UnsupportedOperationException(operand.toString());
  }
}
