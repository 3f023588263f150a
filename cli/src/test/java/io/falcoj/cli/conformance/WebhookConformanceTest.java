// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.cli.FalcojRun;
import io.falcoj.daemon.FalcoBuilder;
import io.falcoj.testdata.ConformanceCase;
import io.falcoj.testdata.ConformanceFolders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** The events of whole suites, sent to the webhook, against the replay of the recorded logs. */
class WebhookConformanceTest {

  @TestFactory
  Stream<DynamicTest> rules() {
    return cases("k8s-audit")
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.id(),
                    () -> {
                      List<Path> files = new ArrayList<>();
                      for (JsonNode file : each.json().get("rules")) {
                        files.add(each.file(file.asString()));
                      }
                      List<String> options = new ArrayList<>();
                      files.forEach(file -> options.addAll(List.of("-r", file.toString())));
                      assertSameAlerts(
                          options,
                          builder -> {
                            files.forEach(builder::rules);
                            return builder;
                          },
                          each);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> policies() {
    return cases("psp")
        .filter(each -> each.json().has("events"))
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.id(),
                    () -> {
                      Path policy = each.file(each.json().get("psp").asString());
                      assertSameAlerts(
                          List.of("--psp", policy.toString()),
                          builder -> builder.policy(policy),
                          each);
                    }));
  }

  private static Stream<ConformanceCase> cases(String suite) {
    return ConformanceFolders.suites(suite).stream().flatMap(each -> each.cases().stream());
  }

  private static void assertSameAlerts(
      List<String> options, UnaryOperator<FalcoBuilder> rules, ConformanceCase each)
      throws Exception {
    Path log = each.file(each.json().get("events").asString());
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(List.of("-e", log.toString(), "-o", "json_output=true"));
    String replayed = FalcojRun.of(arguments).out();
    assertThat(LiveWebhook.alerts(rules, log)).isEqualTo(replayed);
  }
}
