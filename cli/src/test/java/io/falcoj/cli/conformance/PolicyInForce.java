// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.converter.pod.PodCreation;
import io.falcoj.converter.pod.PodView;
import io.falcoj.converter.psp.Conversion;
import io.falcoj.converter.psp.ConvertedPolicy;
import io.falcoj.converter.psp.PspConverter;
import io.falcoj.converter.psp.ScopeCheck;
import io.falcoj.converter.psp.TokenVolumeMode;
import io.falcoj.converter.psp.Violation;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.rules.LoadedRules;
import io.falcoj.engine.rules.LoaderSettings;
import io.falcoj.engine.rules.RuleLoader;
import io.falcoj.engine.rules.read.RulesFile;
import io.falcoj.engine.rules.result.LoadResult;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.engine.ruleset.Ruleset;
import io.falcoj.engine.yaml.SourceText;
import io.falcoj.fields.StandardFields;
import io.falcoj.fields.StandardPlugins;
import io.falcoj.fields.table.FieldSettings;
import io.falcoj.json.JsonDocument;
import io.falcoj.sources.audit.event.AuditEvent;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A policy, asked about the pods of single audit events by the rules that it becomes. */
final class PolicyInForce {

  private static final FieldRegistry FIELDS =
      StandardFields.registry(new FieldSettings(ZoneOffset.UTC, "watcher"));
  private static final Pattern VIOLATION = Pattern.compile("PSP .* Violation \\((\\w+).*");
  private static final Pattern NOT_EVALUABLE = Pattern.compile("PSP .* Not Evaluable");

  private final Ruleset ruleset;
  private final ConvertedPolicy policy;
  private final PodView pod = new PodView();

  private PolicyInForce(Ruleset ruleset, ConvertedPolicy policy) {
    this.ruleset = ruleset;
    this.policy = policy;
  }

  /**
   * @param policy one policy, YAML or JSON
   */
  static PolicyInForce of(byte[] policy, TokenVolumeMode tokenVolume) throws Exception {
    Conversion conversion =
        PspConverter.standard()
            .withTokenVolume(tokenVolume)
            .convert(List.of(SourceText.decode("psp", policy)));
    assertThat(conversion.hasErrors()).as(conversion.diagnostics().toString()).isFalse();
    RuleLoader loader = new RuleLoader(LoaderSettings.of(FIELDS, StandardPlugins.ALL));
    LoadResult result = loader.load(RulesFile.generated("rules", conversion.rules()));
    assertThat(result.isSuccessful()).as(result.verbose()).isTrue();
    LoadedRules rules = loader.rules();
    return new PolicyInForce(
        rules.compile(rules.select(), RuleMatching.ALL).get(AuditEvent.SOURCE).ruleset(),
        conversion.policies().get(0));
  }

  /** The properties that the pod of an event violates; judged directly they are the same. */
  Set<String> violations(byte[] event) throws Exception {
    Set<String> properties = new TreeSet<>();
    for (String rule : matches(event)) {
      Matcher property = VIOLATION.matcher(rule);
      assertThat(property.matches()).as(rule).isTrue();
      properties.add(property.group(1));
    }
    JsonDocument json = AuditEvent.parse(event, 1).json();
    if (new PodCreation().state(json) != PodCreation.State.NOT_A_CREATION
        && PodCreation.isRecorded(json)) {
      assertThat(judged(json)).as("judged directly").isEqualTo(properties);
    }
    return properties;
  }

  /** The same, without rules. */
  private Set<String> judged(JsonDocument json) {
    pod.pointAtCreated(json, false);
    return new ScopeCheck(policy.scope()).includes(pod)
        ? policy.violations(pod).stream()
            .map(Violation::property)
            .collect(Collectors.toCollection(TreeSet::new))
        : Set.of();
  }

  /** Whether the event creates a pod that it does not hold. */
  boolean cannotEvaluate(byte[] event) throws Exception {
    return matches(event).stream().anyMatch(rule -> NOT_EVALUABLE.matcher(rule).matches());
  }

  private Set<String> matches(byte[] event) throws Exception {
    Set<String> names = new TreeSet<>();
    ruleset.evaluate(
        AuditEvent.parse(event, 1), ruleset.newContext(), rule -> names.add(rule.name()));
    return names;
  }
}
