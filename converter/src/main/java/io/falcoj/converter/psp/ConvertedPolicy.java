// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import io.falcoj.converter.check.PodCheck;
import io.falcoj.converter.pod.PodView;
import java.util.ArrayList;
import java.util.List;

/**
 * A policy that became rules.
 *
 * @param file name of the file it stands in
 * @param name as its author wrote it
 * @param identifier what stands for the name in rules and macros: letters, digits and underscores,
 *     different for every policy of a run
 * @param partial whether it lacks a strategy that Kubernetes requires
 * @param notJudged properties that it restricts and no rule judges
 * @param tokenVolume which token comes with a pod that it is asked about
 * @param rules its rules, in the order of the rules file
 */
public record ConvertedPolicy(
    String file,
    String name,
    String identifier,
    PolicyScope scope,
    boolean partial,
    List<String> notJudged,
    TokenVolumeMode tokenVolume,
    List<PolicyRule> rules) {

  public ConvertedPolicy {
    notJudged = List.copyOf(notJudged);
    rules = List.copyOf(rules);
  }

  /** Whether it can judge pods without rules: not if it is known from a rules file only. */
  public boolean judgesPods() {
    return rules.stream()
        .allMatch(rule -> rule.kind() != PolicyRule.Kind.POD || rule.check() != null);
  }

  /**
   * Where a pod breaks the policy, as far as that is judged, in the order of the rules; empty if the
   * policy would let it in. Does not ask whether the pod is in its scope.
   *
   * @throws IllegalStateException unless {@link #judgesPods}
   */
  public List<Violation> violations(PodView pod) {
    List<Violation> violations = new ArrayList<>();
    for (PolicyRule rule : rules) {
      if (rule.kind() == PolicyRule.Kind.POD) {
        PodCheck check = rule.check();
        if (check == null) {
          throw new IllegalStateException(name + " is known from a rules file only");
        }
        check.judge(
            pod,
            (container, path, value) ->
                violations.add(new Violation(rule.property(), container, path, value)));
      }
    }
    return violations;
  }
}
