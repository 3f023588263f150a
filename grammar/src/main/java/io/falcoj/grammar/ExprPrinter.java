// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Prints syntax trees in one form, whatever the text looked like: {@code and} and {@code or} always
 * in parentheses, one blank between words, quotes only where needed.
 */
public final class ExprPrinter {

  private ExprPrinter() {}

  /**
   * The condition as text that reads back: parsing it gives a tree of the same structure, as far as
   * the limit of depth allows for the parentheses added. Trees of different structure never print
   * alike. Places, and whether a value was quoted, are not kept.
   */
  public static String print(Expr expr) {
    return expr.accept(new Printer()).text.toString();
  }

  /** The operand as text; see {@link #print(Expr)}. */
  public static String print(Operand operand) {
    return operand.accept(new Printer()).text.toString();
  }

  /**
   * The condition as Falco prints it. Differs from {@link #print(Expr)} where Falco leaves out
   * quotes or parentheses that reading back would need: {@code getopt(proc.args,nt:)}, {@code not
   * not a}.
   */
  public static String printAsFalco(Expr expr) {
    return expr.accept(new FalcoPrinter()).text.toString();
  }

  /** The operand as Falco prints it; see {@link #printAsFalco(Expr)}. */
  public static String printAsFalco(Operand operand) {
    return operand.accept(new FalcoPrinter()).text.toString();
  }

  /**
   * Appends nodes to a text. Methods return the printer itself: a visitor must return something.
   */
  private static class Printer implements ExprVisitor<Printer>, OperandVisitor<Printer> {

    private static final Pattern NUMBER =
        Pattern.compile("0[xX][0-9a-fA-F]+|[+-]?[0-9]+\\.?[0-9]*(?:[eE][+-][0-9]+)?");
    private static final Pattern BARE = Pattern.compile("[^()\"'\\s=,]+");
    private static final Pattern BARE_IN_BRACKETS = Pattern.compile("[^\\[\\]\"'\\s]+");

    final StringBuilder text = new StringBuilder();
    private boolean insideTransformer;

    /** A value on the right-hand side or in a list. */
    String value(String value) {
      return quoteUnless(BARE, value);
    }

    /** A value inside a transformer. */
    String argument(String value) {
      return quoteUnless(NUMBER, value);
    }

    /** What stands between brackets. */
    String inBrackets(String value) {
      return quoteUnless(BARE_IN_BRACKETS, value);
    }

    private static String quoteUnless(Pattern bare, String value) {
      boolean readsBackBare = bare.matcher(value).matches() && !Escaping.needsEscape(value);
      return readsBackBare ? value : Escaping.quote(value);
    }

    @Override
    public Printer visitAnd(Expr.And and) {
      return connected(" and ", and.operands());
    }

    @Override
    public Printer visitOr(Expr.Or or) {
      return connected(" or ", or.operands());
    }

    private Printer connected(String word, List<Expr> operands) {
      text.append('(');
      for (int i = 0; i < operands.size(); i++) {
        text.append(i == 0 ? "" : word);
        operands.get(i).accept(this);
      }
      text.append(')');
      return this;
    }

    @Override
    public Printer visitNot(Expr.Not not) {
      text.append("not ");
      // Two in a row would read as none.
      boolean parentheses = not.operand() instanceof Expr.Not;
      text.append(parentheses ? "(" : "");
      not.operand().accept(this);
      text.append(parentheses ? ")" : "");
      return this;
    }

    @Override
    public Printer visitMacroRef(Expr.MacroRef macro) {
      // With something behind it, the word would negate that.
      text.append(macro.name().equals("not") ? "(not)" : macro.name());
      return this;
    }

    @Override
    public Printer visitUnaryCheck(Expr.UnaryCheck check) {
      check.left().accept(this);
      text.append(' ').append(check.operator());
      return this;
    }

    @Override
    public Printer visitBinaryCheck(Expr.BinaryCheck check) {
      check.left().accept(this);
      text.append(' ').append(check.operatorWithModifier()).append(' ');
      return check.right().accept(this);
    }

    @Override
    public Printer visitFieldRef(Operand.FieldRef field) {
      text.append(field.name());
      return brackets(field.argument());
    }

    @Override
    public Printer visitTransformerCall(Operand.TransformerCall call) {
      text.append(call.name());
      return arguments(call.arguments()).brackets(call.argument());
    }

    @Override
    public Printer visitTransformerList(Operand.TransformerList list) {
      return arguments(list.operands());
    }

    private Printer arguments(List<Operand> arguments) {
      boolean outside = insideTransformer;
      insideTransformer = true;
      text.append('(');
      for (int i = 0; i < arguments.size(); i++) {
        text.append(i == 0 ? "" : ",");
        arguments.get(i).accept(this);
      }
      text.append(')');
      insideTransformer = outside;
      return this;
    }

    private Printer brackets(@Nullable String argument) {
      if (argument != null) {
        text.append('[').append(inBrackets(argument)).append(']');
      }
      return this;
    }

    @Override
    public Printer visitValueLiteral(Operand.ValueLiteral value) {
      text.append(insideTransformer ? argument(value.value()) : value(value.value()));
      return this;
    }

    @Override
    public Printer visitListLiteral(Operand.ListLiteral list) {
      List<Operand.ValueLiteral> values = list.values();
      text.append('(');
      for (int i = 0; i < values.size(); i++) {
        text.append(i == 0 ? "" : ", ").append(value(values.get(i).value()));
      }
      text.append(')');
      return this;
    }
  }

  /** Prints what Falco prints, even if it does not read back. */
  private static final class FalcoPrinter extends Printer {

    @Override
    String value(String value) {
      return Escaping.escape(value);
    }

    @Override
    String argument(String value) {
      return Escaping.escape(value);
    }

    @Override
    String inBrackets(String value) {
      return value.isEmpty() ? "\"\"" : Escaping.escape(value);
    }

    @Override
    public Printer visitNot(Expr.Not not) {
      text.append("not ");
      return not.operand().accept(this);
    }

    @Override
    public Printer visitMacroRef(Expr.MacroRef macro) {
      text.append(macro.name());
      return this;
    }
  }
}
