// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.pod;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.converter.pod.PodView;
import io.falcoj.converter.psp.Conversion;
import io.falcoj.converter.psp.ConvertedPolicy;
import io.falcoj.converter.psp.PolicyRule;
import io.falcoj.converter.psp.PspConverter;
import io.falcoj.converter.psp.Violation;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.rules.result.LoadResult;
import io.falcoj.engine.rules.LoadedRules;
import io.falcoj.engine.rules.LoaderSettings;
import io.falcoj.engine.rules.RuleLoader;
import io.falcoj.engine.rules.read.RulesFile;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.engine.ruleset.Ruleset;
import io.falcoj.engine.yaml.SourceText;
import io.falcoj.fields.StandardFields;
import io.falcoj.fields.table.FieldSettings;
import io.falcoj.sources.audit.event.AuditEvent;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A policy's checks say the same by their rules as directly. */
class RulesAndJudgementTest {

  private static final FieldRegistry FIELDS =
      StandardFields.registry(new FieldSettings(ZoneOffset.UTC, "watcher"));
  private static final long SEED = 20_261_130;
  private static final int POLICIES = 60;
  private static final int PODS = 400;

  @Test
  void agreeAboutRandomPods() throws Exception {
    RandomPods random = new RandomPods(SEED);
    List<AuditEvent> pods = new ArrayList<>();
    for (int i = 0; i < PODS; i++) {
      pods.add(AuditEvent.parse(random.event().getBytes(StandardCharsets.UTF_8), i + 1));
    }
    Map<String, Integer> refusals = new TreeMap<>();
    int passed = 0;
    for (int i = 0; i < POLICIES; i++) {
      passed += passedByBoth(validPolicy(random), pods, refusals);
    }
    assertThat(passed).as("pods that pass").isGreaterThan(50);
    assertThat(refusals.keySet())
        .as("properties that some pod breaks")
        .containsExactly(
            "allowPrivilegeEscalation",
            "allowedCapabilities",
            "allowedFlexVolumes",
            "allowedHostPaths",
            "allowedProcMountTypes",
            "fsGroup",
            "hostIPC",
            "hostNetwork",
            "hostPID",
            "hostPorts",
            "privileged",
            "readOnlyRootFilesystem",
            "runAsGroup",
            "runAsUser",
            "runtimeClass",
            "supplementalGroups",
            "volumes");
  }

  /** What is drawn may name the same twice, which is no policy. */
  private static String validPolicy(RandomPods random) {
    String policy = random.policy();
    while (convert(policy).hasErrors()) {
      policy = random.policy();
    }
    return policy;
  }

  private static Conversion convert(String policy) {
    return PspConverter.standard().convert(List.of(SourceText.of("psp", policy)));
  }

  private static int passedByBoth(
      String text, List<AuditEvent> pods, Map<String, Integer> refusals) throws Exception {
    Conversion conversion = convert(text);
    ConvertedPolicy policy = conversion.policies().get(0);
    Map<String, PolicyRule> rules =
        policy.rules().stream().collect(Collectors.toMap(PolicyRule::name, Function.identity()));
    Ruleset ruleset = ruleset(conversion.rules());
    EvalContext context = ruleset.newContext();
    PodView pod = new PodView();
    int passed = 0;
    for (AuditEvent event : pods) {
      Set<String> byRules = new TreeSet<>();
      ruleset.evaluate(
          event, context, matched -> byRules.add(rules.get(matched.name()).property()));
      pod.pointAtCreated(event.json(), event.tokensAreSecrets());
      Set<String> directly = new TreeSet<>();
      for (Violation violation : policy.violations(pod)) {
        directly.add(violation.property());
      }
      if (!directly.equals(byRules)) {
        byte[] bytes = event.json().textReplacing(new int[0], new byte[0]);
        assertThat(directly)
            .as(text + "\n" + new String(bytes, StandardCharsets.UTF_8))
            .isEqualTo(byRules);
      }
      byRules.forEach(property -> refusals.merge(property, 1, Integer::sum));
      passed += byRules.isEmpty() ? 1 : 0;
    }
    return passed;
  }

  private static Ruleset ruleset(String rules) throws Exception {
    RuleLoader loader = new RuleLoader(LoaderSettings.of(FIELDS, List.of()));
    LoadResult result = loader.load(RulesFile.generated("rules", rules));
    assertThat(result.isSuccessful()).as(result.verbose()).isTrue();
    LoadedRules loaded = loader.rules();
    return loaded
        .compile(loaded.select(), RuleMatching.ALL)
        .get(AuditEvent.SOURCE)
        .ruleset();
  }
}
