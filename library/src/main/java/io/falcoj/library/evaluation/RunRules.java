// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library.evaluation;

import io.falcoj.converter.psp.ConvertedPolicy;
import io.falcoj.converter.psp.PolicyRule;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.compile.RulesetCompiler;
import io.falcoj.engine.rules.RunnableRules;
import io.falcoj.engine.rules.resolve.ResolvedRule;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.engine.ruleset.Ruleset;
import io.falcoj.library.summary.RunSummary.TalliedPolicy;
import io.falcoj.library.summary.RunSummary.TalliedRule;
import io.falcoj.library.summary.RunTally;
import io.falcoj.sources.audit.event.AuditEvent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules by event source, and which of those for audit events came from which policy. A tally
 * counts the rules of one source after those of another. Immutable.
 */
public final class RunRules {

  /** The rule came from no policy. */
  static final int NO_POLICY = -1;

  /**
   * The rules of one source.
   *
   * @param index of the source, among all of them
   * @param first place in a tally of the first rule
   */
  private record OfSource(int index, int first, RunnableRules rules) {}

  private final Map<String, OfSource> bySource = new LinkedHashMap<>();
  private final List<ConvertedPolicy> policies;
  private final PolicyScopes scopes;
  private final int[] policyOfRule;
  private final int ruleCount;
  private final boolean asksForTokens;

  /**
   * @param compiled the rules by source; of a source that is not named there are none
   * @param policies those whose rules are among them, in their order
   * @param asksForTokens whether a rule may ask what the log shows of tokens of service accounts
   * @param fields of all sources
   */
  public RunRules(
      Map<String, RunnableRules> compiled,
      List<ConvertedPolicy> policies,
      boolean asksForTokens,
      FieldRegistry fields) {
    int first = 0;
    for (String source : fields.sources()) {
      RunnableRules rules = compiled.get(source);
      if (rules == null) {
        Ruleset none = new RulesetCompiler(fields, source).build(RuleMatching.FIRST);
        rules = new RunnableRules(none, List.of());
      }
      bySource.put(source, new OfSource(bySource.size(), first, rules));
      first += rules.rules().size();
    }
    this.ruleCount = first;
    this.policies = List.copyOf(policies);
    this.asksForTokens = asksForTokens;
    this.scopes = PolicyScopes.of(policies, fields);
    this.policyOfRule = policiesOf(rules(AuditEvent.SOURCE), policies);
  }

  private static int[] policiesOf(RunnableRules auditRules, List<ConvertedPolicy> policies) {
    Map<String, Integer> places = new HashMap<>();
    for (int place = 0; place < policies.size(); place++) {
      for (PolicyRule rule : policies.get(place).rules()) {
        places.put(rule.name(), place);
      }
    }
    int[] policyOfRule = new int[auditRules.rules().size()];
    for (int rule = 0; rule < policyOfRule.length; rule++) {
      policyOfRule[rule] =
          places.getOrDefault(auditRules.rules().get(rule).rule().name(), NO_POLICY);
    }
    return policyOfRule;
  }

  /** The sources whose events can be evaluated, whether there are rules for them or not. */
  public Set<String> sources() {
    return bySource.keySet();
  }

  /**
   * Those for the events of a source.
   *
   * @throws IllegalArgumentException if there is no such source
   */
  public RunnableRules rules(String source) {
    return ofSource(source).rules();
  }

  private OfSource ofSource(String source) {
    OfSource found = bySource.get(source);
    if (found == null) {
      throw new IllegalArgumentException(
          "there is no source " + source + ", only " + String.join(", ", bySource.keySet()));
    }
    return found;
  }

  /**
   * Whether a rule may ask what the log shows of tokens of service accounts, so that what comes
   * later matters to an event.
   */
  public boolean asksForTokens() {
    return asksForTokens;
  }

  /** Place in a tally of the first rule for a source. */
  int firstTallied(String source) {
    return ofSource(source).first();
  }

  /** Place in a tally of the events of a source. */
  int talliedSource(String source) {
    return ofSource(source).index();
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
    return new RunTally(bySource.keySet(), ruleCount, policies.size());
  }

  /** All rules, at their places in a tally. */
  public List<ResolvedRule> all() {
    return bySource.values().stream()
        .flatMap(each -> each.rules().rules().stream())
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
            policy.rules().stream()
                .map(PolicyRule::name)
                .filter(rule -> !evaluated.contains(rule)))
        .toList();
  }
}
