// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import io.falcoj.converter.check.Conditions;
import io.falcoj.converter.check.PodCheck;
import io.falcoj.converter.pod.ContainerKind;
import io.falcoj.converter.psp.RulesItem.Macro;
import io.falcoj.converter.psp.RulesItem.Rule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the macros and rules of one policy. A macro's name is {@code psp_}, the policy's
 * identifier, and one of a few endings, none of which ends another: so no two policies share one.
 */
final class PolicyRules {

  private static final int MOST_NAMED = 10;

  private final PodSecurityPolicy policy;
  private final String identifier;
  private final TokenVolumeMode tokenVolume;
  private final ScopeCheck scope;
  private final List<RulesItem> items = new ArrayList<>();
  private final List<PolicyRule> rules = new ArrayList<>();
  private final List<String> notJudged = new ArrayList<>();
  private boolean judgedMacroWritten;
  private boolean containerMacroWritten;

  private PolicyRules(
      PodSecurityPolicy policy, String identifier, TokenVolumeMode tokenVolume) {
    this.policy = policy;
    this.tokenVolume = policy.isPartial() ? TokenVolumeMode.OFF : tokenVolume;
    this.identifier = identifier;
    this.scope = new ScopeCheck(policy.scope());
  }

  /** Writes the rules of every check that the policy asks for. */
  static PolicyRules of(
      PodSecurityPolicy policy, String identifier, TokenVolumeMode tokenVolume) {
    PolicyRules rules = new PolicyRules(policy, identifier, tokenVolume);
    rules.addMacros();
    for (PspCheck check : PspCheck.values()) {
      check.addRules(policy, rules);
    }
    rules.addNotEvaluable();
    return rules;
  }

  /** Which token comes with a pod that is judged; a partial policy is asked about none. */
  TokenVolumeMode tokenVolume() {
    return tokenVolume;
  }

  /** The macros and rules, in the order of a rules file. */
  List<RulesItem> items() {
    return items;
  }

  /** The rules, and what they are about. */
  List<PolicyRule> rules() {
    return rules;
  }

  /** Whether there is a rule besides the one about pods that could not be judged. */
  boolean judgesAnything() {
    return judgedMacroWritten || containerMacroWritten;
  }

  /** The properties that the policy restricts and no rule judges. */
  List<String> notJudged() {
    return notJudged;
  }

  /** Notes that the policy restricts what no rule can judge yet. */
  void addNotJudged(String key) {
    notJudged.add(key);
  }

  /**
   * Adds a rule on audit events for a property that has no other.
   *
   * @param property the property in the rule's name: {@code fsGroup}
   * @param check what a pod does that the policy does not allow
   * @param finding the same for people: "fsGroup is outside of the allowed ranges"
   * @param found fields that show what was found, each as {@code name=%field}
   * @param allowed what the policy allows instead; null where the finding says it
   */
  void addPodRule(
      String property,
      PodCheck check,
      String finding,
      String found,
      @Nullable List<String> allowed) {
    addPodRule(PolicyRule.ofPods(identifier, property, check, false), check, finding, found, allowed);
  }

  /** Adds the rule on audit events for a property that is also seen in system calls. */
  void addPodRuleBesideActivity(
      String property,
      PodCheck check,
      String finding,
      String found,
      @Nullable List<String> allowed) {
    addPodRule(PolicyRule.ofPods(identifier, property, check, true), check, finding, found, allowed);
  }

  /** Adds the rule on system calls for a property. */
  void addActivityRule(
      String property,
      String condition,
      String finding,
      String found,
      @Nullable List<String> allowed) {
    if (!containerMacroWritten) {
      items.add(new Macro(macro("container"), containerInScope()));
      containerMacroWritten = true;
    }
    PolicyRule rule = PolicyRule.ofActivity(identifier, property);
    rules.add(rule);
    items.add(
        new Rule(
            rule.name(),
            "What PodSecurityPolicy " + shownName() + " forbids in a container: " + finding,
            condition + " and " + macro("container"),
            "PodSecurityPolicy "
                + outputText(shownName())
                + " forbids what happens in this container: "
                + outputText(finding)
                + " ("
                + (found.isEmpty() ? "" : found + " ")
                + allowedText(allowed)
                + "user=%user.name uid=%user.uid command=%proc.cmdline container=%container.id"
                + " image=%container.image.repository namespace=%k8s.ns.name pod=%k8s.pod.name)",
            Rule.WARNING,
            Rule.SYSCALL));
  }

