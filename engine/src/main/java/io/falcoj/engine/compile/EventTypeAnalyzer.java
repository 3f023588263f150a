// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.engine.ruleset.EventTypeSet;
import io.falcoj.grammar.Expr;
import io.falcoj.grammar.Operand;
import io.falcoj.grammar.OperandVisitor;
import io.falcoj.grammar.Span;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the types of events for which a condition can be true, from its checks of {@code evt.type}
 * and those of {@code evt.num} that never hold: all others might be true or false for any event.
 * Follows libs 0.25 {@code ppm_codes}.
 */
final class EventTypeAnalyzer extends ConditionRange<EventTypeSet> {

  private static final String TYPE_FIELD = "evt.type";
  private static final Set<String> TYPE_FIELDS = Set.of(TYPE_FIELD, "syscall.type");
  private static final Set<String> DECISIVE_OPERATORS = Set.of("=", "==", "!=", "in");

  /** Events that tell of a container, of which Falco 0.44 shows none to rules. */
  private static final Set<String> CONTAINER_EVENTS =
      Set.of("CONTAINER_E", "CONTAINER_JSON_E", "CONTAINER_JSON_2_E");

  private EventTypeSet asked = EventTypeSet.NONE;

  private EventTypeAnalyzer() {}

  /**
   * The types of events for which {@code condition} can be true.
   *
   * @throws CompileFailure if it compares the type of an event in a way that cannot be analyzed
   */
  static EventTypeSet typesOf(Expr condition) {
    return condition.accept(new EventTypeAnalyzer());
  }

  /**
   * The types of events that {@code condition} is evaluated for: those for which it can be true,
   * but container events only if a check asks for them by name.
   *
   * @throws CompileFailure if it compares the type of an event in a way that cannot be analyzed
   */
  static EventTypeSet evaluatedTypesOf(Expr condition) {
    EventTypeAnalyzer analyzer = new EventTypeAnalyzer();
    EventTypeSet types = condition.accept(analyzer);
    int[] containerEvents =
        EventTable.standard().types().stream()
            .filter(type -> CONTAINER_EVENTS.contains(type.identifier()))
            .mapToInt(EventType::code)
            .toArray();
    return types.and(EventTypeSet.of(containerEvents).complement().or(analyzer.asked));
  }

  /**
   * The types of events for which a check holds, and it holds for no others; null if it asks for
   * more than the name of the type, by which most types are known.
   */
  static @Nullable EventTypeSet typesOfCheck(Expr.BinaryCheck check) {
    boolean decisive = check.modifier() == null && DECISIVE_OPERATORS.contains(check.operator());
    boolean asksType =
        check.left() instanceof Operand.FieldRef field
            && field.name().equals(TYPE_FIELD)
            && field.argument() == null;
    if (!decisive || !asksType) {
      return null;
    }
    EventTypeSet named = typesNamed(check.right().accept(new Names()));
    return check.operator().equals("!=") ? named.complement() : named;
  }

  @Override
  protected EventTypeSet unaryCheck(Expr.UnaryCheck check, boolean negated) {
    boolean always = isTypeField(check.left());
    return always && negated ? EventTypeSet.NONE : EventTypeSet.ALL;
  }

  @Override
  protected EventTypeSet binaryCheck(Expr.BinaryCheck check, boolean negated) {
    boolean decisive = check.modifier() == null && DECISIVE_OPERATORS.contains(check.operator());
    if (!decisive || !isTypeField(check.left())) {
      return typesOfNumberCheck(check, negated);
    }
    EventTypeSet named = typesNamed(check.right().accept(new Names()));
    if (check.operator().equals("!=") != negated) {
      return named.complement();
    }
    asked = asked.or(named);
    return named;
  }

  /** No type at all for what can never be true, so that the rule is not even asked. */
  private EventTypeSet typesOfNumberCheck(Expr.BinaryCheck check, boolean negated) {
    return switch (EventNumberCheck.of(check)) {
      case NEVER -> negated ? EventTypeSet.ALL : EventTypeSet.NONE;
      case ALWAYS -> negated ? EventTypeSet.NONE : EventTypeSet.ALL;
      case DEPENDS -> EventTypeSet.ALL;
    };
  }

  @Override
  protected EventTypeSet all() {
    return EventTypeSet.ALL;
  }

  @Override
  protected EventTypeSet intersection(EventTypeSet left, EventTypeSet right) {
    return left.and(right);
  }

  @Override
  protected EventTypeSet union(EventTypeSet left, EventTypeSet right) {
    return left.or(right);
  }

  private static boolean isTypeField(Operand operand) {
    return operand.accept(new TypeFieldFinder());
  }

  /** The kinds of events with these names; a system call without its own kind is a generic one. */
  private static EventTypeSet typesNamed(Set<String> names) {
    EventTable table = EventTable.standard();
    Set<Integer> codes = new LinkedHashSet<>();
    for (String name : names) {
      boolean found = false;
      for (EventType type : table.typesNamed(name)) {
        if (type.code() > EventTable.GENERIC_EXIT) {
          codes.add(type.code());
          found = true;
        }
      }
      if (!found && table.isSyscall(name)) {
        codes.add(EventTable.GENERIC_ENTER);
        codes.add(EventTable.GENERIC_EXIT);
      }
    }
    return EventTypeSet.of(codes.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Tells whether an operand is the field that yields an event's type. */
  private static final class TypeFieldFinder implements OperandVisitor<Boolean> {

    @Override
    public Boolean visitFieldRef(Operand.FieldRef field) {
      return TYPE_FIELDS.contains(field.name()) && field.argument() == null;
    }

    @Override
    public Boolean visitTransformerCall(Operand.TransformerCall call) {
      for (Operand argument : call.arguments()) {
        if (argument.accept(this)) {
          throw CompileFailure.invalid(
              "event code search does not support `evt.type` checks with transformers",
              call.span());
        }
      }
      return false;
    }

    /** In a list the last element alone decides, as in Falco. */
    @Override
    public Boolean visitTransformerList(Operand.TransformerList list) {
      boolean last = false;
      for (Operand operand : list.operands()) {
        last = operand.accept(this);
      }
      return last;
    }

    @Override
    public Boolean visitValueLiteral(Operand.ValueLiteral value) {
      return false;
    }

    @Override
    public Boolean visitListLiteral(Operand.ListLiteral list) {
      return false;
    }
  }

  /** Collects the names on the right-hand side; a field there cannot be analyzed. */
  private static final class Names implements OperandVisitor<Set<String>> {

    @Override
    public Set<String> visitValueLiteral(Operand.ValueLiteral value) {
      return Set.of(value.value());
    }

    @Override
    public Set<String> visitListLiteral(Operand.ListLiteral list) {
      Set<String> names = new LinkedHashSet<>();
      for (Operand.ValueLiteral value : list.values()) {
        names.add(value.value());
      }
      return names;
    }

    @Override
    public Set<String> visitFieldRef(Operand.FieldRef field) {
      throw fieldOnTheRight(field.span());
    }

    @Override
    public Set<String> visitTransformerCall(Operand.TransformerCall call) {
      call.accept(new TypeFieldFinder());
      throw fieldOnTheRight(call.span());
    }

    @Override
    public Set<String> visitTransformerList(Operand.TransformerList list) {
      throw fieldOnTheRight(list.span());
    }

    private static CompileFailure fieldOnTheRight(Span span) {
      return CompileFailure.invalid(
          "right-hand field comparisons on `evt.type`/`syscall.type` checks are not supported by"
              + " event code search",
          span);
    }
  }
}
