// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules, policies and options that are wrong end the run with their place and one clear reason. */
class BadRulesAndPoliciesTest {

  private static final String EXPLODING_ALIASES = explodingAliases();

  @TempDir Path folder;

  static Stream<Arguments> policies() {
    return Stream.of(
        Arguments.of("another kind", "kind: Deployment\napiVersion: apps/v1\n", "1:"),
        Arguments.of("no YAML", "kind: [\n", "bad.yaml:"),
        Arguments.of("nothing", "", "bad.yaml"),
        Arguments.of("aliases that explode", EXPLODING_ALIASES, "bad.yaml:"),
        Arguments.of(
            "a misspelt property",
            "apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata:\n  name: p\nspec:\n"
                + "  priviliged: false\n",
            "bad.yaml:6:"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("policies")
  void aBadPolicyEndsTheRun(String what, String policy, String place) throws IOException {
    FalcojRun run = FalcojRun.of("--psp", write(policy), "-e", "/dev/null");
    assertFails(run, place);
  }

  static Stream<Arguments> rules() {
    return Stream.of(
        Arguments.of("no YAML", "- rule: [\n", "bad.yaml:"),
        Arguments.of("aliases that explode", EXPLODING_ALIASES, "bad.yaml:"),
        Arguments.of(
            "an unknown field",
            "- rule: r\n  desc: d\n  condition: ka.nothing = 1\n  output: o\n  priority: INFO\n"
                + "  source: k8s_audit\n",
            "bad.yaml:3:"),
        Arguments.of(
            "a condition that breaks off",
            "- rule: r\n  desc: d\n  condition: ka.verb = create and\n  output: o\n"
                + "  priority: INFO\n  source: k8s_audit\n",
            "bad.yaml:3:"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void badRulesEndTheRun(String what, String rules, String place) throws IOException {
    FalcojRun run = FalcojRun.of("-r", write(rules), "-e", "/dev/null");
    assertFails(run, place);
  }

  @Test
  void bytesThatAreNotTextEndTheRun() throws IOException {
    Path file = folder.resolve("bad.yaml");
    Files.write(file, new byte[] {'-', ' ', (byte) 0xFF, (byte) 0xFE, '\n'});
    assertFails(FalcojRun.of("-r", file.toString(), "-e", "/dev/null"), "bad.yaml:1:3");
  }

  static Stream<Arguments> usages() {
    return Stream.of(
        Arguments.of("", "You must specify at least one rules file"),
        Arguments.of("--nonsense", "Unknown option: '--nonsense'"),
        Arguments.of("-r @missing.yaml -e /dev/null", "@missing.yaml: found no such file"),
        Arguments.of("-r RULES -e /dev/null stray", "Unmatched argument"),
        Arguments.of("--list --format xml", "xml"),
        Arguments.of("-r missing.yaml -e /dev/null", "missing.yaml: found no such file"),
        Arguments.of("--psp missing.yaml -e /dev/null", "missing.yaml: found no such file"),
        Arguments.of("--psp RULES", "RULES"),
        Arguments.of("-r RULES --enable-source nothing", "an unknown event source: nothing"),
        Arguments.of("-r RULES --disable-source k8s_audit", "there is nothing to watch"),
        Arguments.of("-r RULES -e /dev/null -o json_output", "expected KEY=VALUE"),
        Arguments.of("-r RULES -e /dev/null -o json_output=maybe", "expected true or false"),
        Arguments.of("-r RULES -e /dev/null -o rule_matching=some", "expected first or all"),
        Arguments.of("-r RULES -e /dev/null -o priority=high", "expected a priority"),
        Arguments.of("-r RULES -e /dev/null -o no_such_key=1", "no_such_key"),
        Arguments.of("-r RULES -e /dev/null --workers 0", "number of threads"),
        Arguments.of("-r RULES -e /dev/null --max-event-size 1G", "a size up to 256MiB"),
        Arguments.of("-r RULES -e /dev/null --max-event-size 257MiB", "a size up to 256MiB"),
        Arguments.of("-r RULES -e /dev/null --log-level loud", "loud"),
        Arguments.of(
            "-r RULES -e /dev/null -o file_output.enabled=true", "file_output.filename is not set"),
        Arguments.of(
            "-r RULES -e /dev/null -o file_output.enabled=true -o file_output.filename=/no/where",
            "/no/where"),
        Arguments.of("-r RULES -l nothing", "Rule \"nothing\" is not loaded"),
        Arguments.of("--list nothing", "expected one of"),
        Arguments.of("--psp-save out.yaml", "--psp-save needs a policy"),
        Arguments.of(
            "-r RULES -e /dev/null --psp-service-account-volume off",
            "--psp-service-account-volume needs a policy"),
        Arguments.of("convert psp --psp-path missing.yaml --rules-path /no/where", "missing.yaml"));
  }

  @ParameterizedTest(name = "falcoj {0}")
  @MethodSource("usages")
  void badUsageIsToldInOneLine(String arguments, String reason) throws IOException {
    String rules = write(AuditLogText.RULE);
    FalcojRun run =
        FalcojRun.of(
            Stream.of(arguments.split(" "))
                .filter(argument -> !argument.isEmpty())
                .map(argument -> argument.equals("RULES") ? rules : argument)
                .toList());
    assertFails(run, reason.equals("RULES") ? rules : reason);
  }

  private static void assertFails(FalcojRun run, String reason) {
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("Error: ").contains(reason);
    assertThat(run.err()).doesNotContain("Exception", "\tat ");
  }

  private String write(String content) throws IOException {
    Path file = folder.resolve("bad.yaml");
    Files.writeString(file, content);
    return file.toString();
  }

  private static String explodingAliases() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String alias = "*a" + (i - 1) + ", ";
      text.append("a%d: &a%d [%s]\n".formatted(i, i, alias.repeat(10)));
    }
    return text.toString();
  }
}
