// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.grammar.Expr;
import io.falcoj.grammar.ExprVisitor;
import io.falcoj.grammar.Operand;
import io.falcoj.grammar.OperandVisitor;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Evaluates conditions over texts as plainly as can be, straight from the syntax tree and the
 * contract of values: what the compiled predicates are compared with. Fields that begin with {@code
 * json} have JSON's rules, those that begin with {@code search} are searched; the rest hold one
 * text.
 */
final class NaiveInterpreter implements ExprVisitor<Boolean> {

  private static final String ABSENT = "<NA>";

  /** The values of each field that is present; an element that is absent is empty. */
  private final Map<String, List<Optional<String>>> event;

  private record Field(
      boolean json, boolean search, boolean list, Optional<List<Optional<String>>> values) {}

  NaiveInterpreter(Map<String, List<Optional<String>>> event) {
    this.event = event;
  }

  @Override
  public Boolean visitAnd(Expr.And and) {
    return and.operands().stream().map(operand -> operand.accept(this)).allMatch(held -> held);
  }

  @Override
  public Boolean visitOr(Expr.Or or) {
    return or.operands().stream().map(operand -> operand.accept(this)).anyMatch(held -> held);
  }

  @Override
  public Boolean visitNot(Expr.Not not) {
    return !not.operand().accept(this);
  }

  @Override
  public Boolean visitMacroRef(Expr.MacroRef macro) {
    throw new AssertionError(macro);
  }

  @Override
  public Boolean visitUnaryCheck(Expr.UnaryCheck check) {
    Field field = check.left().accept(new FieldReader());
    return field.values().isPresent()
        && field.values().get().stream().anyMatch(Optional::isPresent);
  }

  @Override
  public Boolean visitBinaryCheck(Expr.BinaryCheck check) {
    Field left = check.left().accept(new FieldReader());
    String operator = check.operator().equals("==") ? "=" : check.operator();
    List<String> literals = check.right().accept(new Literals());
    if (literals == null) {
      Field right = check.right().accept(new FieldReader());
      return compareFields(operator, left, right);
    }
    return compare(operator, check.modifier(), left, literals);
  }

  private static boolean compareFields(String operator, Field left, Field right) {
    if (left.values().isEmpty() || right.values().isEmpty()) {
      return false;
    }
    List<Optional<String>> a = left.values().get();
    List<Optional<String>> b = right.values().get();
    if (left.list() || right.list()) {
      switch (operator) {
        case "in":
          return new HashSet<>(b).containsAll(a);
        case "intersects":
          return a.stream().anyMatch(b::contains);
        case "=":
          return new HashSet<>(a).equals(new HashSet<>(b));
        default:
          return !new HashSet<>(a).equals(new HashSet<>(b));
      }
    }
    if (a.isEmpty() || a.get(0).isEmpty() || b.isEmpty() || b.get(0).isEmpty()) {
      return false;
    }
    return passes(left.json(), operator, a.get(0).get(), b.get(0).get(), false);
  }

  private static boolean compare(
      String operator, String modifier, Field field, List<String> literals) {
    boolean membership = operator.equals("in") || operator.equals("intersects");
    boolean equality = operator.equals("=") || operator.equals("!=");
    if (modifier != null && equality && field.list()) {
      return count(modifier, literals, literal -> compare(operator, null, field, List.of(literal)));
    }
    Predicate<String> one;
    if (membership || operator.equals("pmatch")) {
      String inner = membership ? "=" : operator;
      one = value -> literals.stream().anyMatch(l -> passes(field.json(), inner, value, l, true));
    } else if (modifier == null) {
      one = value -> passes(field.json(), operator, value, literals.get(0), true);
    } else {
      one = value -> count(modifier, literals, l -> passes(field.json(), operator, value, l, true));
    }
    boolean absentCounts =
        (membership || operator.equals("pmatch") || operator.equals("="))
            && (modifier == null
                ? literals.contains(ABSENT)
                : count(modifier, literals, ABSENT::equals));
    if (field.values().isEmpty()) {
      return absentCounts;
    }
    List<Optional<String>> values = field.values().get();
    Predicate<Optional<String>> element = v -> v.map(one::test).orElse(absentCounts);
    if (field.search()) {
      return operator.equals("!=")
          ? values.stream().filter(Optional::isPresent).allMatch(v -> one.test(v.get()))
          : values.stream().anyMatch(element);
    }
    if (!field.list()) {
      return values.isEmpty() ? absentCounts : element.test(values.get(0));
    }
    switch (operator) {
      case "in":
        return values.stream().allMatch(element);
      case "pmatch":
        return values.stream().allMatch(v -> v.isEmpty() || one.test(v.get()));
      case "=":
        return !values.isEmpty() && values.stream().allMatch(element);
      case "!=":
        return !compare("=", null, field, literals);
      default:
        return values.stream().anyMatch(element);
    }
  }

