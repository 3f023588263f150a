// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies over the ways in which pods come to be, and what admission adds to them. */
class CreatedPodsTest {

  private static final String STRATEGIES =
      "seLinux: {rule: RunAsAny}, runAsUser: {rule: RunAsAny}, fsGroup: {rule: RunAsAny},"
          + " supplementalGroups: {rule: RunAsAny}";
  private static final String TOKEN_MOUNT =
      "'volumeMounts':[{'name':'%s','mountPath':'/var/run/secrets/kubernetes.io/serviceaccount'}]";

  @TempDir private Path folder;
  private Path policy;
  private Path log;

  @BeforeEach
  void files() {
    policy = folder.resolve("policy.yaml");
    log = folder.resolve("audit.log");
  }

  @Test
  void aPodOfServerSideApplyIsJudgedAsItWasStored() throws IOException {
    policy("volumes: ['*']");
    log(
        event("patch", 201, pod("{'name':'c'}"), pod("{'name':'c',%s}", PRIVILEGED)),
        event("patch", 201, pod("{'name':'c',%s}", PRIVILEGED), pod("{'name':'c'}")),
        event("patch", 200, pod("{'name':'c',%s}", PRIVILEGED), pod("{'name':'c',%s}", PRIVILEGED)),
        event("update", 201, pod("{'name':'c',%s}", PRIVILEGED), ""));
    FalcojRun run = run();
    assertThat(run.out().lines()).hasSize(2).allMatch(line -> line.contains("privileged"));
    assertThat(run.err()).contains("would have refused 2 of 3 pods");
  }

  @Test
  void aPodOfServerSideApplyThatTheLogDoesNotHoldIsNotEvaluable() throws IOException {
    policy("volumes: ['*']");
    log(event("patch", 201, pod("{'name':'c',%s}", PRIVILEGED), ""));
    FalcojRun run = run();
    assertThat(run.out().lines()).singleElement().asString().contains("could not judge this pod");
    assertThat(run.err())
        .contains("Pod creations not evaluable: 1\n")
        .contains("would have refused 0 of 0 pods");
  }

  @Test
  void aDryRunOfServerSideApplyCreatesNothing() throws IOException {
    policy("volumes: ['*']");
    log(
        event("patch", 201, pod("{'name':'c'}"), pod("{'name':'c'}"))
            .replace("/pods/p?", "/pods/p?dryRun=All&"));
    assertThat(run().err()).contains("Pod creations that were dry runs: 1\n");
  }

