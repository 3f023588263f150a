// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.falcoj.engine.compile.StandardSyntax;
import io.falcoj.grammar.ConditionLimits;
import io.falcoj.grammar.ConditionParser;
import io.falcoj.grammar.ConditionSyntax;
import io.falcoj.grammar.ConditionSyntaxException;
import io.falcoj.grammar.Escaping;
import io.falcoj.grammar.Expr;
import io.falcoj.grammar.ExprPrinter;
import io.falcoj.grammar.Operand;
import io.falcoj.grammar.Span;
import io.falcoj.testdata.ConformanceCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Runs the suite about the grammar of conditions and their syntax tree. */
final class FilterSyntaxRunner implements SuiteRunner {

  private final ConditionParser parser =
      new ConditionParser(StandardSyntax.SYNTAX, ConditionLimits.DEFAULT);

  @Override
  public String suite() {
    return "filter-syntax";
  }

  @Override
  public List<Check> checks(ConformanceCase each) {
    return List.of(new Check(each.id(), () -> run(each.json(), each.expect())));
  }

  private void run(JsonNode input, JsonNode expect) throws ConditionSyntaxException {
    String kind = input.get("kind").stringValue();
    switch (kind) {
      case "parse" -> parse(input.get("filter").stringValue(), expect);
      case "equal" -> equal(input.get("filters"), expect);
      case "escape" -> escape(input.get("text").stringValue(), expect);
      case "operators" -> operators(expect);
      default -> throw new AssertionError("a kind that nothing here runs: " + kind);
    }
  }

  private void parse(String filter, JsonNode expect) throws ConditionSyntaxException {
    if (!expect.get("valid").booleanValue()) {
      assertThatExceptionOfType(ConditionSyntaxException.class)
          .isThrownBy(() -> parser.parse(filter))
          .satisfies(
              e -> {
                if (expect.has("error")) {
                  assertThat(e).hasMessage(expect.get("error").stringValue());
                }
              });
      return;
    }
    Expr condition = parser.parse(filter);
    SyntaxTreeJson tree = SyntaxTreeJson.of(condition);
    for (String key : expect.propertyNames()) {
      JsonNode expected = expect.get(key);
      switch (key) {
        case "valid" -> {}
        case "whitespace_variants" -> acceptsVariants(filter);
        case "end_position" -> {
          Span end = Span.in(filter, filter.length(), filter.length());
          assertThat(List.of(end.offset(), end.line(), end.column()))
              .containsExactly(
                  expected.get("idx").intValue(),
                  expected.get("line").intValue(),
                  expected.get("col").intValue());
        }
        case "canonical" ->
            assertThat(ExprPrinter.printAsFalco(condition)).isEqualTo(expected.stringValue());
        case "roundtrip" ->
            assertThat(parser.parse(ExprPrinter.printAsFalco(condition)))
                .matches(again -> isEqual(condition, again));
        case "ast" -> assertThat(tree.json()).isEqualTo(expected);
        case "positions" -> assertThat(tree.positions()).isEqualTo(places(expected));
        case "positions_contain" -> assertThat(tree.positions()).containsAll(places(expected));
        case "nodes_contain" ->
            assertThat(tree.positions().stream().map(place -> place.get(0)))
                .containsAll(texts(expected));
        default -> throw new AssertionError("an expectation that nothing here checks: " + key);
      }
    }
  }

  private void acceptsVariants(String filter) throws ConditionSyntaxException {
    String padded = " " + filter + " ";
    for (String variant : List.of(padded, padded.replace(' ', '\n'), padded.replace(' ', '\t'))) {
      parser.parse(variant);
    }
  }

  private void equal(JsonNode filters, JsonNode expect) throws ConditionSyntaxException {
    boolean equal =
        isEqual(
            parser.parse(filters.get(0).stringValue()), parser.parse(filters.get(1).stringValue()));
    assertThat(equal).isEqualTo(expect.get("equal").booleanValue());
  }

  private static boolean isEqual(Expr one, Expr other) {
    return ExprPrinter.print(one).equals(ExprPrinter.print(other));
  }

  private void escape(String text, JsonNode expect) throws ConditionSyntaxException {
    String escaped = Escaping.escape(text);
    assertThat(escaped).isEqualTo(expect.get("escaped").stringValue());
    Expr.BinaryCheck check = (Expr.BinaryCheck) parser.parse("a.b = " + escaped);
    assertThat(((Operand.ValueLiteral) check.right()).value()).isEqualTo(text);
  }

  private static void operators(JsonNode expect) {
    ConditionSyntax syntax = StandardSyntax.SYNTAX;
    List<String> all =
        Stream.of(
                syntax.unaryOperators(),
                syntax.numericOperators(),
                syntax.stringOperators(),
                syntax.listOperators())
            .flatMap(List::stream)
            .toList();
    assertThat(all).containsExactlyInAnyOrderElementsOf(texts(expect.get("operators")));
    assertThat(syntax.listOperators()).containsAll(texts(expect.get("list_operators")));
    assertThat(syntax.transformers())
        .containsExactlyInAnyOrderElementsOf(texts(expect.get("transformers")));
    List<String> right = new ArrayList<>(syntax.transformers());
    right.add(syntax.fieldTransformer());
    assertThat(right)
        .containsExactlyInAnyOrderElementsOf(texts(expect.get("right_side_transformers")));
  }

  private static List<String> texts(JsonNode array) {
    return array.values().stream().map(JsonNode::stringValue).toList();
  }

  private static List<List<Object>> places(JsonNode array) {
    return array.values().stream()
        .map(
            place ->
                List.<Object>of(
                    Objects.requireNonNull(place.get(0).stringValue()),
                    place.get(1).intValue(),
                    place.get(2).intValue(),
                    place.get(3).intValue()))
        .toList();
  }
}
