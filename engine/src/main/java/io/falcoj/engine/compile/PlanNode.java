// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.engine.predicate.AndPredicate;
import io.falcoj.engine.predicate.EventPredicate;
import io.falcoj.engine.predicate.NotPredicate;
import io.falcoj.engine.predicate.OrPredicate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a condition before it is known how often it is used. There is one node for all equal
 * parts of all rules of a source. Immutable.
 */
abstract class PlanNode {

  private final int id;

  private PlanNode(int id) {
    this.id = id;
  }

  /** Unique among the nodes of a plan. */
  final int id() {
    return id;
  }

  /** The nodes that this one is made of. */
  abstract List<PlanNode> operands();

  /**
   * Makes the predicate, given how to make those of other nodes.
   *
   * @param lowering knows which nodes are shared
   */
  abstract EventPredicate lower(Lowering lowering);

  /** The node that this one negates; null if it is no negation. */
  @Nullable PlanNode negated() {
    return null;
  }

  /**
   * Adds the predicates that this node contributes to a junction around it: its own, or those of
   * its operands if it is such a junction itself and used nowhere else.
   */
  void addToJunction(boolean all, Lowering lowering, List<EventPredicate> predicates) {
    predicates.add(lowering.predicate(this));
  }

  /** What the nodes need to know of each other when predicates are made. */
  interface Lowering {

    /** The predicate of a node, wrapped if it is shared. */
    EventPredicate predicate(PlanNode node);

    /** Whether the node is used in more than one place. */
    boolean isShared(PlanNode node);

    /** Whether operands are put in order of cost. */
    boolean cheapestFirst();
  }

  /** A check. */
  static final class Check extends PlanNode {
    private final EventPredicate predicate;

    Check(int id, EventPredicate predicate) {
      super(id);
      this.predicate = predicate;
    }

    @Override
    List<PlanNode> operands() {
      return List.of();
    }

    @Override
    EventPredicate lower(Lowering lowering) {
      return predicate;
    }
  }

  /** The negation of another node. */
  static final class Negation extends PlanNode {
    private final PlanNode operand;

    Negation(int id, PlanNode operand) {
      super(id);
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
    EventPredicate lower(Lowering lowering) {
      return new NotPredicate(lowering.predicate(operand));
    }
  }

  /** Several nodes of which all, or one, must hold; no two of them are equal. */
  static final class Junction extends PlanNode {
    private final boolean all;
    private final List<PlanNode> operands;

    /**
     * @param all whether all must hold, rather than one
     */
    Junction(int id, boolean all, List<PlanNode> operands) {
      super(id);
      this.all = all;
      this.operands = List.copyOf(operands);
    }

    @Override
    List<PlanNode> operands() {
      return operands;
    }

    @Override
    EventPredicate lower(Lowering lowering) {
      List<EventPredicate> predicates = new ArrayList<>();
      addOperands(lowering, predicates);
      if (lowering.cheapestFirst()) {
        predicates.sort(Comparator.comparingInt(EventPredicate::cost));
      }
      return all ? new AndPredicate(predicates) : new OrPredicate(predicates);
    }

    @Override
    void addToJunction(boolean outerAll, Lowering lowering, List<EventPredicate> predicates) {
      if (outerAll == all && !lowering.isShared(this)) {
        addOperands(lowering, predicates);
      } else {
        super.addToJunction(outerAll, lowering, predicates);
      }
    }

    private void addOperands(Lowering lowering, List<EventPredicate> predicates) {
      for (PlanNode operand : operands) {
        operand.addToJunction(all, lowering, predicates);
      }
    }
  }
}