  @Test
  void savedRulesJudgeServerSideApplyAlike() throws IOException {
    policy("volumes: [emptyDir]");
    log(
        event("patch", 201, pod("{'name':'c'}"), pod("{'name':'c',%s}", PRIVILEGED)),
        event("create", 201, pod("{'name':'c'}"), ""));
    Path rules = folder.resolve("rules.yaml");
    assertThat(FalcojRun.of("--psp", policy.toString(), "--psp_save", rules.toString()).exitCode())
        .isZero();
    FalcojRun saved =
        FalcojRun.of("-r", rules.toString(), "-e", log.toString(), "-o", "rule_matching=all");
    assertThat(saved.out()).isEqualTo(run().out());
    assertThat(saved.out().lines()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /var/log  | /var/log      | true
          /var/log  | /var/log/     | true
          /var/log/ | /var/log      | true
          /var/log  | /var/log/a    | true
          /var/log  | /var/log//a   | true
          /var/log  | /var//log     | false
          /var/log  | //var/log     | false
          /var/log  | var/log       | false
          /var/log  | /var/logs     | false
          /var/log  | /var/log//    | true
          /         | /var          | true
          /         | //            | true
          /         | var/log       | false
          //        | /var          | false
          //        | //var         | true
          /var//log | /var//log/a   | true
          /var//log | /var/log/a    | false
          /a*       | /ab           | false
          /a*       | /a*/b         | true
          /a%2a     | /a*           | false
          """)
  void pathsOfTheHostAreComparedAsText(String prefix, String path, boolean allowed)
      throws IOException {
    policy("volumes: [hostPath], allowedHostPaths: [{pathPrefix: '" + prefix + "'}]");
    String spec =
        "'automountServiceAccountToken':false,'volumes':[{'name':'v','hostPath':{'path':'"
            + path
            + "'}}],";
    log(event("create", 201, pod("{'name':'c'}").replace("'spec':{", "'spec':{" + spec), ""));
    assertThat(run().out().isEmpty()).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /var//log | 'readOnly':true  | true
          /var//log | 'readOnly':false | false
          /var/log  | 'readOnly':true  | false
          /tmp      | 'readOnly':false | true
          //tmp     | 'readOnly':true  | false
          """)
  void readOnlyPathsOfTheHostAreComparedAlike(String path, String mount, boolean allowed)
      throws IOException {
    policy(
        "volumes: [hostPath], allowedHostPaths:"
            + " [{pathPrefix: /var//log, readOnly: true}, {pathPrefix: /tmp}]");
    String spec =
        "'automountServiceAccountToken':false,'volumes':[{'name':'v','hostPath':{'path':'"
            + path
            + "'}}],";
    String container = "{'name':'c','volumeMounts':[{'name':'v','mountPath':'/v'," + mount + "}]}";
    log(event("create", 201, pod(container).replace("'spec':{", "'spec':{" + spec), ""));
    assertThat(run().out().isEmpty()).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          []                   | auto      | false
          []                   | secret    | false
          []                   | projected | false
          []                   | off       | true
          [emptyDir]           | auto      | false
          [secret]             | auto      | true
          [secret]             | secret    | true
          [secret]             | projected | true
          [projected]          | auto      | true
          [projected]          | projected | true
          [projected]          | secret    | false
          [configMap, '*']     | secret    | true
          """)
  void theTokenOfTheServiceAccountIsThereBeforeAWholePolicyIsAsked(
      String volumes, String mode, boolean allowed) throws IOException {
    policy("volumes: " + volumes);
    log(event("create", 201, pod("{'name':'c'}"), ""));
    FalcojRun run = run("--psp-service-account-volume", mode);
    assertThat(run.out().isEmpty()).isEqualTo(allowed);
    assertThat(run.err()).contains("would have refused " + (allowed ? 0 : 1) + " of 1 pods");
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "secret", "projected"})
  void noTokenIsAddedWhereNoneIs(String mode) throws IOException {
    policy("volumes: []");
    log(
        event("create", 201, pod("{'name':'c'}"), "")
            .replace("'spec':{", "'spec':{'automountServiceAccountToken':false,"),
        event("patch", 201, pod("{'name':'c'}"), pod("{'name':'c'}")));
    assertThat(run("--psp-service-account-volume", mode).out()).isEmpty();
    Files.writeString(policy, Files.readString(policy).replace("seLinux: {rule: RunAsAny},", ""));
    log(event("create", 201, pod("{'name':'c'}"), ""));
    assertThat(run("--psp-service-account-volume", mode).out()).isEmpty();
  }

  @Test
  void theLogShowsThatTokensAreSecrets() throws IOException {
    policy("volumes: [projected]");
    String plain = event("create", 201, pod("{'name':'c'}"), "");
    String stored =
        pod("{'name':'c'," + TOKEN_MOUNT.formatted("robot-token-x7k2p") + "}")
            .replace(
                "'spec':{",
                "'spec':{'serviceAccountName':'robot','volumes':[{'name':'robot-token-x7k2p',"
                    + "'secret':{'secretName':'robot-token-x7k2p'}}],");
    log(plain, plain.replace("'auditID':'1'", "'auditID':'2'"));
    FalcojRun unknown = run();
    assertThat(unknown.out()).isEmpty();
    assertThat(unknown.err())
        .contains("Service account tokens: added as projected volumes, as the log shows no secrets");
    String shown =
        event("create", 201, pod("{'name':'c'}"), stored).replace("'auditID':'1'", "'auditID':'3'");
    log(plain, plain.replace("'auditID':'1'", "'auditID':'2'"), shown);
    FalcojRun known = run();
    assertThat(known.out().lines()).as("earlier pods, too").hasSize(3);
    assertThat(known.err())
        .contains("Service account tokens: added as secrets, as the log shows them");
    FalcojRun piped =
        FalcojRun.from(
            Files.readAllBytes(log), List.of("--psp", policy.toString(), "-e", "-"));
    assertThat(piped.out().lines()).as("what was piped is read once").hasSize(1);
  }

  @Test
  void aWrongKindOfTokenIsRefused() throws IOException {
    policy("volumes: []");
    log(event("create", 201, pod("{'name':'c'}"), ""));
    FalcojRun run = run("--psp-service-account-volume", "none");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("found \"none\", expected one of auto, off, secret, projected");
  }

  private static final String PRIVILEGED = "'securityContext':{'privileged':true}";

  private FalcojRun run(String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("--psp", policy.toString(), "-e", log.toString()));
    return FalcojRun.of(arguments);
  }

  private void policy(String spec) throws IOException {
    Files.writeString(
        policy,
        "apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata: {name: demo}\nspec: {"
            + STRATEGIES
            + ", "
            + spec
            + "}\n");
  }

  private void log(String... events) throws IOException {
    Files.write(
        log,
        String.join("\n", events).replace('\'', '"').concat("\n").getBytes(StandardCharsets.UTF_8));
  }

  private static String pod(String container, String... values) {
    return "{'kind':'Pod','apiVersion':'v1','metadata':{'name':'p'},'spec':{'containers':["
        + container.formatted((Object[]) values)
        + "]}}";
  }

  private static String event(String verb, int code, String requested, String stored) {
    return "{'kind':'Event','apiVersion':'audit.k8s.io/v1','level':'RequestResponse',"
        + "'auditID':'1','stage':'ResponseComplete','verb':'"
        + verb
        + "','requestURI':'/api/v1/namespaces/shop/pods/p?fieldManager=me',"
        + "'stageTimestamp':'2026-11-03T06:31:10.004000Z',"
        + "'objectRef':{'resource':'pods','namespace':'shop','name':'p','apiVersion':'v1'},"
        + "'responseStatus':{'code':"
        + code
        + "},'requestObject':"
        + requested
        + (stored.isEmpty() ? "" : ",'responseObject':" + stored)
        + "}";
  }
}
