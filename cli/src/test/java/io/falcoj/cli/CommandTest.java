// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.testdata.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands that tell something instead of evaluating. */
class CommandTest {

  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir Path folder;

  @Test
  void helpNamesEveryOptionAndExitCode() {
    FalcojRun run = FalcojRun.of("--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("--psp=FILE", "--psp-save", "-e=FILE|DIR|-", "--fail-on-alert", "Exit codes:");
  }

  @Test
  void versionNamesFalcojAndWhatItFollows() {
    FalcojRun run = FalcojRun.of("--version");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .containsPattern("falcoj version: [0-9]+\\.[0-9]+\\.[0-9]+")
        .contains("Falco version: 0.44.1\n");
  }

  @Test
  void versionIsJsonIfTheOutputIs() {
    JsonNode json = MAPPER.readTree(FalcojRun.of("--version", "-o", "json_output=true").out());
    assertThat(json.get("falco_version").asString()).isEqualTo("0.44.1");
  }

  @Test
  void listsTheFieldsOfASource() {
    FalcojRun run = FalcojRun.of("--list", "k8s_audit", "-N");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines()).contains("ka.verb", "jevt.value").doesNotContain("proc.name");
    assertThat(FalcojRun.of("--list", "-N").out().lines()).contains("ka.verb", "proc.name");
  }

  @Test
  void listsFieldsInEveryFormat() {
    assertThat(FalcojRun.of("--list").out()).contains("Field Class:");
    assertThat(FalcojRun.of("--list", "--format", "markdown").out()).contains("## Field Class:");
    assertThat(MAPPER.readTree(FalcojRun.of("--list", "--format", "json").out()).size())
        .isPositive();
  }

  @Test
  void listsFieldsByTheFormerOptionForMarkdown() {
    assertThat(FalcojRun.of("--list", "--markdown").out()).contains("## Field Class:");
    FalcojRun both = FalcojRun.of("--list", "--markdown", "--format", "json");
    assertThat(both.exitCode()).isEqualTo(1);
    assertThat(both.err()).contains("Cannot specify both --markdown and --format options together");
  }

  @Test
  void listsTheTypesOfFieldsToWhoWantsToKnowMore() {
    assertThat(FalcojRun.of("--list", "-v").out()).contains("(Type: UINT64) Number of the event");
    assertThat(FalcojRun.of("--list").out()).doesNotContain("(Type: ");
  }

