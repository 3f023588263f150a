// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.testdata.CertificateFolder;
import io.falcoj.testdata.ToolRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The webhook as a falco.yaml of Falco configures it, with openssl's certificates and curl. */
class ConfiguredWebhookTest {

  @TempDir private Path folder;

  @Test
  void takesEventsOverTlsFromClientsWithACertificateOnly() throws Exception {
    Assumptions.assumeTrue(CertificateFolder.canMake(), "needs openssl");
    Assumptions.assumeTrue(ToolRun.isInstalled("curl"), "needs curl");
    CertificateFolder made = new CertificateFolder(folder);
    made.selfSigned("server", "-addext", "subjectAltName=IP:127.0.0.1");
    made.selfSigned("client");
    Files.writeString(folder.resolve("body.json"), AuditLogText.event("one"));
    Path config =
        Files.writeString(
            folder.resolve("falco.yaml"),
            """
            plugins:
              - name: k8saudit
                library_path: libk8saudit.so
                init_config: '{"sslCertificate": "%s", "maxEventSize": 262144}'
                open_params: "https://127.0.0.1:0/k8s-audit"
            load_plugins: [k8saudit]
            falcoj:
              webhook:
                client_ca: %s
            """
                .formatted(made.both("server"), folder.resolve("client.pem")));
    try (FalcojProcess falcoj =
        FalcojProcess.startWebhook("-c", config.toString(), "-r", rules().toString())) {
      String url = falcoj.webhook().toString();
      assertThat(url).startsWith("https://127.0.0.1:").endsWith("/k8s-audit");
      assertThat(curl(url)).isEqualTo("000");
      assertThat(curl(url, "--cert", "server.pem", "--key", "server.key")).isEqualTo("000");
      assertThat(falcoj.out()).isEmpty();
      assertThat(curl(url, "--cert", "client.pem", "--key", "client.key")).isEqualTo("200");
      falcoj.awaitOut("Notice seen one");
    }
  }

  @Test
  void warnsOfPlainHttpThatOtherMachinesReach() throws IOException {
    String warning = "The audit webhook at 0.0.0.0:0 takes plain HTTP";
    try (FalcojProcess falcoj = startWithUrl("http://0.0.0.0:0/k8s-audit")) {
      falcoj.awaitErr(warning);
    }
  }

  @Test
  void listensForTheMachineItselfWherePlainHttpNamesNoAddress() throws IOException {
    try (FalcojProcess falcoj = startWithUrl("http://:0/k8s-audit")) {
      falcoj.awaitErr("names no address: the audit webhook listens on 127.0.0.1 only");
      assertThat(falcoj.webhook().getHost()).isEqualTo("127.0.0.1");
      assertThat(falcoj.err()).doesNotContain("takes plain HTTP");
    }
  }

  @Test
  void saysWhichCertificateItCannotRead() throws IOException {
    FalcojProcess falcoj =
        FalcojProcess.start(
            "-r",
            rules().toString(),
            "--enable-source",
            "k8s_audit",
            "-o",
            "plugins[]={name: k8saudit, library_path: x, open_params: 'https://127.0.0.1:0/x',"
                + " init_config: {sslCertificate: /no/such.pem}}");
    try (falcoj) {
      assertThat(falcoj.awaitExit()).isEqualTo(1);
      assertThat(falcoj.err())
          .contains("Error: k8s_audit cannot be watched: /no/such.pem: no such file");
    }
  }

  private FalcojProcess startWithUrl(String url) throws IOException {
    return FalcojProcess.startWebhook(
        "-r",
        rules().toString(),
        "-o",
        "plugins[]={name: k8saudit, library_path: libk8saudit.so, open_params: '" + url + "'}");
  }

  private Path rules() throws IOException {
    return Files.writeString(folder.resolve("rules.yaml"), AuditLogText.RULE);
  }

  /** The status of the answer; {@code 000} if there was none. */
  private String curl(String url, String... further) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("curl", "--silent", "--cacert", "server.pem", "--output", "answer"));
    command.addAll(List.of(further));
    command.addAll(List.of("--header", "Content-Type: application/json"));
    command.addAll(List.of("--data-binary", "@body.json", "--write-out", "%{http_code}", url));
    return ToolRun.of(folder, command).output();
  }
}