  private void addPodRule(
      PolicyRule rule,
      PodCheck check,
      String finding,
      String found,
      @Nullable List<String> allowed) {
    if (!judgedMacroWritten) {
      items.add(new Macro(macro("judged"), podJudged()));
      judgedMacroWritten = true;
    }
    rules.add(rule);
    items.add(
        new Rule(
            rule.name(),
            "What PodSecurityPolicy " + shownName() + " refuses: " + finding,
            macro("judged") + " and " + check.condition(),
            "PodSecurityPolicy "
                + outputText(shownName())
                + " would refuse this pod: "
                + outputText(finding)
                + " ("
                + found
                + " "
                + allowedText(allowed)
                + "user=%ka.user.name namespace=%ka.target.namespace pod=%ka.target.name"
                + " created=%ka.resp.name"
                + " owner=%pod.owner images=%pod.containers.image response=%ka.response.code)",
            Rule.WARNING,
            Rule.K8S_AUDIT));
  }

  private void addMacros() {
    items.add(
        new Macro(
            macro("creation"),
            // Server-side apply creates with the verb of a change: the code tells.
            "(ka.verb = create or (ka.verb in (\"patch\", \"update\") and ka.response.code = 201))"
                + " and ka.target.resource = pods and not ka.target.subresource exists"
                + " and not ka.stage in (\"RequestReceived\", \"ResponseStarted\")"));
    items.add(
        new Macro(
            macro("recorded"),
            Conditions.hasContainers(ContainerKind.CONTAINERS)
                + " and not jevt.value[/annotations/audit.k8s.io~1truncated] = true"));
  }

  /** Tells of pods that the log does not show; their images are not known, so of all images. */
  private void addNotEvaluable() {
    String namespaces = scope.namespaceCondition();
    PolicyRule rule = PolicyRule.ofNotEvaluable(identifier);
    rules.add(rule);
    items.add(
        new Rule(
            rule.name(),
            "What PodSecurityPolicy "
                + shownName()
                + " could not be asked about: a pod that the audit log does not hold",
            macro("creation")
                + " and not ("
                + macro("recorded")
                + ") and not ka.response.code >= 400"
                + (namespaces.isEmpty() ? "" : " and " + namespaces),
            "PodSecurityPolicy "
                + outputText(shownName())
                + " could not judge this pod: the audit event does not hold it"
                + " (level=%jevt.value[/level]"
                + " truncated=%jevt.value[/annotations/audit.k8s.io~1truncated]"
                + " user=%ka.user.name namespace=%ka.target.namespace pod=%ka.target.name"
                + " response=%ka.response.code)",
            Rule.NOTICE,
            Rule.K8S_AUDIT));
  }

  private String podJudged() {
    String inScope = scope.condition();
    String judged = macro("creation") + " and " + macro("recorded");
    return inScope.isEmpty() ? judged : judged + " and " + inScope;
  }

  private String containerInScope() {
    PolicyScope pods = policy.scope();
    String container =
        pods.images() == null
            ? "container.id != host"
            : Conditions.in("container.image.repository", pods.images());
    if (pods.namespaces() != null) {
      // Where the namespace is not known the container is judged: silence would look like consent.
      container +=
          " and (not k8s.ns.name exists or "
              + Conditions.in("k8s.ns.name", pods.namespaces())
              + ")";
    }
    return container;
  }

  private String macro(String ending) {
    return "psp_" + identifier + "_" + ending;
  }

  private String shownName() {
    return policy.name().isEmpty() ? identifier : Printable.of(policy.name());
  }

  private static String allowedText(@Nullable List<String> allowed) {
    if (allowed == null) {
      return "";
    }
    String named = String.join(",", allowed.subList(0, Math.min(allowed.size(), MOST_NAMED)));
    String more = allowed.size() > MOST_NAMED ? ",..." : "";
    return "allowed=" + (named.isEmpty() ? "none" : outputText(named + more)) + " ";
  }

  /** Text in an output: one line, and no field begins in it. */
  private static String outputText(String text) {
    return Printable.of(text).replace("%", "%%");
  }
}
