// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.app.config.ConfigException;
import io.falcoj.app.config.FalcoConfig;
import io.falcoj.app.replay.ReplayOptions;
import io.falcoj.app.replay.ReplayOutcome;
import io.falcoj.fields.table.FieldSettings;
import io.falcoj.outputs.AlertLines;
import io.falcoj.outputs.Output;
import io.falcoj.outputs.Outputs;
import io.falcoj.testdata.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** falcoj inside another program. */
class FalcoTest {

  @TempDir Path folder;

  @Test
  void aProgramLoadsAPolicyAndGetsItsAlerts() throws FalcoException, IOException {
    Falco falco =
        Falco.builder()
            .place(new FieldSettings(ZoneOffset.UTC, "test-host"))
            .policy(TestData.example("psp/restricted.yaml"))
            .load();
    RecordingOutput output = new RecordingOutput();
    ReplayOptions options = ReplayOptions.of(List.of(TestData.example("psp/audit.log").toString()));

    ReplayOutcome outcome = replay(falco, options, output);

    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.summary().complete()).isTrue();
    assertThat(outcome.summary().alerts()).isEqualTo(output.lines.size());
    assertThat(outcome.summary().policies())
        .singleElement()
        .matches(verdict -> verdict.refused() == 5 && verdict.judged() == 7);
    assertThat(output.lines.get(0)).startsWith("08:00:34.895409000: Warning ");
  }

  @Test
  void theSameFalcoReplaysAgain() throws FalcoException, IOException {
    Falco falco = Falco.builder().policy(TestData.example("psp/restricted.yaml")).load();
    ReplayOptions options = ReplayOptions.of(List.of(TestData.example("psp/audit.log").toString()));
    RecordingOutput first = new RecordingOutput();
    RecordingOutput second = new RecordingOutput();
    ReplayOutcome one = replay(falco, options, first);
    ReplayOutcome other = replay(falco, options, second);
    assertThat(second.lines).isEqualTo(first.lines);
    assertThat(other).isEqualTo(one);
  }

  @Test
  void aPolicyMakesAllRulesAlertUnlessConfiguredOtherwise()
      throws FalcoException, ConfigException, IOException {
    Path policy = TestData.example("psp/restricted.yaml");
    FalcoConfig first = FalcoConfig.STANDARD.with("rule_matching", "first");
    long all = alerts(Falco.builder().policy(policy).load());
    long one = alerts(Falco.builder().policy(policy).config(first).load());
    assertThat(one).isLessThan(all);
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
    long before = alerts(Falco.builder().policy(policy).load());
    long after = alerts(Falco.builder().policy(policy).rules(change).load());
    assertThat(after).isEqualTo(before - 1);
  }

  private static long alerts(Falco falco) throws IOException {
    ReplayOptions options = ReplayOptions.of(List.of(TestData.example("psp/audit.log").toString()));
    return replay(falco, options, new RecordingOutput()).summary().alerts();
  }

  private static ReplayOutcome replay(Falco falco, ReplayOptions options, Output output)
      throws IOException {
    try (Outputs outputs = Outputs.forReplay().add(output).start()) {
      return falco.replay(options, outputs, progress -> true);
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
