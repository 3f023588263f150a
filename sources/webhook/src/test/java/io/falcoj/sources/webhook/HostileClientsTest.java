// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.webhook;

import static io.falcoj.sources.webhook.WebhookFixture.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that are slow, silent or many: others are served, and the clients are got rid of. */
@Timeout(600)
class HostileClientsTest {

  private static final WebhookOptions IMPATIENT =
      WebhookFixture.OPTIONS.withPatience(Duration.ofSeconds(2), Duration.ofSeconds(1), 1 << 10);

  @Test
  void endsRequestsWhoseHeadsComeByteByByte() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture(IMPATIENT);
        Socket slow = fixture.connect()) {
      WebhookFixture.write(slow, "POST /k8s-audit HTTP/1.1\r\nHost: falcoj\r\n");
      assertThat(isClosedWhileDribbling(slow, "X-Slow: 1\r\n")).isTrue();
      assertServes(fixture);
    }
  }

  @Test
  void endsAConnectionWhoseSecondRequestComesByteByByte() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture(IMPATIENT);
        Socket slow = fixture.connect()) {
      String body = event("first");
      WebhookFixture.write(slow, WebhookFixture.head("Content-Length: " + body.length()) + body);
      assertThat(WebhookFixture.statusLine(slow)).isEqualTo("HTTP/1.1 200 OK");
      skipHead(slow);
      WebhookFixture.write(slow, "POST /k8s-audit HTTP/1.1\r\n");
      assertThat(isClosedWhileDribbling(slow, "X-Slow: 1\r\n")).isTrue();
    }
  }

  @Test
  void endsBodiesThatComeByteByByte() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture(IMPATIENT);
        Socket slow = fixture.connect()) {
      WebhookFixture.write(slow, WebhookFixture.head("Content-Length: 100000"));
      assertThat(isClosedWhileDribbling(slow, " ")).isTrue();
      assertServes(fixture);
      assertThat(fixture.webhook.counters().bodies()).isZero();
    }
  }

  @Test
  void endsBodiesThatStop() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture();
        Socket silent = fixture.connect()) {
      WebhookFixture.write(silent, WebhookFixture.head("Content-Length: 100000") + event("a"));
      assertThat(WebhookFixture.statusLine(silent)).isEqualTo("HTTP/1.1 503 Service Unavailable");
      assertServes(fixture);
    }
  }

  @Test
  void slowBodiesGiveWayWhereAllPlacesAreTaken() throws Exception {
    WebhookOptions patient =
        WebhookFixture.OPTIONS.withPatience(Duration.ofMinutes(1), Duration.ofMinutes(1), 4 << 10);
    List<Socket> slow = new ArrayList<>();
    try (WebhookFixture fixture = new WebhookFixture(patient)) {
      for (int i = 0; i < patient.capacity().maxBodies(); i++) {
        Socket socket = fixture.connect();
        WebhookFixture.write(
            socket, WebhookFixture.head("Content-Length: 100000") + event("slow" + i) + "\n");
        slow.add(socket);
      }
      while (fixture.webhook.counters().bodies() < slow.size()) {
        Thread.sleep(10);
      }
      HttpResponse<String> answer = fixture.post(event("other"));
      while (answer.statusCode() != 200) {
        assertThat(answer.statusCode()).isEqualTo(503);
        answer = fixture.post(event("other"));
      }
      assertThat(fixture.events).contains("other");
      assertThat(fixture.refusals)
          .extracting(Throwable::getMessage)
          .contains("the body comes slowly, and others wait for its place");
      assertThat(fixture.webhook.counters().bodies()).isLessThan(slow.size());
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void servesBesideMoreSilentConnectionsThanThereMayBe() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try (WebhookFixture fixture = new WebhookFixture()) {
      for (int i = 0; i < 60; i++) {
        Socket socket = fixture.connect();
        WebhookFixture.write(socket, "POST /k8s-audit HTTP/1.1\r\n");
        silent.add(socket);
      }
      assertServes(fixture);
      while (fixture.webhook.counters().connections() > 32) {
        Thread.sleep(10);
      }
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  @Test
  void servesBesideManyKeptConnections() throws Exception {
    List<Socket> kept = new ArrayList<>();
    try (WebhookFixture fixture = new WebhookFixture()) {
      for (int i = 0; i < 60; i++) {
        Socket socket = fixture.connect();
        String body = event("kept" + i);
        WebhookFixture.write(
            socket, WebhookFixture.head("Content-Length: " + body.length()) + body);
        assertThat(WebhookFixture.statusLine(socket)).isEqualTo("HTTP/1.1 200 OK");
        kept.add(socket);
      }
      assertServes(fixture);
    } finally {
      for (Socket socket : kept) {
        socket.close();
      }
    }
  }

  @Test
  void servesBesideMoreSlowHeadsThanThereMayBeConnections() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try (WebhookFixture fixture = new WebhookFixture()) {
      for (int i = 0; i < 100; i++) {
        Socket socket = fixture.connect();
        WebhookFixture.write(socket, "POST /k8s-audit HTTP/1.1\r\nX-Slow: ");
        slow.add(socket);
        if (i % 20 == 19) {
          assertServesOnANewConnection(fixture);
        }
      }
      assertThat(fixture.webhook.counters().refusals().gaveWay()).isPositive();
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void servesBesideManyThatWereRefusedAndSendTheirBodiesSlowly() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try (WebhookFixture fixture = new WebhookFixture()) {
      for (int i = 0; i < 60; i++) {
        Socket socket = fixture.connect();
        WebhookFixture.write(
            socket,
            WebhookFixture.head("Content-Length: 100000").replace("/k8s-audit", "/other") + " ");
        assertThat(WebhookFixture.statusLine(socket)).isEqualTo("HTTP/1.1 404 Not Found");
        slow.add(socket);
      }
      assertServesOnANewConnection(fixture);
      assertThat(fixture.rejections).contains("404 Not Found");
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void servesBesideMoreBodiesThatComeJustFastEnoughThanThereMayBe() throws Exception {
    WebhookOptions patient =
        WebhookFixture.OPTIONS
            .withPatience(Duration.ofMinutes(1), Duration.ofMinutes(1), 1)
            .withPlacePatience(Duration.ofMinutes(1));
    ExecutorService clients = Executors.newCachedThreadPool();
    try (WebhookFixture fixture = new WebhookFixture(patient)) {
      for (int i = 0; i < 8; i++) {
        clients.execute(() -> sendOnAndOn(fixture, clients));
      }
      while (fixture.webhook.counters().bodies() < patient.capacity().maxBodies()) {
        Thread.sleep(10);
      }
      for (int i = 0; i < 3; i++) {
        assertServesOnANewConnection(fixture);
      }
      assertThat(fixture.refusals)
          .extracting(Throwable::getMessage)
          .contains("the body comes slowly, and others wait for its place");
      clients.shutdown();
      assertThat(clients.awaitTermination(50, TimeUnit.SECONDS)).isTrue();
    } finally {
      clients.shutdownNow();
    }
  }

  /** Sends a body that has no end, and another one when it is cut off. */
  private static void sendOnAndOn(WebhookFixture fixture, ExecutorService clients) {
    String piece = " ".repeat(64 << 10);
    while (!clients.isShutdown()) {
      try (Socket socket = fixture.connect()) {
        WebhookFixture.write(socket, WebhookFixture.head("Content-Length: 1000000000"));
        while (!clients.isShutdown() && socket.getInputStream().available() == 0) {
          WebhookFixture.write(socket, piece);
          Thread.sleep(50);
        }
      } catch (IOException e) {
        // Another one.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  void keepsAConnectionLongerThanAClientMayBeSilentWithinARequest() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture();
        Socket socket = fixture.connect()) {
      for (int i = 0; i < 2; i++) {
        String body = event("e" + i);
        WebhookFixture.write(
            socket, WebhookFixture.head("Content-Length: " + body.length()) + body);
        assertThat(WebhookFixture.statusLine(socket)).isEqualTo("HTTP/1.1 200 OK");
        skipHead(socket);
        Thread.sleep(WebhookFixture.OPTIONS.patience().idle().plusMillis(500).toMillis());
      }
      assertThat(fixture.events).hasSize(2);
    }
  }

  @Test
  void answersManyRequestsOnOneConnection() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture();
        Socket socket = fixture.connect()) {
      for (int i = 0; i < 500; i++) {
        String body = event("e" + i);
        WebhookFixture.write(
            socket, WebhookFixture.head("Content-Length: " + body.length()) + body);
        assertThat(WebhookFixture.statusLine(socket)).isEqualTo("HTTP/1.1 200 OK");
        skipHead(socket);
      }
      assertThat(fixture.events).hasSize(500);
    }
  }

  @Test
  void answersBadHeads() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture()) {
      assertThat(answerTo(fixture, "nonsense\r\n\r\n")).startsWith("HTTP/1.1 400");
      assertThat(answerTo(fixture, WebhookFixture.head("X-Large: " + "x".repeat(100_000))))
          .startsWith("HTTP/1.1 431");
      assertThat(answerTo(fixture, "POST /" + "x".repeat(100_000) + " HTTP/1.1\r\n\r\n"))
          .startsWith("HTTP/1.1 414");
      assertThat(answerTo(fixture, WebhookFixture.head("Content-Length: -1")))
          .startsWith("HTTP/1.1 400");
      assertThat(
              answerTo(
                  fixture,
                  WebhookFixture.head("Content-Length: 3\r\nTransfer-Encoding: chunked") + "0\r\n"))
          .startsWith("HTTP/1.1 400");
      assertServes(fixture);
    }
  }

  @Test
  void answersABodyWithBadChunks() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture()) {
      String head = WebhookFixture.head("Transfer-Encoding: chunked");
      assertThat(answerTo(fixture, head + "zz\r\nabc\r\n0\r\n\r\n")).startsWith("HTTP/1.1 ");
      assertServes(fixture);
    }
  }

  private static String answerTo(WebhookFixture fixture, String request) throws IOException {
    try (Socket socket = fixture.connect()) {
      WebhookFixture.write(socket, request);
      return String.valueOf(WebhookFixture.statusLine(socket));
    }
  }

  private static void assertServes(WebhookFixture fixture)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = fixture.post(event("other"));
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  private static void assertServesOnANewConnection(WebhookFixture fixture) throws IOException {
    try (Socket socket = fixture.connect()) {
      String body = event("other");
      WebhookFixture.write(
          socket, WebhookFixture.head("Content-Length: " + body.length()) + body);
      assertThat(WebhookFixture.statusLine(socket)).isEqualTo("HTTP/1.1 200 OK");
    }
  }

  /** Writes on and on, slowly; true when the other side has had enough. */
  private static boolean isClosedWhileDribbling(Socket socket, String drop)
      throws InterruptedException {
    for (int i = 0; i < 200; i++) {
      try {
        WebhookFixture.write(socket, drop);
        if (socket.getInputStream().available() > 0) {
          return true;
        }
      } catch (IOException e) {
        return true;
      }
      Thread.sleep(50);
    }
    return false;
  }

  private static void skipHead(Socket socket) throws IOException {
    String line = WebhookFixture.statusLine(socket);
    while (line != null && !line.isEmpty()) {
      line = WebhookFixture.statusLine(socket);
    }
  }
}
