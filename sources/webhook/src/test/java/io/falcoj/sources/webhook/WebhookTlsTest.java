// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.webhook;

import static io.falcoj.sources.webhook.WebhookFixture.event;
import static io.falcoj.sources.webhook.WebhookFixture.eventList;
import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.sources.http.TestCertificates;
import io.falcoj.sources.http.TlsFiles;
import io.falcoj.testdata.ToolRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The webhook with certificates on both sides; curl and Java's client send. */
@Timeout(600)
class WebhookTlsTest {

  private static final Duration IDLE = WebhookFixture.OPTIONS.patience().idle();
  private static final Duration SHORT = Duration.ofMillis(20);

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

  @Test
  void takesABodyThatIsOlderThanEveryTimeout() throws Exception {
    WebhookOptions patient = options.withPatience(IDLE, Duration.ofMinutes(1), 1);
    try (WebhookFixture fixture = new WebhookFixture(patient);
        Socket slow = connect(fixture);
        Socket stopped = connect(fixture)) {
      WebhookFixture.write(slow, WebhookFixture.head("Transfer-Encoding: chunked"));
      chunk(slow, event("first") + "\n");
      awaitBodies(fixture, 1);
      WebhookFixture.write(stopped, WebhookFixture.head("Content-Length: 100000") + " ");
      awaitBodies(fixture, 2);
      fixture.webhook.use(options.withPatience(IDLE, SHORT, 1));
      Socket silent = fixture.connect();
      CompletableFuture<byte[]> end =
          CompletableFuture.supplyAsync(
              () -> {
                try (silent) {
                  return silent.getInputStream().readAllBytes();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      // Until a handshake has taken too long and another body was silent for too long.
      while (!end.isDone() || fixture.webhook.counters().broken() == 0) {
        chunk(slow, " ");
        Thread.sleep(10);
      }
      chunk(slow, event("last") + "\n");
      WebhookFixture.write(slow, "0\r\n\r\n");
      assertThat(WebhookFixture.statusLine(slow)).isEqualTo("HTTP/1.1 200 OK");
      assertThat(fixture.events).containsExactly("first", "last");
    }
  }

  @Test
  void waitsForAnOutputLongerThanAClientMayBeSilent() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture(options);
        Socket waiting = connect(fixture);
        Socket silent = connect(fixture)) {
      fixture.obstacle =
          () -> {
            while (fixture.webhook.counters().broken() == 0) {
              Thread.onSpinWait();
            }
          };
      String body = event("a");
      WebhookFixture.write(waiting, WebhookFixture.head("Content-Length: " + body.length()) + body);
      awaitBodies(fixture, 1);
      WebhookFixture.write(silent, WebhookFixture.head("Content-Length: 100000") + " ");
      assertThat(WebhookFixture.statusLine(silent)).isEqualTo("HTTP/1.1 503 Service Unavailable");
      assertThat(WebhookFixture.statusLine(waiting)).isEqualTo("HTTP/1.1 200 OK");
    }
  }

  @Test
  void aSlowBodyGivesWayWhereItHoldsTheOnlyPlace() throws Exception {
    WebhookOptions one = options.withCapacity(1, 32, 2).withPlacePatience(Duration.ofMinutes(1));
    try (WebhookFixture fixture = new WebhookFixture(one);
        Socket slow = connect(fixture);
        Socket other = connect(fixture)) {
      WebhookFixture.write(slow, WebhookFixture.head("Content-Length: 100000") + " ");
      awaitBodies(fixture, 1);
      String body = event("other");
      WebhookFixture.write(other, WebhookFixture.head("Content-Length: " + body.length()) + body);
      assertThat(WebhookFixture.statusLine(other)).isEqualTo("HTTP/1.1 200 OK");
      assertThat(fixture.events).containsExactly("other");
    }
  }

  private Socket connect(WebhookFixture fixture) throws Exception {
    Socket socket =
        certificates
            .client("ca", "client")
            .getSocketFactory()
            .createSocket("127.0.0.1", fixture.webhook.port());
    socket.setSoTimeout(50_000);
    return socket;
  }

  private static void chunk(Socket socket, String text) throws IOException {
    WebhookFixture.write(socket, Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
  }

  private static void awaitBodies(WebhookFixture fixture, int bodies) throws InterruptedException {
    while (fixture.webhook.counters().bodies() < bodies) {
      Thread.sleep(10);
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
