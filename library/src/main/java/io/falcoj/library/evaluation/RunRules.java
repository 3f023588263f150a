// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library.evaluation;

import io.falcoj.converter.psp.ConvertedPolicy;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.rules.RunnableRules;
import io.falcoj.engine.rules.resolve.ResolvedRule;
import io.falcoj.library.summary.RunSummary.TalliedPolicy;
import io.falcoj.library.summary.RunSummary.TalliedRule;
import io.falcoj.library.summary.RunTally;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules by event source, and which of those for audit events came from which policy. A tally
 * counts the rules for audit events first. Immutable.
 */
public final class RunRules {

  /** The rule came from no policy. */
  static final int NO_POLICY = -1;

  private final RunnableRules auditRules;
  private final RunnableRules syscallRules;
  private final List<ConvertedPolicy> policies;
  private final PolicyScopes scopes;
  private final int[] policyOfRule;
  private final boolean asksForTokens;

  /**
   * @param auditRules of the source {@code k8s_audit}
   * @param syscallRules of the source {@code syscall}
   * @param policies those whose rules are among them, in their order
   * @param asksForTokens whether a rule may ask what the log shows of tokens of service accounts
   */
  public RunRules(
      RunnableRules auditRules,
      RunnableRules syscallRules,
      List<ConvertedPolicy> policies,
      boolean asksForTokens,
      FieldRegistry fields) {
    this.auditRules = auditRules;
    this.syscallRules = syscallRules;
    this.policies = List.copyOf(policies);
    this.asksForTokens = asksForTokens;
    this.scopes = PolicyScopes.of(policies, fields);
    this.policyOfRule = new int[auditRules.rules().size()];
    Arrays.fill(policyOfRule, NO_POLICY);
    Map<String, Integer> places = new HashMap<>();
    for (int place = 0; place < policies.size(); place++) {
      for (String rule : policies.get(place).rules()) {
        places.put(rule, place);
      }
    }
    for (int rule = 0; rule < policyOfRule.length; rule++) {
      policyOfRule[rule] =
          places.getOrDefault(auditRules.rules().get(rule).rule().name(), NO_POLICY);
    }
  }

  /** Those for audit events. */
  public RunnableRules auditRules() {
    return auditRules;
  }

  /** Those for system calls. */
  public RunnableRules syscallRules() {
    return syscallRules;
  }

  /**
   * Whether a rule may ask what the log shows of tokens of service accounts, so that what comes
   * later matters to an event.
   */
  public boolean asksForTokens() {
    return asksForTokens;
  }

  /** Place in a tally of a rule for system calls. */
  public int talliedSyscallRule(int rule) {
    return policyOfRule.length + rule;
  }

  PolicyScopes scopes() {
    return scopes;
  }

  /**
   * Place of the policy that a rule for audit events came from; {@link #NO_POLICY} if there is
   * none.
   */
  int policyOf(int rule) {
    return policyOfRule[rule];
  }

  int policyCount() {
    return policies.size();
  }

  /** Counts nothing yet. */
  public RunTally newTally() {
    return new RunTally(talliedSyscallRule(syscallRules.rules().size()), policies.size());
  }

  /** All rules, at their places in a tally. */
  public List<ResolvedRule> all() {
    return Stream.of(auditRules, syscallRules)
        .flatMap(rules -> rules.rules().stream())
        .map(RunnableRules.RunnableRule::rule)
        .toList();
  }

  /** The rules at their places in a tally. */
  public List<TalliedRule> talliedRules() {
    return all().stream()
        .map(rule -> new TalliedRule(rule.name(), rule.source(), rule.priority()))
        .toList();
  }

  /** The policies at their places in a tally. */
  public List<TalliedPolicy> talliedPolicies() {
    Set<String> evaluated = all().stream().map(ResolvedRule::name).collect(Collectors.toSet());
    return policies.stream()
        .map(
            each ->
                new TalliedPolicy(
                    each.name(), each.partial(), notJudged(each, evaluated), each.tokenVolume()))
        .toList();
  }

  /** The properties that no rule of a policy judges, and its rules that are switched off. */
  private static List<String> notJudged(ConvertedPolicy policy, Set<String> evaluated) {
    return Stream.concat(
            policy.notJudged().stream(),
            policy.rules().stream().filter(rule -> !evaluated.contains(rule)))
        .toList();
  }
}
