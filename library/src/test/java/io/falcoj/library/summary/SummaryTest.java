// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.converter.pod.PodCreation;
import io.falcoj.converter.psp.TokenVolumeMode;
import io.falcoj.engine.Priority;
import io.falcoj.library.summary.RunSummary.TalliedPolicy;
import io.falcoj.library.summary.RunSummary.TalliedRule;
import io.falcoj.sources.audit.problems.ReadProblem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SummaryTest {

  private static final List<String> SOURCES = List.of("k8s_audit", "syscall");

  private static final List<TalliedRule> RULES =
      List.of(
          new TalliedRule("privileged", "k8s_audit", Priority.WARNING),
          new TalliedRule("silent", "k8s_audit", Priority.WARNING),
          new TalliedRule("host network", "k8s_audit", Priority.CRITICAL));

  @Test
  void textBeginsWithFalcosStatistics() {
    assertThat(SummaryText.of(summary()))
        .startsWith(
            """
            Events detected: 3
            Rule counts by severity:
               CRITICAL: 1
               WARNING: 2
            Triggered rules by rule name:
               privileged: 2
               host network: 1
            """);
  }

  @Test
  void textTellsHowFarTheAnswerReaches() {
    assertThat(SummaryText.of(summary()))
        .endsWith(
            """
            Rules that never matched: 1 of 3
               silent
            Alerts by namespace:
               (no namespace): 1
               shop: 2
            Alerts by workload:
               shop Deployment/web: 2
               (no namespace) Pod/(name not recorded): 1
            Audit events evaluated: 6
            Records skipped: 3 (2 malformed, 1 too large)
            Records of other components: 4
            Pod creations evaluated: 4
            Pod creations not evaluable: 1
            Pod creations refused by the API server: 1
            Pod creations that were dry runs: 0
            Policy restricted: would have refused 2 of 3 pods, 1 out of its scope (partial policy)
            Incomplete: 3 records were skipped; 1 pod creation was not evaluable; policy restricted:\
             not judged: spec.x
            """);
  }

  @Test
  void jsonTellsTheSame() {
    JsonNode json = new JsonMapper().readTree(SummaryJson.of(summary()));
    JsonNode expected =
        new JsonMapper()
            .readTree(
                """
                {"complete": false,
                 "gaps": ["3 records were skipped", "1 pod creation was not evaluable",
                          "policy restricted: not judged: spec.x"],
                 "events": {"evaluated": {"k8s_audit": 6}, "not_audit": 4,
                            "skipped": {"total": 3, "malformed": 2, "too_large": 1}},
                 "pod_creations": {"refused": 1, "dry_run": 0, "not_evaluable": 1, "evaluated": 4},
                 "policies": [{"name": "restricted", "judged": 3, "refused": 2,
                               "out_of_scope": 1, "partial": true, "not_judged": ["spec.x"],
                               "service_account_volume": "off"}],
                 "alerts": {"total": 3, "by_priority": {"Critical": 1, "Warning": 2},
                            "by_rule": {"privileged": 2, "host network": 1},
                            "by_namespace": {"": 1, "shop": 2},
                            "by_workload": [
                              {"namespace": "shop", "workload": "Deployment/web", "alerts": 2},
                              {"namespace": "", "workload": "Pod/", "alerts": 1}]},
                 "rules_never_matched": ["silent"]}
                """);
    assertThat(json).isEqualTo(expected);
  }

  @Test
  void aNameForgesNoLineAndReachesNoTerminal() {
    String forged = "x\nEvents detected: 0\r\u001b[2J\u009b\u2028\u202e";
    String visible = "x\\nEvents detected: 0\\r\\u001b[2J\\u009b\\u2028\\u202e";
    RunTally tally = new RunTally(SOURCES, 2, 1);
    tally.countAlert(0);
    tally.countNamespace(forged);
    tally.countWorkload(forged, "Pod/" + forged);
    RunSummary summary =
        RunSummary.of(
            true,
            new RunSummary.Recording(Map.of("k8s_audit", 1L), 0, Map.of()),
            tally,
            List.of(
                new TalliedRule(forged, "k8s_audit", Priority.WARNING),
                new TalliedRule("silent " + forged, "k8s_audit", Priority.WARNING)),
            List.of(new TalliedPolicy(forged, false, List.of("spec.x"), TokenVolumeMode.OFF)));
    String text = SummaryText.of(summary);
    assertThat(text.lines().filter(line -> line.startsWith("Events detected"))).hasSize(1);
    assertThat(text.codePoints()).noneMatch(c -> c != '\n' && c < ' ' || c > 0x7E);
    assertThat(text)
        .contains(
            "   " + visible + ": 1\n",
            "   silent " + visible + "\n",
            "   " + visible + " Pod/" + visible + ": 1\n",
            "Policy " + visible + ": ",
            "policy " + visible + ": not judged: spec.x\n");
    String json = SummaryJson.of(summary);
    assertThat(json.codePoints()).noneMatch(c -> c != '\n' && c < ' ' || c > 0x7E);
    assertThat(new JsonMapper().readTree(json).at("/policies/0/name").asString()).isEqualTo(forged);
  }

  @Test
  void aRunWithoutPodsSaysNothingOfThem() {
    RunSummary summary =
        RunSummary.of(
            true,
            new RunSummary.Recording(Map.of("k8s_audit", 0L), 0, Map.of()),
            new RunTally(SOURCES, 0, 0),
            List.of(),
            List.of());
    assertThat(SummaryText.of(summary))
        .isEqualTo(
            """
            Events detected: 0
            Rule counts by severity:
            Triggered rules by rule name:
            Audit events evaluated: 0
            """);
  }

  @Test
  void memoryIsBoundedHoweverManyKeysThereAre() {
    BoundedCounts<String> counts = new BoundedCounts<>("others");
    for (int i = 0; i < BoundedCounts.MOST_KEYS + 100; i++) {
      counts.add("key " + i, 2);
    }
    counts.add("key 0", 1);
    assertThat(counts.toMap())
        .hasSize(BoundedCounts.MOST_KEYS + 1)
        .containsEntry("key 0", 3L)
        .containsEntry("others", 200L);
  }

  @Test
  void longNamesAreShortened() {
    RunTally tally = new RunTally(SOURCES, 0, 0);
    tally.countNamespace("n".repeat(10_000));
    assertThat(tally.namespaces().keySet()).allMatch(name -> name.length() < 400);
  }

  private static RunSummary summary() {
    RunTally first = new RunTally(SOURCES, 3, 1);
    first.countPod(PodCreation.State.EVALUATED);
    first.countPod(PodCreation.State.EVALUATED);
    first.countAlert(0);
    first.countAlert(2);
    first.countNamespace("shop");
    first.countWorkload("shop", "Deployment/web");
    first.countNamespace("");
    first.countWorkload("", "Pod/");
    first.countRefused(0);
    RunTally second = new RunTally(SOURCES, 3, 1);
    second.countPod(PodCreation.State.EVALUATED);
    second.countPod(PodCreation.State.EVALUATED);
    second.countPod(PodCreation.State.NOT_EVALUABLE);
    second.countPod(PodCreation.State.REFUSED);
    second.countAlert(0);
    second.countNamespace("shop");
    second.countWorkload("shop", "Deployment/web");
    second.countRefused(0);
    second.countOutOfScope(0);
    first.add(second);
    return RunSummary.of(
        true,
        new RunSummary.Recording(
            Map.of("k8s_audit", 6L),
            4,
            Map.of(ReadProblem.Kind.MALFORMED, 2L, ReadProblem.Kind.TOO_LARGE, 1L)),
        first,
        RULES,
        List.of(new TalliedPolicy("restricted", true, List.of("spec.x"), TokenVolumeMode.OFF)));
  }
}
