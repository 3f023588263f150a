// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library.evaluation;

import io.falcoj.converter.psp.ConvertedPolicy;
import io.falcoj.converter.psp.PolicyScope;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.Priority;
import io.falcoj.engine.compile.ConditionCompileException;
import io.falcoj.engine.compile.RuleToCompile;
import io.falcoj.engine.compile.RulesetCompiler;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.engine.ruleset.Ruleset;
import io.falcoj.grammar.Expr;
import io.falcoj.grammar.Operand;
import io.falcoj.grammar.Span;
import io.falcoj.sources.audit.event.AuditEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Which policies do not apply to a pod, by their annotations. A policy's scope is a condition, and
 * the conditions of all policies are a rule set of their own, with one rule for each policy that
 * does not apply to every pod.
 *
 * @param ruleset its rules match the pods in scope
 * @param policies place of the policy of each rule
 */
record PolicyScopes(Ruleset ruleset, List<Integer> policies) {

  private static final String NAMESPACE = "ka.target.namespace";
  private static final List<String> IMAGES =
      List.of(
          "pod.containers.image.repository",
          "pod.initContainers.image.repository",
          "pod.ephemeralContainers.image.repository");

  PolicyScopes {
    policies = List.copyOf(policies);
  }

  static PolicyScopes of(List<ConvertedPolicy> policies, FieldRegistry fields) {
    RulesetCompiler compiler = new RulesetCompiler(fields, AuditEvent.SOURCE);
    List<Integer> places = new ArrayList<>();
    for (int place = 0; place < policies.size(); place++) {
      ConvertedPolicy policy = policies.get(place);
      List<Expr> checks = checks(policy.scope());
      if (!checks.isEmpty()) {
        Expr condition = checks.size() == 1 ? checks.get(0) : new Expr.And(checks, Span.START);
        add(compiler, policy.identifier(), condition);
        places.add(place);
      }
    }
    return new PolicyScopes(compiler.build(RuleMatching.ALL), places);
  }

  private static void add(RulesetCompiler compiler, String policy, Expr condition) {
    try {
      compiler.add(new RuleToCompile(policy, Priority.DEBUG, List.of(), condition));
    } catch (ConditionCompileException e) {
      throw new IllegalStateException("the scope of a policy does not compile", e);
    }
  }

  private static List<Expr> checks(PolicyScope scope) {
    List<Expr> checks = new ArrayList<>();
    if (scope.namespaces() != null) {
      checks.add(check(NAMESPACE, "in", scope.namespaces()));
    }
    if (scope.images() != null) {
      List<String> images = scope.images();
      checks.add(
          new Expr.Or(
              IMAGES.stream().map(field -> check(field, "intersects", images)).toList(),
              Span.START));
    }
    return checks;
  }

  private static Expr check(String field, String operator, List<String> values) {
    List<Operand.ValueLiteral> literals =
        values.stream().map(value -> new Operand.ValueLiteral(value, true, Span.START)).toList();
    return new Expr.BinaryCheck(
        new Operand.FieldRef(field, null, Span.START),
        operator,
        null,
        new Operand.ListLiteral(literals, Span.START),
        Span.START);
  }
}
