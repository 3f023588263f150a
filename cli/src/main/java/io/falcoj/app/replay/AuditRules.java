// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.replay;

import io.falcoj.app.summary.RunSummary.TalliedPolicy;
import io.falcoj.app.summary.RunSummary.TalliedRule;
import io.falcoj.app.summary.RunTally;
import io.falcoj.converter.psp.ConvertedPolicy;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.rules.RunnableRules;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules for audit events, and which of them came from which policy. Immutable. */
public final class AuditRules {

  /** The rule came from no policy. */
  static final int NO_POLICY = -1;

  private final RunnableRules rules;
  private final List<ConvertedPolicy> policies;
  private final PolicyScopes scopes;
  private final int[] policyOfRule;

  /**
   * @param rules of the source {@code k8s_audit}
   * @param policies those whose rules are among them, in their order
   */
  public AuditRules(RunnableRules rules, List<ConvertedPolicy> policies, FieldRegistry fields) {
    this.rules = rules;
    this.policies = List.copyOf(policies);
    this.scopes = PolicyScopes.of(policies, fields);
    this.policyOfRule = new int[rules.rules().size()];
    Arrays.fill(policyOfRule, NO_POLICY);
    Map<String, Integer> places = new HashMap<>();
    for (int place = 0; place < policies.size(); place++) {
      for (String rule : policies.get(place).rules()) {
        places.put(rule, place);
      }
    }
    for (int rule = 0; rule < policyOfRule.length; rule++) {
      policyOfRule[rule] =
          places.getOrDefault(rules.rules().get(rule).rule().name(), NO_POLICY);
    }
  }

  RunnableRules rules() {
    return rules;
  }

  PolicyScopes scopes() {
    return scopes;
  }

  /** Place of the policy that a rule came from; {@link #NO_POLICY} if there is none. */
  int policyOf(int rule) {
    return policyOfRule[rule];
  }

  int policyCount() {
    return policies.size();
  }

  RunTally newTally() {
    return new RunTally(policyOfRule.length, policies.size());
  }

  List<TalliedRule> talliedRules() {
    return rules.rules().stream()
        .map(each -> new TalliedRule(each.rule().name(), each.rule().priority()))
        .toList();
  }

  List<TalliedPolicy> talliedPolicies() {
    return policies.stream().map(each -> new TalliedPolicy(each.name(), each.partial())).toList();
  }
}
