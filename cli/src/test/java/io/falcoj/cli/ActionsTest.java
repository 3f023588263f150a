// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.testdata.TestData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Falco's options ask for actions: which of them is done, and what commands can share. */
class ActionsTest {

  @TempDir Path folder;
  private String rules;

  @BeforeEach
  void writeRules() throws IOException {
    rules = Files.writeString(folder.resolve("rules.yaml"), AuditLogText.RULE).toString();
  }

  @Test
  void theHelpStaysAsItIs() throws IOException {
    try (InputStream help =
        Objects.requireNonNull(ActionsTest.class.getResourceAsStream("help.txt"))) {
      assertThat(FalcojRun.of("--help").out())
          .isEqualTo(new String(help.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertThat(FalcojRun.of("-h").exitCode()).isZero();
  }

  /** In the order of this table, whatever the order on the command line is. */
  @ParameterizedTest
  @CsvSource({
    "--config-schema, --rule-schema",
    "--rule-schema, -i",
    "-i, --list-events",
    "--list-events, --version",
    "--version, --list",
    "--list, --list-plugins",
    "--list-plugins, --plugin-info nope",
    "--plugin-info nope, -L",
    "-L, --support",
    "--support, -e /missing/recording",
  })
  void ofTwoActionsTheFirstIsDone(String first, String second) {
    FalcojRun alone = run(first);
    assertThat(run(first + " " + second)).isEqualTo(alone);
    assertThat(run(second + " " + first)).isEqualTo(alone);
  }

  private FalcojRun run(String options) {
    List<String> arguments = new ArrayList<>(List.of("-r", rules, "-o", "log_stderr=false"));
    arguments.addAll(Arrays.asList(options.split(" ")));
    FalcojRun run = FalcojRun.of(arguments);
    // A report of a fault tells how falcoj was called.
    String out = run.out().replaceFirst("\"cmdline\":\"[^\"]*\"", "");
    return new FalcojRun(run.exitCode(), out, run.err());
  }

  @Test
  void savedRulesAreEvaluatedIfEventsAreNamed() throws IOException {
    String policy = TestData.example("psp/restricted.yaml").toString();
    String log = TestData.example("psp/audit.log").toString();
    Path saved = folder.resolve("saved.yaml");
    FalcojRun both =
        FalcojRun.of("--psp", policy, "--psp-save", saved.toString(), "-e", log, "-L");
    assertThat(Files.readString(saved)).contains("- rule: PSP restricted Violation");
    assertThat(both.out()).startsWith("Rule ");
    FalcojRun only = FalcojRun.of("--psp", policy, "--psp-save", saved.toString(), "-L");
    assertThat(only.exitCode()).isZero();
    assertThat(only.out()).isEmpty();
  }

  @Test
  void aCheckOfRulesComesBeforeAllThatLoadsThem() {
    FalcojRun check = FalcojRun.of("-V", rules, "--support", "--psp-save", "-", "-e", "/missing");
    assertThat(check).isEqualTo(new FalcojRun(0, rules + ": Ok\n", ""));
  }

  /** A command of its own that takes what falcoj takes. */
  @Command(name = "other")
  private static final class OtherCommand implements Runnable {
    @Mixin private final ConfigInput configuration = new ConfigInput();
    @Mixin private final RulesInput rules = new RulesInput();
    @Mixin private final AlertText text = new AlertText();
    @Mixin private final EventInput events = new EventInput();
    @Mixin private final AlertOutput alerts = new AlertOutput();

    @Override
    public void run() {
      // What it is given is looked at by the test.
    }
  }

  @Test
  void anotherCommandCanTakeTheSameOptions() {
    OtherCommand other = new OtherCommand();
    String[] arguments = {
      "-r", "a.yaml", "--psp", "b.yaml", "--psp-strict", "-p", "more", "-e", "c.log", "--redact",
      "-o", "json_output=true"
    };
    assertThat(new CommandLine(other).execute(arguments)).isZero();
    assertThat(other.configuration.settings).containsExactly("json_output=true");
    assertThat(other.rules.rules).containsExactly(Path.of("a.yaml"));
    assertThat(other.rules.policies).containsExactly(Path.of("b.yaml"));
    assertThat(other.rules.policyOptions().strict()).isTrue();
    assertThat(other.text).isNotNull();
    assertThat(other.events.recordings).containsExactly("c.log");
    assertThat(other.alerts.redact).isTrue();
  }
}
