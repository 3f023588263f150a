// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import io.falcoj.grammar.Operand.FieldRef;
import io.falcoj.grammar.Operand.ListLiteral;
import io.falcoj.grammar.Operand.TransformerCall;
import io.falcoj.grammar.Operand.TransformerList;
import io.falcoj.grammar.Operand.ValueLiteral;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes syntax trees such as the parser could have made, without places. */
final class RandomConditions {

  private static final List<String> FIELDS = List.of("a.b", "evt.arg", "ka.req.pod.name", "x1.y_2");
  private static final List<String> NAMES = List.of("m", "not", "and", "exists", "oneof", "in_x");
  private static final List<String> LISTS = List.of("names", "oneof", "inx", "tolower");
  private static final List<String> NUMBERS = List.of("0", "-1", "+2.5", "3.", "0xFf", "1.5e-3");
  private static final String CHARACTERS = "aB0 _.-+/*=,()[]<>!'\"\\\b\t\n\r\f\u000B\0\u00E9\uDC80";

  private final Random random;

  RandomConditions(long seed) {
    this.random = new Random(seed);
  }

  Expr next() {
    return expr(3);
  }

  private Expr expr(int depth) {
    switch (random.nextInt(depth == 0 ? 3 : 6)) {
      case 0:
        return new Expr.MacroRef(pick(NAMES), Span.START);
      case 1:
        String unary = pick(TestSyntax.SYNTAX.unaryOperators());
        return new Expr.UnaryCheck(left(), unary, Span.START);
      case 2:
        return comparison();
      case 3:
        return new Expr.Not(expr(depth - 1), Span.START);
      case 4:
        return new Expr.And(some(2, () -> expr(depth - 1)), Span.START);
      default:
        return new Expr.Or(some(2, () -> expr(depth - 1)), Span.START);
    }
  }

  private Expr comparison() {
    switch (random.nextInt(4)) {
      case 0:
        return check(pick(TestSyntax.SYNTAX.numericOperators()), null, value(pick(NUMBERS)));
      case 1:
        return check(pick(TestSyntax.SYNTAX.stringOperators()), null, value(text()));
      case 2:
        String modifier = pick(TestSyntax.SYNTAX.modifiers());
        return check(pick(TestSyntax.SYNTAX.stringOperators()), modifier, listOrName());
      default:
        return check(pick(TestSyntax.SYNTAX.listOperators()), null, listOrName());
    }
  }

  private Expr check(String operator, @Nullable String modifier, Operand right) {
    Operand anyRight = modifier == null && random.nextInt(4) == 0 ? rightTransformer() : right;
    return new Expr.BinaryCheck(left(), operator, modifier, anyRight, Span.START);
  }

  private Operand left() {
    return random.nextBoolean() ? field() : transformer(2);
  }

  private Operand rightTransformer() {
    return random.nextBoolean()
        ? new TransformerCall("val", List.of(field()), argument(), Span.START)
        : transformer(2);
  }

  private Operand listOrName() {
    return random.nextInt(3) == 0
        ? value(pick(LISTS))
        : new ListLiteral(some(0, () -> value(text())), Span.START);
  }

  private Operand field() {
    return new FieldRef(pick(FIELDS), argument(), Span.START);
  }

  private @Nullable String argument() {
    return random.nextBoolean() ? null : text();
  }

  private Operand transformer(int depth) {
    return new TransformerCall(
        pick(TestSyntax.SYNTAX.transformers()),
        some(1, () -> transformerArgument(depth)),
        argument(),
        Span.START);
  }

  private Operand transformerArgument(int depth) {
    return random.nextInt(4) == 0
        ? new TransformerList(some(0, () -> listArgument(depth)), Span.START)
        : listArgument(depth);
  }

  private Operand listArgument(int depth) {
    return switch (random.nextInt(depth == 0 ? 3 : 4)) {
      case 0 -> field();
      case 1 -> value(text());
      case 2 -> value(pick(NUMBERS));
      default -> transformer(depth - 1);
    };
  }

  private ValueLiteral value(String text) {
    return new ValueLiteral(text, false, Span.START);
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(6); length > 0; length--) {
      text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return text.toString();
  }

  private <T> List<T> some(int least, Supplier<T> maker) {
    return Stream.generate(maker).limit(least + random.nextInt(3)).toList();
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
