// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.FieldType;
import io.falcoj.engine.operator.LiteralException;
import io.falcoj.engine.operator.Modifier;
import io.falcoj.engine.operator.Operator;
import io.falcoj.engine.operator.StandardOperators;
import io.falcoj.engine.operator.TypeFamily;
import io.falcoj.engine.predicate.EventPredicate;
import io.falcoj.engine.predicate.ExistsPredicate;
import io.falcoj.engine.predicate.ListPairPredicate;
import io.falcoj.engine.predicate.PairPredicate;
import io.falcoj.engine.predicate.PairTest;
import io.falcoj.engine.predicate.PredicateCost;
import io.falcoj.engine.predicate.Slot;
import io.falcoj.engine.predicate.ValueShape;
import io.falcoj.grammar.Expr;
import io.falcoj.grammar.Operand;
import io.falcoj.grammar.Span;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns one check into a node of the plan: finds its operands and its operator, refuses what does
 * not go together, and prepares the predicate if no equal check is known yet. Follows libs 0.25 in
 * what is refused, in which order, and in the texts.
 */
final class CheckCompiler {

  /** The types of which lists can be compared in Falco. */
  private static final Set<FieldType> LIST_TYPES =
      EnumSet.of(
          FieldType.CHARBUF,
          FieldType.UINT64,
          FieldType.RELTIME,
          FieldType.ABSTIME,
          FieldType.BOOL,
          FieldType.IPADDR,
          FieldType.IPNET);

  private static final Operator EQUAL = StandardOperators.of("=");
  private static final Operator AT_MOST = StandardOperators.of("<=");
  private static final Operator IN = StandardOperators.of("in");
  private static final Operator INTERSECTS = StandardOperators.of("intersects");

  private final OperandCompiler operands;
  private final LiteralCheckFactory literalChecks;
  private final LiteralWarnings literalWarnings;
  private final EventTypeNames eventTypeNames;
  private final List<ConditionWarning> warnings;

  private record ExistsKey(int slot) {}

  private record FieldKey(int left, String operator, int right) {}

  /**
   * A check against values.
   *
   * @param values a set where neither order nor repetition matters, else a list
   */
  private record ValuesKey(int slot, String operator, @Nullable Modifier modifier, Object values) {}

  /**
   * @param warnings receives what is suspicious
   */
  CheckCompiler(
      OperandCompiler operands,
      LiteralCheckFactory literalChecks,
      LiteralWarnings literalWarnings,
      EventTypeNames eventTypeNames,
      List<ConditionWarning> warnings) {
    this.operands = operands;
    this.literalChecks = literalChecks;
    this.literalWarnings = literalWarnings;
    this.eventTypeNames = eventTypeNames;
    this.warnings = warnings;
  }

  /** The node of a check without right-hand side. */
  PlanNode compile(Expr.UnaryCheck check, Plan plan) {
    Slot slot = operands.compile(check.left()).slot();
    return plan.check(new ExistsKey(slot.index()), null, () -> new ExistsPredicate(slot));
  }

  /** The node of a comparison. */
  PlanNode compile(Expr.BinaryCheck check, Plan plan) {
    CompiledOperand left = operands.compile(check.left());
    Operator operator = operator(check, left);
    Modifier modifier = check.modifier() == null ? null : Modifier.of(check.modifier());
    checkSupported(left.slot().shape(), operator, modifier, check.span());
    List<Operand.ValueLiteral> values = RightHandValues.of(check.right());
    if (values == null) {
      return compareWithField(check, left, operator, plan);
    }
    for (Operand.ValueLiteral value : values) {
      literalWarnings.check(operator.symbol(), value);
    }
    warnAboutLists(check, left.slot(), operator);
    PlanNode compared = compareWithValues(check, left, operator, modifier, values, plan);
    return switch (EventNumberCheck.of(check)) {
      case NEVER -> plan.constant(false);
      case ALWAYS -> plan.constant(true);
      case DEPENDS -> compared;
    };
  }

  private PlanNode compareWithValues(
      Expr.BinaryCheck check,
      CompiledOperand left,
      Operator operator,
      @Nullable Modifier modifier,
      List<Operand.ValueLiteral> values,
      Plan plan) {
    if (asksForMembership(left.slot().shape(), operator, modifier)) {
      // No value is one of none: rules have such lists for their users to fill.
      return values.isEmpty()
          ? plan.constant(false)
          : check(check, left, values.size() == 1 ? EQUAL : IN, null, values, plan);
    }
    return check(check, left, operator, modifier, values, plan);
  }

  private static Operator operator(Expr.BinaryCheck check, CompiledOperand left) {
    Operator operator = StandardOperators.of(check.operator());
    FieldDefinition field = left.slot().definition();
    if (field == null || !field.is(FieldDefinition.Flag.WITHIN)) {
      return operator;
    }
    if (operator != EQUAL || check.modifier() != null) {
      throw CompileFailure.invalid(
          field.name() + " supports only '=' comparison operator", check.span());
    }
    return AT_MOST;
  }

  /**
   * Whether the check asks if one value is among those given. There are several ways to write that,
   * which become one, so that rules share it.
   */
  private static boolean asksForMembership(
      ValueShape shape, Operator operator, @Nullable Modifier modifier) {
    boolean oneValue = !shape.list() && !shape.search();
    boolean list = operator == IN || operator == INTERSECTS;
    return oneValue && (modifier == null ? list : operator == EQUAL && modifier == Modifier.ANYOF);
  }

