// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.engine.predicate.AndPredicate;
import io.falcoj.engine.predicate.ConstantPredicate;
import io.falcoj.engine.predicate.EventPredicate;
import io.falcoj.engine.predicate.NotPredicate;
import io.falcoj.engine.predicate.OrPredicate;
import io.falcoj.engine.predicate.PredicateCost;
import io.falcoj.engine.ruleset.EventTypeSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a condition before it is known how often it is used. There is one node for all equal
 * parts of all rules of a source. Immutable.
 */
abstract class PlanNode {

  private final int id;
  private final boolean asksType;

  private PlanNode(int id, boolean asksType) {
    this.id = id;
    this.asksType = asksType;
  }

  /** Unique among the nodes of a plan. */
  final int id() {
    return id;
  }

  /** Whether a check of the event's type is in it. */
  final boolean asksType() {
    return asksType;
  }

  /** The nodes that this one is made of. */
  abstract List<PlanNode> operands();

  /** Effort of evaluating it, in the units of {@link PredicateCost}. */
  abstract int cost();

  /** Makes the predicate. */
  abstract EventPredicate lower(Lowerer lowerer);

  /** What is left of it, one that asks for the type, for events of one type. */
  abstract PlanNode reduced(Reduction reduction);

  /** What it is for every event; null if that depends on the event. */
  @Nullable Boolean verdict() {
    return null;
  }

  /** The node that this one negates; null if it is no negation. */
  @Nullable PlanNode negated() {
    return null;
  }

  /** Adds the nodes all of which must hold for this one to hold. */
  void addConjuncts(Collection<PlanNode> conjuncts) {
    conjuncts.add(this);
  }

  /**
   * Adds the predicates that this node contributes to a junction around it: its own, or those of
   * its operands if it is such a junction itself and used nowhere else.
   */
  void addToJunction(boolean all, Lowerer lowerer, List<EventPredicate> predicates) {
    predicates.add(lowerer.predicate(this));
  }

  /** Something that holds for every event, or for none. */
  static final class Constant extends PlanNode {
    private final boolean holds;

    Constant(int id, boolean holds) {
      super(id, false);
      this.holds = holds;
    }

    @Override
    Boolean verdict() {
      return holds;
    }

    @Override
    List<PlanNode> operands() {
      return List.of();
    }

    @Override
    int cost() {
      return 0;
    }

    @Override
    EventPredicate lower(Lowerer lowerer) {
      return holds ? ConstantPredicate.TRUE : ConstantPredicate.FALSE;
    }

    @Override
    PlanNode reduced(Reduction reduction) {
      return this;
    }

    @Override
    void addConjuncts(Collection<PlanNode> conjuncts) {
      if (!holds) {
        conjuncts.add(this);
      }
    }
  }

  /** A check. */
  static final class Check extends PlanNode {
    private final EventPredicate predicate;
    private final @Nullable EventTypeSet types;

    /**
     * @param types the types of events for which it holds; null if it asks for more than the type
     */
    Check(int id, EventPredicate predicate, @Nullable EventTypeSet types) {
      super(id, types != null);
      this.predicate = predicate;
      this.types = types;
    }

    @Override
    List<PlanNode> operands() {
      return List.of();
    }

    @Override
    int cost() {
      return predicate.cost();
    }

    @Override
    EventPredicate lower(Lowerer lowerer) {
      return predicate;
    }

    @Override
    PlanNode reduced(Reduction reduction) {
      return types == null ? this : reduction.constant(types);
    }
  }

  /** The negation of another node. */
  static final class Negation extends PlanNode {
    private final PlanNode operand;

    Negation(int id, PlanNode operand) {
      super(id, operand.asksType());
      this.operand = operand;
    }

    @Override
    PlanNode negated() {
      return operand;
    }

    @Override
    List<PlanNode> operands() {
      return List.of(operand);
    }

    @Override
    int cost() {
      return operand.cost();
    }

    @Override
    EventPredicate lower(Lowerer lowerer) {
      return new NotPredicate(lowerer.predicate(operand));
    }

    @Override
    PlanNode reduced(Reduction reduction) {
      return reduction.not(operand);
    }
  }

  /** Several nodes of which all, or one, must hold; no two of them are equal. */
  static final class Junction extends PlanNode {
    private final boolean all;
    private final List<PlanNode> operands;
    private final int cost;

    /**
     * @param all whether all must hold, rather than one
     */
    Junction(int id, boolean all, List<PlanNode> operands) {
      super(id, operands.stream().anyMatch(PlanNode::asksType));
      this.all = all;
      this.operands = List.copyOf(operands);
      this.cost = PredicateCost.sum(operands.stream().mapToInt(PlanNode::cost));
    }

    @Override
    List<PlanNode> operands() {
      return operands;
    }

    @Override
    int cost() {
      return cost;
    }

    @Override
    EventPredicate lower(Lowerer lowerer) {
      List<EventPredicate> predicates = new ArrayList<>();
      addOperands(lowerer, predicates);
      lowerer.order(all, predicates);
      return all ? new AndPredicate(predicates) : new OrPredicate(predicates);
    }

    @Override
    PlanNode reduced(Reduction reduction) {
      return reduction.junction(all, operands);
    }

    @Override
    void addConjuncts(Collection<PlanNode> conjuncts) {
      if (all) {
        operands.forEach(operand -> operand.addConjuncts(conjuncts));
      } else {
        super.addConjuncts(conjuncts);
      }
    }

    @Override
    void addToJunction(boolean outerAll, Lowerer lowerer, List<EventPredicate> predicates) {
      if (outerAll == all && !lowerer.isShared(this)) {
        addOperands(lowerer, predicates);
      } else {
        super.addToJunction(outerAll, lowerer, predicates);
      }
    }

    private void addOperands(Lowerer lowerer, List<EventPredicate> predicates) {
      for (PlanNode operand : operands) {
        operand.addToJunction(all, lowerer, predicates);
      }
    }
  }
}
