// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.k8saudit.webhook;

import static io.falcoj.sources.k8saudit.webhook.WebhookFixture.event;
import static io.falcoj.sources.k8saudit.webhook.WebhookFixture.eventList;
import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.sources.http.TestCertificates;
import io.falcoj.sources.http.TlsFiles;
import io.falcoj.testdata.ToolRun;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The webhook with certificates on both sides; curl and Java's client send. */
@Timeout(600)
class WebhookTlsTest {

  @TempDir private Path folder;

  private TestCertificates certificates;
  private WebhookOptions options;

  @BeforeEach
  void makeCertificates() throws Exception {
    certificates = new TestCertificates(folder);
    certificates.authority("ca");
    certificates.certificate("server", "ca", "rsa:2048");
    certificates.certificate("client", "ca", "rsa:2048");
    Files.writeString(folder.resolve("body.json"), eventList(event("a"), event("b")));
    TlsFiles files =
        TlsFiles.of(certificates.both("server")).withClientAuthorities(folder.resolve("ca.pem"));
    options = WebhookFixture.OPTIONS.withTls(files);
  }

  @Test
  void takesEventsOfCurlWithACertificate() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture(options)) {
      ToolRun run = curl(fixture, "--cert", "client.pem", "--key", "client.key");
      assertThat(run.output()).endsWith("200");
      assertThat(fixture.events).containsExactly("a", "b");
    }
  }

  @Test
  void refusesCurlWithoutACertificate() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture(options)) {
      ToolRun run = curl(fixture);
      assertThat(run.exitCode()).isNotZero();
      assertThat(run.output()).endsWith("000");
      assertThat(fixture.events).isEmpty();
    }
  }

  @Test
  void takesEventsOfJavaWithACertificate() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture(options)) {
      HttpClient client =
          HttpClient.newBuilder().sslContext(certificates.client("ca", "client")).build();
      HttpRequest request =
          HttpRequest.newBuilder(uri(fixture))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofFile(folder.resolve("body.json")))
              .build();
      for (int i = 0; i < 3; i++) {
        assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
      }
      assertThat(fixture.events).containsExactly("a", "b");
      assertThat(fixture.webhook.counters().resent()).isEqualTo(4);
    }
  }

  private static URI uri(WebhookFixture fixture) {
    return URI.create("https://127.0.0.1:" + fixture.webhook.port() + WebhookOptions.PATH);
  }

  private ToolRun curl(WebhookFixture fixture, String... further)
      throws IOException, InterruptedException {
    Assumptions.assumeTrue(ToolRun.isInstalled("curl"), "needs curl: apt-get install curl");
    List<String> command =
        new ArrayList<>(List.of("curl", "--silent", "--cacert", "ca.pem", "--output", "answer"));
    command.addAll(List.of(further));
    command.addAll(List.of("--header", "Content-Type: application/json"));
    command.addAll(List.of("--data-binary", "@body.json", "--write-out", "%{http_code}"));
    command.add(uri(fixture).toString());
    return ToolRun.of(folder, command);
  }
}