  private PlanNode check(
      Expr.BinaryCheck check,
      CompiledOperand left,
      Operator operator,
      @Nullable Modifier modifier,
      List<Operand.ValueLiteral> values,
      Plan plan) {
    List<String> literals = values.stream().map(Operand.ValueLiteral::value).toList();
    boolean setOfValues =
        modifier == null
            ? operator.rightSide() == Operator.RightSide.LIST
            : modifier != Modifier.ONEOF;
    ValuesKey key =
        new ValuesKey(
            left.slot().index(),
            operator.symbol(),
            modifier,
            setOfValues ? new HashSet<>(literals) : literals);
    return plan.check(
        key,
        EventTypeAnalyzer.typesOfCheck(check),
        () -> {
          try {
            EventPredicate predicate =
                literalChecks.create(left.slot(), operator, modifier, literals);
            eventTypeNames.check(left, values);
            return predicate;
          } catch (LiteralException e) {
            throw new CompileFailure(
                ConditionCompileException.Kind.INVALID,
                e.getMessage(),
                RightHandValues.spanOf(e.literal(), values, check.right()),
                e.hint());
          }
        });
  }

  private void warnAboutLists(Expr.BinaryCheck check, Slot slot, Operator operator) {
    boolean list = slot.list() && !operator.supportsLists();
    if (list && operator.listMeaning() == Operator.ListMeaning.ANY) {
      warnings.add(
          new ConditionWarning(
              ConditionWarning.Kind.LIST_MATCHES_ANY,
              "'"
                  + slot
                  + "' is a list: '"
                  + operator.symbol()
                  + "' is true if it is true for one of its values",
              check.span()));
    }
  }

  private PlanNode compareWithField(
      Expr.BinaryCheck check, CompiledOperand left, Operator operator, Plan plan) {
    CompiledOperand right = operands.compile(check.right());
    Optional<PairTest> test = operator.pairTest(left.slot().shape());
    checkFieldComparison(left, operator, test.isPresent(), right, check.right().span());
    FieldKey key = new FieldKey(left.slot().index(), operator.symbol(), right.slot().index());
    boolean lists = left.slot().list() || right.slot().list();
    if (lists) {
      ListPairPredicate.Relation relation = relation(operator, check.span());
      return plan.check(
          key,
          null,
          () ->
              new ListPairPredicate(
                  left.slot(),
                  operator.symbol(),
                  right.slot(),
                  relation,
                  literalChecks.allocateState()));
    }
    return plan.check(
        key,
        null,
        () ->
            new PairPredicate(
                left.slot(),
                operator.symbol(),
                right.slot(),
                test.orElseThrow(),
                PredicateCost.SEARCH));
  }

  /** How lists can be compared with each other; for the rest, Falco's refusal holds. */
  private static ListPairPredicate.Relation relation(Operator operator, Span span) {
    switch (operator.listMeaning()) {
      case EVERY:
        return ListPairPredicate.Relation.SUBSET;
      case SET_EQUALS:
        return ListPairPredicate.Relation.EQUAL;
      case SET_DIFFERS:
        return ListPairPredicate.Relation.DIFFERENT;
      case ANY:
        if (operator.supportsLists()) {
          return ListPairPredicate.Relation.OVERLAP;
        }
        break;
      case EVERY_PRESENT:
        break;
    }
    throw CompileFailure.invalid(
        "filter error: '" + operator.symbol() + "' operator not supported list filters", span);
  }

  /** Refuses an operator that the type does not take; {@code exists} is taken by every type. */
  private static void checkSupported(
      ValueShape shape, Operator operator, @Nullable Modifier modifier, Span span) {
    if (shape.list() && !shape.json()) {
      if (!LIST_TYPES.contains(shape.type())) {
        throw unsupported("list filters are not supported for type '" + shape.type() + "'", span);
      }
      if (!operator.supportsLists()) {
        throw unsupported("'" + operator.symbol() + "' operator not supported list filters", span);
      }
      return;
    }
    Optional<TypeFamily> family = TypeFamily.of(shape.type());
    if (family.isEmpty()) {
      throw unsupported(
          "'" + operator.symbol() + "' operator not supported for type '" + shape.type() + "'",
          span);
    }
    if (!operator.supports(family.get())) {
      boolean withModifier = modifier != null && family.get() == TypeFamily.ADDRESS;
      throw unsupported(
          "'"
              + operator.symbol()
              + (withModifier
                  ? "' with modifier not supported for "
                  : "' operator not supported for ")
              + family.get().text()
              + " filters",
          span);
    }
  }

  private static CompileFailure unsupported(String reason, Span span) {
    return CompileFailure.invalid("filter error: " + reason, span);
  }

  private static void checkFieldComparison(
      CompiledOperand left,
      Operator operator,
      boolean operatorTakesFields,
      CompiledOperand right,
      Span span) {
    if (!operatorTakesFields) {
      throw CompileFailure.invalid(
          "operator '" + operator.internalName() + "' doesn't support right-hand side fields",
          span);
    }
    if (Operator.isNetwork(left.slot().type())) {
      throw CompileFailure.invalid(
          "field type 'IPNET' doesn't support right-hand side fields", span);
    }
    if (!left.takesFieldComparison()) {
      throw CompileFailure.invalid(
          "field '" + left.name() + "' doesn't support right-hand side fields", span);
    }
    if (!right.takesFieldComparison()) {
      throw CompileFailure.invalid(
          "field '" + right.name() + "' can't be used as a right-hand side field", span);
    }
    if (left.slot().type() != right.slot().type() || left.list() != right.list()) {
      throw CompileFailure.invalid(
          "field '"
              + left.name()
              + "' has type '"
              + left.typeName()
              + "' while the right-hand side field '"
              + right.name()
              + "' has incompatible type '"
              + right.typeName()
              + "'",
          span);
    }
  }
}