  @Test
  void tellsOfThePluginsThatAreConfigured() {
    String plugins = "plugins[]={name: k8saudit, library_path: libk8saudit.so}";
    assertThat(FalcojRun.of("--list-plugins").out()).startsWith("0 Plugins Loaded:");
    assertThat(FalcojRun.of("--list-plugins", "-o", plugins).out())
        .startsWith("1 Plugins Loaded:\n\nName: k8saudit\n")
        .contains("  - Event Sourcing (source='k8s_audit')", "  - Field Extraction");
    assertThat(FalcojRun.of("--plugin-info", "libk8saudit.so", "-o", plugins).out())
        .startsWith("Name: k8saudit\n");
    assertThat(FalcojRun.of("--plugin-info=container", "-o", "load_plugins[0]=container").out())
        .containsPattern(
            "Name: container\\s+Description: .*\\s+Contact: .*\\s+Version: .*\\s+Capabilities:\\s+"
                + "- Field Extraction\\s+- Event Parsing\\s+- Async Events\\s+"
                + "Init config schema type: JSON\\s+\\{");
    FalcojRun unknown = FalcojRun.of("--plugin-info", "other", "-o", plugins);
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.err()).contains("can't find plugin and print its info: other");
  }

  @Test
  void describesTheRulesThatItValidates() throws IOException {
    Path good = Files.writeString(folder.resolve("good.yaml"), AuditLogText.RULE);
    FalcojRun text = FalcojRun.of("-V", good.toString(), "-L");
    assertThat(text.out()).startsWith(good + ": Ok\n\nRule ").contains("Every event");
    FalcojRun json = FalcojRun.of("-V", good.toString(), "-l", "Seen", "-o", "json_output=true");
    JsonNode results = MAPPER.readTree(json.out());
    assertThat(results.at("/falco_load_results/0/successful").asBoolean()).isTrue();
    assertThat(results.at("/falco_describe_results/rules/0/info/name").asString())
        .isEqualTo("Seen");
    Path bad = Files.writeString(folder.resolve("bad.yaml"), "- rule: r\n");
    assertThat(FalcojRun.of("-V", bad.toString(), "-L").out()).doesNotContain("Description");
  }

  @Test
  void validatesRules() throws IOException {
    Path good = Files.writeString(folder.resolve("good.yaml"), AuditLogText.RULE);
    Path bad = Files.writeString(folder.resolve("bad.yaml"), "- rule: r\n");
    FalcojRun run = FalcojRun.of("-V", good.toString());
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo(good + ": Ok\n");
    FalcojRun failed = FalcojRun.of("-V", good.toString(), "-V", bad.toString());
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.out()).contains(good + ": Ok", bad + ": Invalid");
  }

  @Test
  void validatesRulesForPrograms() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.yaml"), "- rule: r\n");
    FalcojRun run = FalcojRun.of("-V", bad.toString(), "-o", "json_output=true");
    assertThat(run.exitCode()).isEqualTo(1);
    JsonNode result = MAPPER.readTree(run.out()).get("falco_load_results").get(0);
    assertThat(result.get("successful").asBoolean()).isFalse();
    assertThat(result.get("errors").get(0).get("code").asString())
        .isEqualTo("LOAD_ERR_YAML_VALIDATE");
  }

  @Test
  void wrapsDescriptionsAsFalco() throws IOException {
    String word = "x".repeat(19);
    Path rules =
        Files.writeString(
            folder.resolve("rules.yaml"),
            AuditLogText.RULE.replace("Every event", (word + "  ").repeat(3)));
    assertThat(FalcojRun.of("-r", rules.toString(), "-l", "Seen").out())
        .endsWith(row("Seen", (word + " ").repeat(2)) + " ".repeat(51) + word + " \n\n");
  }

  private static String row(String left, String right) {
    return String.format("%-50s %s\n", left, right);
  }

  @Test
  void describesRules() throws IOException {
    Path rules = Files.writeString(folder.resolve("rules.yaml"), AuditLogText.RULE);
    assertThat(FalcojRun.of("-r", rules.toString(), "-L").out())
        .isEqualTo(
            row("Rule", "Description")
                + row("----", "-----------")
                + row("Seen", "Every event \n"));
    assertThat(FalcojRun.of("-r", rules.toString(), "-l", "Seen").out()).contains("Every event");
    JsonNode json =
        MAPPER.readTree(FalcojRun.of("-r", rules.toString(), "-L", "-o", "json_output=true").out());
    assertThat(json.get("rules").get(0).get("info").get("name").asString()).isEqualTo("Seen");
  }

  @Test
  void convertsAPolicyInBothWays() throws IOException {
    Path policy = TestData.example("psp/restricted.yaml");
    Path saved = folder.resolve("saved.yaml");
    Path converted = folder.resolve("converted.yaml");
    FalcojRun save = FalcojRun.of("--psp", policy.toString(), "--psp_save", saved.toString());
    FalcojRun convert =
        FalcojRun.of(
            "convert",
            "psp",
            "--psp-path",
            policy.toString(),
            "--rules-path",
            converted.toString());
    assertThat(save.exitCode()).isZero();
    assertThat(convert.exitCode()).isZero();
    assertThat(save.out() + convert.out()).isEmpty();
    assertThat(saved).hasSameTextualContentAs(converted);
    assertThat(Files.readString(saved)).contains("rule: PSP restricted Violation (privileged)");
  }

  @Test
  void savesThroughALinkAndKeepsTheLink() throws IOException {
    Path policy = TestData.example("psp/restricted.yaml");
    Path file = Files.writeString(folder.resolve("file.yaml"), "as before");
    Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), file);
    FalcojRun run = FalcojRun.of("--psp", policy.toString(), "--psp-save", link.toString());
    assertThat(run.exitCode()).isZero();
    assertThat(link).isSymbolicLink();
    assertThat(Files.readString(file)).startsWith("#");
  }

  @Test
  void aPolicyMayComeFromStandardInputOrAFolder() throws IOException {
    Path policy = TestData.example("psp/restricted.yaml");
    Path folder = Files.createDirectory(this.folder.resolve("policies"));
    Files.copy(policy, folder.resolve("restricted.yaml"));
    Files.writeString(
        folder.resolve("other.json"),
        "{\"apiVersion\": \"policy/v1beta1\", \"kind\": \"PodSecurityPolicy\","
            + " \"metadata\": {\"name\": \"other\"}}");
    Files.writeString(folder.resolve("README.md"), "# no policy");
    Files.writeString(folder.resolve("role.yml"), "{apiVersion: v1, kind: Role}");
    String log = TestData.example("psp/audit.log").toString();
    String rules = FalcojRun.of("--psp", policy.toString(), "--psp-save", "-").out();
    byte[] text = Files.readAllBytes(policy);
    assertThat(FalcojRun.from(text, List.of("--psp", "-", "--psp-save", "-")).out())
        .isEqualTo(rules);
    assertThat(
            FalcojRun.from(
                    text, List.of("convert", "psp", "--psp-path", "-", "--rules-path", "-"))
                .out())
        .isEqualTo(rules);
    assertThat(FalcojRun.from(text, List.of("--psp", "-", "-e", log)).err())
        .contains("Policy restricted:");
    assertThat(FalcojRun.of("--psp", folder.toString(), "-e", log).err())
        .contains("Policy restricted:", "Policy other")
        .contains("role.yml:1:1: left out 1 object that is no PodSecurityPolicy: Role");
    FalcojRun twice = FalcojRun.from(text, List.of("--psp", "-", "-e", "-"));
    assertThat(twice.exitCode()).isEqualTo(1);
    assertThat(twice.err()).contains("standard input holds the policy or the recording, not both");
    FalcojRun wrong = FalcojRun.from("kind: x".getBytes(UTF_8), List.of("--psp", "-", "-e", log));
    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.err()).contains("standard input:1:7: kind: found \"x\"");
    Path empty = Files.createDirectory(this.folder.resolve("empty"));
    assertThat(FalcojRun.of("--psp", empty.toString(), "-e", log).err())
        .contains("Error: " + empty + ": no .yaml, .yml or .json files in this folder");
  }

  @Test
  void rulesOfAPolicyThatAreSwitchedOffAreNamed() {
    FalcojRun run =
        FalcojRun.of(
            "--psp",
            TestData.example("psp/restricted.yaml").toString(),
            "-o",
            "rules[]={disable: {rule: '*hostPID*'}}",
            "-e",
            TestData.example("psp/audit.log").toString());
    assertThat(run.err())
        .contains("disabled, so that nobody is told what these rules of policies refuse: PSP")
        .contains("PSP restricted Violation (hostPID)");
    assertThat(run.err())
        .containsPattern("Incomplete: .*policy restricted: not judged: .*Violation \\(hostPID\\)");
  }

  @Test
  void savedRulesMayGoToStandardOutput() {
    String policy = TestData.example("psp/restricted.yaml").toString();
    FalcojRun saved = FalcojRun.of("--psp", policy, "--psp-save", "-");
    assertThat(saved.exitCode()).isZero();
    assertThat(saved.out()).startsWith("#").contains("- rule: PSP restricted Violation");
    FalcojRun converted = FalcojRun.of("convert", "psp", "--psp-path", policy, "--rules-path", "-");
    assertThat(converted.out()).isEqualTo(saved.out());
  }

  @Test
  void aFolderOfRulesIsReadInTheOrderOfNames() throws IOException {
    Path rules = Files.createDirectory(folder.resolve("rules.d"));
    Files.writeString(rules.resolve("10-later.yml"), AuditLogText.RULE.replace("Every", "Later"));
    Files.writeString(rules.resolve("05-earlier.yaml"), AuditLogText.RULE);
    Files.writeString(rules.resolve("20-notes.txt"), "no rules");
    assertThat(FalcojRun.of("-r", rules.toString(), "-L").out())
        .contains("Later event")
        .doesNotContain("Every event");
    Path notes = Files.createDirectory(folder.resolve("notes.d"));
    Files.writeString(notes.resolve("rules.txt"), AuditLogText.RULE);
    FalcojRun none = FalcojRun.of("-r", notes.toString(), "-L");
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.err()).contains("Error: " + notes + ": no .yaml or .yml files in this folder");
    assertThat(FalcojRun.of("-r", notes.resolve("rules.txt").toString(), "-L").out())
        .contains("Every event");
  }

  @Test
  void aFileForAPluginThatIsNotThereEndsNothing() throws IOException {
    Path foreign =
        Files.writeString(
            folder.resolve("okta.yaml"),
            """
            - required_plugin_versions:
                - {name: okta, version: 0.1.0}
            """
                + AuditLogText.RULE
                    .replace("Every event", "Every login")
                    .replace("condition: ", "condition: okta.actor exists and "));
    Path rules = Files.writeString(folder.resolve("rules.yaml"), AuditLogText.RULE);
    String warning =
        "Plugin requirement not satisfied, must load one of: okta (>= 0.1.0). falcoj cannot, so the"
            + " rules of "
            + foreign
            + " are left out";
    FalcojRun run = FalcojRun.of("-r", foreign.toString(), "-r", rules.toString(), "-L");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Every event").doesNotContain("Every login");
    assertThat(run.err()).contains(foreign + ":2:7: warning: " + warning);
    FalcojRun check = FalcojRun.of("-V", foreign.toString(), "-V", rules.toString());
    assertThat(check.exitCode()).isZero();
    assertThat(check.out()).contains(foreign + ": Ok, with warnings\n", rules + ": Ok\n");
    assertThat(check.err()).contains(warning);
  }

  @Test
  void aFileThatCannotBeReadHidesNoOtherResult() throws IOException {
    Path rules = Files.writeString(folder.resolve("rules.yaml"), AuditLogText.RULE);
    Path missing = folder.resolve("missing.yaml");
    FalcojRun check = FalcojRun.of("-V", missing.toString(), "-V", rules.toString());
    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.out()).contains("missing.yaml", "found no such file", rules + ": Ok\n");
  }

  @Test
  void aDryRunLoadsButReadsNothing() throws IOException {
    Path rules = Files.writeString(folder.resolve("rules.yaml"), AuditLogText.RULE);
    FalcojRun run = FalcojRun.of("-r", rules.toString(), "-e", "/missing/recording", "--dry-run");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEmpty();
  }
}
