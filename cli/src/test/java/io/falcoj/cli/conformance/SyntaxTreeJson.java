// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import io.falcoj.grammar.Expr;
import io.falcoj.grammar.ExprVisitor;
import io.falcoj.grammar.Operand;
import io.falcoj.grammar.OperandVisitor;
import io.falcoj.grammar.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A syntax tree as the conformance cases write it.
 *
 * @param json the tree
 * @param positions type, index, line and column of each node, parents before children
 */
record SyntaxTreeJson(JsonNode json, List<List<Object>> positions) {

  static SyntaxTreeJson of(Expr condition) {
    Writer writer = new Writer();
    JsonNode json = condition.accept(writer);
    return new SyntaxTreeJson(json, writer.positions);
  }

  private static final class Writer implements ExprVisitor<JsonNode>, OperandVisitor<JsonNode> {

    private final List<List<Object>> positions = new ArrayList<>();

    @Override
    public JsonNode visitAnd(Expr.And and) {
      return connected("and", and.operands(), and.span());
    }

    @Override
    public JsonNode visitOr(Expr.Or or) {
      return connected("or", or.operands(), or.span());
    }

    private JsonNode connected(String type, List<Expr> operands, Span span) {
      ObjectNode node = node(type, span);
      ArrayNode children = node.putArray("children");
      operands.forEach(operand -> children.add(operand.accept(this)));
      return node;
    }

    @Override
    public JsonNode visitNot(Expr.Not not) {
      ObjectNode node = node("not", not.span());
      return node.set("child", not.operand().accept(this));
    }

    @Override
    public JsonNode visitMacroRef(Expr.MacroRef macro) {
      return node("identifier", macro.span()).put("name", macro.name());
    }

    @Override
    public JsonNode visitUnaryCheck(Expr.UnaryCheck check) {
      ObjectNode node = node("unary", check.span()).put("op", check.operator());
      return node.set("left", check.left().accept(this));
    }

    @Override
    public JsonNode visitBinaryCheck(Expr.BinaryCheck check) {
      ObjectNode node = node("binary", check.span()).put("op", check.operatorWithModifier());
      node.set("left", check.left().accept(this));
      return node.set("right", check.right().accept(this));
    }

    @Override
    public JsonNode visitFieldRef(Operand.FieldRef field) {
      return withArgument(node("field", field.span()).put("name", field.name()), field.argument());
    }

    @Override
    public JsonNode visitTransformerCall(Operand.TransformerCall call) {
      ObjectNode node = node("transformer", call.span()).put("name", call.name());
      ArrayNode values = node.putArray("values");
      call.arguments().forEach(argument -> values.add(argument.accept(this)));
      return withArgument(node, call.argument());
    }

    @Override
    public JsonNode visitTransformerList(Operand.TransformerList list) {
      ObjectNode node = node("transformer_list", list.span());
      ArrayNode values = node.putArray("values");
      // The cases do not look at the places inside a list.
      Writer inside = new Writer();
      list.operands().forEach(operand -> values.add(operand.accept(inside)));
      return node;
    }

    @Override
    public JsonNode visitValueLiteral(Operand.ValueLiteral value) {
      return node("value", value.span()).put("value", value.value());
    }

    @Override
    public JsonNode visitListLiteral(Operand.ListLiteral list) {
      ObjectNode node = node("list", list.span());
      ArrayNode values = node.putArray("values");
      list.values().forEach(value -> values.add(value.value()));
      return node;
    }

    private ObjectNode node(String type, Span span) {
      positions.add(List.of(type, span.offset(), span.line(), span.column()));
      return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    private static ObjectNode withArgument(ObjectNode node, @Nullable String argument) {
      return argument == null ? node : node.put("arg", argument);
    }
  }
}
