// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.daemon.config.ConfigException;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.daemon.replay.ReplayOptions;
import io.falcoj.daemon.replay.ReplayOutcome;
import io.falcoj.fields.table.FieldSettings;
import io.falcoj.outputs.AlertLines;
import io.falcoj.outputs.Output;
import io.falcoj.outputs.Outputs;
import io.falcoj.testdata.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** falcoj inside another program. */
class FalcoTest {

  @TempDir Path folder;

  @Test
  void aProgramLoadsAPolicyAndGetsItsAlerts() throws FalcoException, IOException {
    ConfiguredFalco falco =
        ConfiguredFalco.builder()
            .place(new FieldSettings(ZoneOffset.UTC, "test-host"))
            .policy(TestData.example("psp/restricted.yaml"))
            .load();
    RecordingOutput output = new RecordingOutput();
    ReplayOptions options = ReplayOptions.of(List.of(TestData.example("psp/audit.log").toString()));

    ReplayOutcome outcome = replay(falco, options, output);

    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.summary().readToEnd()).isTrue();
    assertThat(outcome.summary().gaps()).as("the example says what it does not cover").hasSize(2);
    assertThat(outcome.summary().alerts()).isEqualTo(output.lines.size());
    assertThat(outcome.summary().policies())
        .singleElement()
        .matches(verdict -> verdict.refused() == 5 && verdict.judged() == 7);
    assertThat(output.lines.get(0)).startsWith("08:00:34.895409000: Warning ");
  }

  @ParameterizedTest
  @CsvSource({"1, not everything was read", "3600000, "})
  void aCaptureThatIsLeftForItsTimeIsNotReadToItsEnd(long millis, @Nullable String gap)
      throws FalcoException, IOException {
    ConfiguredFalco falco = ConfiguredFalco.builder().rules(TestData.file("rules/syscall.yaml")).load();
    String capture = TestData.file("conformance/psp/captures/workload.scap.gz").toString();
    ReplayOptions all = ReplayOptions.of(List.of(capture));
    ReplayOptions options =
        new ReplayOptions(
            all.recordings(),
            all.standardInput(),
            1,
            all.maxEventSize(),
            false,
            false,
            null,
            Duration.ofMillis(millis));
    ReplayOutcome outcome = replay(falco, options, new RecordingOutput());
    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.summary().readToEnd()).isEqualTo(gap == null);
    if (gap != null) {
      assertThat(outcome.summary().gaps()).contains(gap);
    }
  }

  @Test
  void theSameFalcoReplaysAgain() throws FalcoException, IOException {
    ConfiguredFalco falco =
        ConfiguredFalco.builder().policy(TestData.example("psp/restricted.yaml")).load();
    ReplayOptions options = ReplayOptions.of(List.of(TestData.example("psp/audit.log").toString()));
    RecordingOutput first = new RecordingOutput();
    RecordingOutput second = new RecordingOutput();
    ReplayOutcome one = replay(falco, options, first);
    ReplayOutcome other = replay(falco, options, second);
    assertThat(second.lines).isEqualTo(first.lines);
    assertThat(other).isEqualTo(one);
  }

  @Test
  void theRulesOfAPolicyAlertWhateverTheConfigurationSaysOfMatchingAndPriority()
      throws FalcoException, ConfigException, IOException {
    Path policy = TestData.example("psp/restricted.yaml");
    FalcoConfig first = FalcoConfig.STANDARD.with("rule_matching", "first");
    List<String> all = lines(ConfiguredFalco.builder().policy(policy).load());
    assertThat(all).hasSizeGreaterThan(5);
    assertThat(lines(ConfiguredFalco.builder().policy(policy).config(first).load())).isEqualTo(all);
    FalcoConfig critical = FalcoConfig.STANDARD.with("priority", "critical");
    assertThat(lines(ConfiguredFalco.builder().policy(policy).config(critical).load()))
        .isEqualTo(all);
  }

  @Test
  void neitherHideOrdinaryRulesAPolicysNorTheOtherWayRound()
      throws FalcoException, ConfigException, IOException {
    Path policy = TestData.example("psp/restricted.yaml");
    String rule =
        """
        - rule: %s
          desc: x
          condition: ka.verb = create
          output: "%s"
          priority: INFO
          source: k8s_audit
        """;
    Path ordinary =
        Files.writeString(
            folder.resolve("ordinary.yaml"),
            rule.formatted("early", "early") + rule.formatted("late", "late"));
    FalcoConfig first = FalcoConfig.STANDARD.with("rule_matching", "first");
    List<String> ofPolicy = lines(ConfiguredFalco.builder().policy(policy).load());
    List<String> ofOrdinary = lines(ConfiguredFalco.builder().rules(ordinary).config(first).load());
    List<String> together =
        lines(ConfiguredFalco.builder().policy(policy).rules(ordinary).config(first).load());
    assertThat(ofOrdinary).isNotEmpty().noneMatch(line -> line.endsWith("late"));
    assertThat(together).containsAll(ofPolicy).containsAll(ofOrdinary);
    assertThat(together).hasSize(ofPolicy.size() + ofOrdinary.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# Reviewed.\n\n"})
  void savedRulesOfAPolicyDoWhatThePolicyDoes(String comment)
      throws FalcoException, ConfigException, IOException {
    Path policy =
        Files.writeString(
            folder.resolve("policies.yaml"),
            Files.readString(TestData.example("psp/restricted.yaml"))
                + """
                ---
                apiVersion: policy/v1beta1
                kind: PodSecurityPolicy
                metadata:
                  name: "of: some #namespaces"
                  annotations:
                    falco-rules-psp-namespaces: "[team-a,payments]"
                spec:
                  privileged: false
                """);
    Path saved = folder.resolve("saved.yaml");
    Policies.save(comment + Policies.convert(List.of(policy), false).rules(), saved);
    FalcoConfig first = FalcoConfig.STANDARD.with("rule_matching", "first");
    ReplayOptions options = ReplayOptions.of(List.of(TestData.example("psp/audit.log").toString()));
    ReplayOutcome asPolicy =
        replay(ConfiguredFalco.builder().policy(policy).load(), options, new RecordingOutput());
    ReplayOutcome asRules =
        replay(
            ConfiguredFalco.builder().rules(saved).config(first).load(),
            options,
            new RecordingOutput());
    assertThat(asPolicy.summary().policies()).hasSize(2);
    assertThat(asRules).isEqualTo(asPolicy);
    ConfiguredFalco both = ConfiguredFalco.builder().policy(policy).rules(saved).load();
    assertThat(replay(both, options, new RecordingOutput())).isEqualTo(asPolicy);
  }

  @Test
  void laterRulesChangeThoseOfAPolicy() throws FalcoException, IOException {
    Path change =
        Files.writeString(
            folder.resolve("change.yaml"),
            """
            - rule: PSP restricted Violation (hostPID)
              condition: and not ka.target.namespace = monitoring
              override:
                condition: append
            """);
    Path policy = TestData.example("psp/restricted.yaml");
    long before = alerts(ConfiguredFalco.builder().policy(policy).load());
    long after = alerts(ConfiguredFalco.builder().policy(policy).rules(change).load());
    assertThat(after).isEqualTo(before - 1);
  }

  private static long alerts(ConfiguredFalco falco) throws IOException {
    ReplayOptions options = ReplayOptions.of(List.of(TestData.example("psp/audit.log").toString()));
    return replay(falco, options, new RecordingOutput()).summary().alerts();
  }

  private static List<String> lines(ConfiguredFalco falco) throws IOException {
    RecordingOutput output = new RecordingOutput();
    replay(falco, ReplayOptions.of(List.of(TestData.example("psp/audit.log").toString())), output);
    return output.lines;
  }

  private static ReplayOutcome replay(ConfiguredFalco falco, ReplayOptions options, Output output)
      throws IOException {
    try (Outputs outputs = Outputs.forReplay().add(output).start()) {
      return falco.replay(options, outputs, (events, bytes, total) -> true);
    }
  }

  private static final class RecordingOutput implements Output {
    private final List<String> lines = new ArrayList<>();

    @Override
    public String name() {
      return "recording";
    }

    @Override
    public int write(AlertLines batch, int first) {
      String text = StandardCharsets.UTF_8.decode(batch.from(first)).toString();
      text.lines().forEach(lines::add);
      return batch.count() - first;
    }

    @Override
    public void close() {}
  }
}
