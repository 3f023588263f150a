// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library;

import io.falcoj.converter.psp.ConvertedPolicy;
import io.falcoj.converter.psp.PolicyDiagnostic;
import io.falcoj.converter.psp.PspConverter;
import io.falcoj.engine.EventSource;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.rules.LoadedRules;
import io.falcoj.engine.rules.RuleLoader;
import io.falcoj.engine.rules.RuleSelection;
import io.falcoj.engine.rules.read.RulesFile;
import io.falcoj.engine.rules.resolve.ResolvedRule;
import io.falcoj.engine.rules.result.LoadResult;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.fields.pod.PodFields;
import io.falcoj.library.evaluation.RunRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules and policies, loaded to be evaluated, and what is wrong or doubtful about them.
 *
 * <pre>{@code
 * Falco falco = Falco.load(List.of(RulesFile.of("rules.yaml", text)), FalcoSettings.STANDARD);
 * falco.results().forEach(result -> System.err.println(result.verbose()));
 * Evaluator evaluator = falco.evaluator("k8s_audit");
 * evaluator.evaluate(bytes, alert -> System.out.println(alert.message()));
 * }</pre>
 *
 * <p>Immutable; any number of threads may have an evaluator each.
 */
public final class Falco {

  /** What messages call the rules that are made from policies. */
  public static final String POLICY_RULES = "rules of the policies";

  private final FalcoSettings settings;
  private final List<RulesFile> files;
  private final List<LoadResult> results;
  private final LoadedRules rules;
  private final @Nullable RunRules runRules;
  private final List<String> disabledPolicyRules;

  private Falco(
      FalcoSettings settings,
      List<RulesFile> files,
      List<LoadResult> results,
      LoadedRules rules,
      @Nullable RunRules runRules,
      List<String> disabledPolicyRules) {
    this.settings = settings;
    this.files = List.copyOf(files);
    this.results = List.copyOf(results);
    this.rules = rules;
    this.runRules = runRules;
    this.disabledPolicyRules = List.copyOf(disabledPolicyRules);
  }

  /**
   * Loads rules, one text after the other: later ones add to and change earlier ones.
   *
   * @return with what is wrong; only if nothing is, it has evaluators
   */
  public static Falco load(List<RulesFile> texts, FalcoSettings settings) {
    List<RulesFile> files = new ArrayList<>();
    if (settings.hasPolicies()) {
      files.add(RulesFile.generated(POLICY_RULES, settings.policies().rules()));
    }
    files.addAll(texts);
    FieldRegistry fields = settings.fields();
    RuleLoader loader = new RuleLoader(settings.loaderSettings(fields));
    List<LoadResult> results = files.stream().map(loader::load).toList();
    LoadedRules rules = loader.rules();
    if (settings.policies().hasErrors() || !results.stream().allMatch(LoadResult::isSuccessful)) {
      return new Falco(settings, files, results, rules, null, List.of());
    }
    RuleSelection selection = rules.select();
    settings.selection().accept(selection);
    RuleMatching standard = settings.hasPolicies() ? RuleMatching.ALL : RuleMatching.FIRST;
    RunRules runRules =
        new RunRules(
            rules.compile(selection, settings.matching().orElse(standard)),
            policies(settings, files),
            asksForTokens(files),
            fields);
    return new Falco(settings, files, results, rules, runRules, disabled(rules, selection));
  }

  /** The policies that the rules come from, those of saved rules included. */
  private static List<ConvertedPolicy> policies(FalcoSettings settings, List<RulesFile> files) {
    List<ConvertedPolicy> policies = new ArrayList<>(settings.policies().policies());
    Set<String> identifiers = new HashSet<>();
    policies.forEach(policy -> identifiers.add(policy.identifier()));
    for (RulesFile file : files) {
      if (!file.name().equals(POLICY_RULES)) {
        for (ConvertedPolicy policy : PspConverter.policiesOf(file.source())) {
          if (identifiers.add(policy.identifier())) {
            policies.add(policy);
          }
        }
      }
    }
    return policies;
  }

  /** Whether the field is in some text at all: so it is found wherever it may stand. */
  private static boolean asksForTokens(List<RulesFile> files) {
    return files.stream().anyMatch(file -> file.source().content().contains(PodFields.TOKEN_TYPE));
  }

  private static List<String> disabled(LoadedRules rules, RuleSelection selection) {
    return rules.rules().stream()
        .filter(rule -> rule.generated() && !selection.isEnabled(rule.name()))
        .map(ResolvedRule::name)
        .toList();
  }

  /** Whether a text or a policy has errors, so that nothing can be evaluated. */
  public boolean hasErrors() {
    return runRules == null;
  }

  /** What became of each text, in their order; that of the policies' rules is the first. */
  public List<LoadResult> results() {
    return results;
  }

  /** What is wrong or doubtful about the policies. */
  public List<PolicyDiagnostic> policyDiagnostics() {
    return settings.policies().diagnostics();
  }

  /**
   * Names of rules of policies that are switched off: what they refuse, nobody is told, so it must
   * not be taken for allowed.
   */
  public List<String> disabledPolicyRules() {
    return disabledPolicyRules;
  }

  /** The texts that the rules were read from, in their order, those of policies first. */
  public List<RulesFile> files() {
    return files;
  }

  /** All rules, to be looked at; those of texts without errors. */
  public LoadedRules rules() {
    return rules;
  }

  /**
   * The rules as they are evaluated.
   *
   * @throws IllegalStateException if there are errors
   */
  public RunRules runRules() {
    if (runRules == null) {
      throw new IllegalStateException("rules with errors cannot be evaluated:\n" + errors());
    }
    return runRules;
  }

  private String errors() {
    StringBuilder text = new StringBuilder();
    policyDiagnostics().stream()
        .filter(PolicyDiagnostic::isError)
        .forEach(diagnostic -> text.append(diagnostic.toText()).append('\n'));
    results.stream()
        .filter(result -> !result.isSuccessful())
        .forEach(result -> text.append(result.verbose()).append('\n'));
    return text.toString().stripTrailing();
  }

  /**
   * Evaluates the events of a source, for one thread. It goes on with these rules; whoever loads
   * others asks them for another one, between two events.
   *
   * @param source name of the source, such as {@code k8s_audit}
   * @throws IllegalStateException if there are errors
   * @throws IllegalArgumentException if there is no such source
   */
  public Evaluator evaluator(String source) {
    RunRules evaluated = runRules();
    for (EventSource each : settings.sources()) {
      if (each.name().equals(source)) {
        return new Evaluator(evaluated, each, settings.redact(), rules.leftOut().size());
      }
    }
    throw new IllegalArgumentException(
        "there is no source "
            + source
            + ", only "
            + String.join(", ", settings.sources().stream().map(EventSource::name).toList()));
  }
}