  private static boolean count(String modifier, List<String> literals, Predicate<String> test) {
    long passed = literals.stream().filter(test).count();
    switch (modifier) {
      case "oneof":
        return passed == 1;
      case "anyof":
        return passed > 0;
      default:
        return passed > 0 && passed == literals.size();
    }
  }

  private static boolean passes(
      boolean json, String operator, String value, String literal, boolean ranges) {
    BiPredicate<String, String> equal = (a, b) -> a.equals(b) || (json && ranges && inRange(a, b));
    switch (operator) {
      case "=":
      case "in":
      case "intersects":
        return equal.test(value, literal);
      case "!=":
        return !equal.test(value, literal);
      case "<":
        return order(json, value, literal) < 0;
      case "<=":
        return order(json, value, literal) <= 0;
      case ">":
        return order(json, value, literal) > 0;
      case ">=":
        return order(json, value, literal) >= 0;
      case "contains":
        return value.contains(literal);
      case "icontains":
        return value.toLowerCase(Locale.ROOT).contains(literal.toLowerCase(Locale.ROOT));
      case "startswith":
        return value.startsWith(literal);
      case "endswith":
        return value.endsWith(literal);
      case "glob":
        return glob(literal).matcher(value).matches();
      case "iglob":
        return glob(literal.toLowerCase(Locale.ROOT))
            .matcher(value.toLowerCase(Locale.ROOT))
            .matches();
      case "regex":
        return Pattern.matches(literal, value);
      case "pmatch":
        return startsWithPath(components(value), components(literal));
      default:
        throw new AssertionError(operator);
    }
  }

  private static boolean startsWithPath(List<String> path, List<String> prefix) {
    return path.size() >= prefix.size() && path.subList(0, prefix.size()).equals(prefix);
  }

  private static List<String> components(String path) {
    List<String> components = new ArrayList<>(List.of(path.split("/")));
    components.removeIf(String::isEmpty);
    return components;
  }

  /** Only {@code *} and {@code ?} are used. */
  private static Pattern glob(String glob) {
    StringBuilder regex = new StringBuilder();
    for (char c : glob.toCharArray()) {
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private static boolean isWhole(String text) {
    return text.matches("0|-?[1-9][0-9]*");
  }

  private static boolean inRange(String value, String literal) {
    String[] ends = literal.split(":", -1);
    return ends.length == 2
        && isWhole(ends[0])
        && isWhole(ends[1])
        && isWhole(value)
        && new BigInteger(value).compareTo(new BigInteger(ends[0])) >= 0
        && new BigInteger(value).compareTo(new BigInteger(ends[1])) <= 0;
  }

  private static int order(boolean json, String value, String literal) {
    return json && isWhole(value) && isWhole(literal)
        ? new BigInteger(value).compareTo(new BigInteger(literal))
        : value.compareTo(literal);
  }

  /** Reads a field or a transformer of one. */
  private final class FieldReader implements OperandVisitor<Field> {

    @Override
    public Field visitFieldRef(Operand.FieldRef field) {
      Optional<List<Optional<String>>> values = Optional.ofNullable(event.get(field.name()));
      boolean json = field.name().startsWith("json");
      boolean list = field.name().equals("json.list") || field.name().equals("json.more");
      if (field.argument() != null) {
        int index = Integer.parseInt(field.argument());
        values = values.filter(v -> index < v.size()).map(v -> List.of(v.get(index)));
        list = false;
      }
      return new Field(json, field.name().startsWith("search"), list, values);
    }

    @Override
    public Field visitTransformerCall(Operand.TransformerCall call) {
      Field argument = call.arguments().get(0).accept(this);
      Optional<List<Optional<String>>> values = argument.values();
      switch (call.name()) {
        case "val":
          return argument;
        case "tolower":
          return new Field(
              argument.json(),
              false,
              argument.list(),
              values.map(
                  v -> v.stream().map(e -> e.map(t -> t.toLowerCase(Locale.ROOT))).toList()));
        default:
          throw new AssertionError(call.name());
      }
    }

    @Override
    public Field visitTransformerList(Operand.TransformerList list) {
      throw new AssertionError(list);
    }

    @Override
    public Field visitValueLiteral(Operand.ValueLiteral value) {
      throw new AssertionError(value);
    }

    @Override
    public Field visitListLiteral(Operand.ListLiteral list) {
      throw new AssertionError(list);
    }
  }

  /** The values on a right-hand side; null if it is a field. */
  private static final class Literals implements OperandVisitor<List<String>> {

    @Override
    public List<String> visitValueLiteral(Operand.ValueLiteral value) {
      return List.of(value.value());
    }

    @Override
    public List<String> visitListLiteral(Operand.ListLiteral list) {
      return list.values().stream().map(Operand.ValueLiteral::value).toList();
    }

    @Override
    public List<String> visitFieldRef(Operand.FieldRef field) {
      return null;
    }

    @Override
    public List<String> visitTransformerCall(Operand.TransformerCall call) {
      return null;
    }

    @Override
    public List<String> visitTransformerList(Operand.TransformerList list) {
      return null;
    }
  }
}
