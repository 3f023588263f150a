// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.webhook;

import static io.falcoj.sources.webhook.WebhookFixture.event;
import static io.falcoj.sources.webhook.WebhookFixture.eventList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.falcoj.sources.audit.problems.ReadNote;
import io.falcoj.sources.audit.problems.ReadProblem;
import io.falcoj.sources.http.HttpAddress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the webhook answers to which request, and which events it takes. */
@Timeout(600)
class AuditWebhookTest {

  @Test
  void takesTheEventsOfAList() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture()) {
      HttpResponse<String> answer = fixture.post(eventList(event("a"), event("b")));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEmpty();
      assertThat(fixture.events).containsExactly("a", "b");
      assertThat(fixture.webhook.counters().events()).isEqualTo(2);
      assertThat(fixture.webhook.counters().accepted()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s%n%s%n", "[%s,%s]", "%s %s", " { \"items\" : [%s , %s ] }", "%s%s"})
  void takesEveryFormOfRecordedLogs(String form) throws Exception {
    try (WebhookFixture fixture = new WebhookFixture()) {
      assertThat(fixture.post(form.formatted(event("a"), event("b"))).statusCode()).isEqualTo(200);
      assertThat(fixture.events).containsExactly("a", "b");
    }
  }

  @Test
  void takesChunkedBodies() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture()) {
      byte[] body = eventList(event("a"), event("b")).getBytes(StandardCharsets.UTF_8);
      HttpResponse<String> answer =
          fixture.post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(fixture.events).containsExactly("a", "b");
    }
  }

  @Test
  void inflatesCompressedBodies() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture()) {
      HttpRequest.Builder request =
          fixture
              .request()
              .header("Content-Encoding", "gzip")
              .POST(BodyPublishers.ofByteArray(gzip(eventList(event("a"), event("b")))));
      assertThat(fixture.send(request).statusCode()).isEqualTo(200);
      assertThat(fixture.events).containsExactly("a", "b");
    }
  }

  @Test
  void leavesOutWhatComesBehindTheLimitOfACompressedBody() throws Exception {
    try (WebhookFixture fixture =
        new WebhookFixture(WebhookFixture.OPTIONS.withSizes(64 << 10, 1 << 20))) {
      ByteArrayOutputStream bomb = new ByteArrayOutputStream();
      try (OutputStream out = new GZIPOutputStream(bomb)) {
        out.write((event("first") + "\n").getBytes(StandardCharsets.UTF_8));
        byte[] blanks = "          \n".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 1000; i++) {
          out.write(blanks);
        }
        out.write(event("last").getBytes(StandardCharsets.UTF_8));
      }
      assertThat(fixture.post(BodyPublishers.ofByteArray(bomb.toByteArray())).statusCode())
          .isEqualTo(200);
      assertThat(fixture.events).containsExactly("first");
      assertThat(fixture.problems)
          .extracting(ReadProblem::reason)
          .containsExactly("the compressed data comes to more than 1048576 bytes");
      assertThat(fixture.webhook.counters().bytes()).isLessThan(2 << 20);
    }
  }

  @Test
  void takesTheTimeOfReceiptWhereThereIsNone() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture()) {
      String withoutTime = "{\"kind\":\"Event\",\"auditID\":\"x\"}";
      fixture.post(withoutTime);
      fixture.post(withoutTime.replace("x", "y"));
      assertThat(fixture.events).containsExactly("x", "y");
      assertThat(fixture.notes)
          .extracting(ReadNote::message)
          .containsExactly(
              "request from 127.0.0.1:1: 1 k8s audit event has no time at all; the time of receipt"
                  + " stands for it");
    }
  }

  @Test
  void keepsTheGoodEventsBesideBadOnes() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture()) {
      String other = "{\"kind\":\"Event\",\"reason\":\"x\",\"apiVersion\":\"v1\"}";
      HttpResponse<String> answer =
          fixture.post(
              eventList(event("a"), other, event("b"), "{\"kind\":\"Pod\"}", "7", event("c")));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(fixture.events).containsExactly("a", "b", "c");
      assertThat(fixture.problems)
          .extracting(ReadProblem::kind)
          .containsOnly(ReadProblem.Kind.NOT_AN_EVENT)
          .hasSize(1);
      assertThat(fixture.untold).as("all are of one sort").isEqualTo(2);
      assertThat(fixture.problems.get(0).message())
          .startsWith("request from 127.0.0.1:1:")
          .contains(other);
      assertThat(fixture.webhook.counters().skipped()).isEqualTo(3);
    }
  }

  @Test
  void keepsTheEventsBesideOneThatCannotBeEvaluated() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture()) {
      String body =
          eventList(
              event("a"),
              event(AuditIds.DEFECT),
              event("b"),
              event(AuditIds.DEFECT + 2),
              event("c"));
      assertThat(fixture.post(body).statusCode()).isEqualTo(200);
      assertThat(fixture.events).containsExactly("a", "b", "c");
      assertThat(fixture.webhook.counters().events()).isEqualTo(3);
      assertThat(fixture.problems)
          .extracting(ReadProblem::kind)
          .containsExactly(ReadProblem.Kind.NOT_EVALUATED);
      assertThat(fixture.untold).isEqualTo(1);
      assertThat(fixture.problems.get(0).reason())
          .isEqualTo("the event could not be evaluated: java.lang.IllegalStateException: a defect");
    }
  }

  @Test
  void refusesAnEventThatIsTooLargeByItself() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture()) {
      String large = event("large-" + "x".repeat(300 << 10));
      HttpResponse<String> answer = fixture.post(eventList(event("a"), large, event("b")));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(fixture.events).containsExactly("a", "b");
      assertThat(fixture.problems)
          .extracting(ReadProblem::kind)
          .containsExactly(ReadProblem.Kind.TOO_LARGE);
      assertThat(fixture.problems.get(0).excerpt()).contains("large-xxx");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "hello",
        "{\"kind\":",
        "[[[[[[[[[[",
        "\0\0\0",
        "<html></html>",
        "null",
        "{}",
        "\"text\"",
        "{\"kind\":\"EventList\",\"items\":[",
        "}",
        "\u001f\u008b broken"
      })
  void answersABodyThatIsNoEventsAtAllWith200(String body) throws Exception {
    try (WebhookFixture fixture = new WebhookFixture()) {
      assertThat(fixture.post(BodyPublishers.ofString(body, StandardCharsets.ISO_8859_1)))
          .extracting(HttpResponse::statusCode)
          .isEqualTo(200);
      assertThat(fixture.events).isEmpty();
      long expected = body.isBlank() ? 0 : 1;
      assertThat(fixture.webhook.counters().skipped()).isEqualTo(expected);
      assertThat(fixture.problems).hasSize((int) expected);
    }
  }

  @Test
  void tellsAFewOfManyProblemsAndCountsTheRest() throws Exception {
    WebhookFixture fixture = new WebhookFixture();
    try (fixture) {
      assertThat(fixture.post("x\n".repeat(5000)).statusCode()).isEqualTo(200);
      assertThat(fixture.webhook.counters().skipped()).isEqualTo(5000);
    }
    assertThat(fixture.problems).hasSizeLessThan(500);
    assertThat(fixture.problems.size() + fixture.untold).isEqualTo(5000);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /, 404",
    "POST, /k8s-audit/, 404",
    "POST, /K8S-AUDIT, 404",
    "POST, /k8s-audit/../x, 404",
    "GET, /other, 404",
    "GET, /k8s-audit, 405",
    "HEAD, /k8s-audit, 405",
    "PUT, /k8s-audit, 405",
    "DELETE, /k8s-audit, 405",
    "PATCH, /k8s-audit, 405",
    "POST, /k8s-audit?timeout=30s, 200",
    "POST, //k8s-audit, 400"
  })
  void answersByPathAndMethod(String method, String path, int status) throws Exception {
    try (WebhookFixture fixture = new WebhookFixture()) {
      HttpResponse<String> answer =
          fixture.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + fixture.webhook.port() + path))
                  .header("Content-Type", "application/json")
                  .method(method, BodyPublishers.ofString(event("a"))));
      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.headers().firstValue("Allow"))
          .isEqualTo(status == 405 ? Optional.of("POST") : Optional.empty());
      assertThat(fixture.events).hasSize(status == 200 ? 1 : 0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, 200",
    "application/json; charset=utf-8, 200",
    "APPLICATION/JSON, 200",
    "application/x-ndjson, 200",
    "text/plain, 415",
    "application/xml, 415",
    "application/x-www-form-urlencoded, 415",
    "application/vnd.kubernetes.protobuf, 415"
  })
  void answersByMediaType(String type, int status) throws Exception {
    try (WebhookFixture fixture = new WebhookFixture()) {
      HttpResponse<String> answer =
          fixture.send(
              HttpRequest.newBuilder(fixture.uri())
                  .header("Content-Type", type)
                  .POST(BodyPublishers.ofString(event("a"))));
      assertThat(answer.statusCode()).isEqualTo(status);
    }
  }

  @Test
  void refusesABodyOfNoMediaTypeOrOfAnotherEncoding() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture()) {
      assertThat(
              fixture
                  .send(HttpRequest.newBuilder(fixture.uri()).POST(BodyPublishers.ofString("{}")))
                  .statusCode())
          .isEqualTo(415);
      HttpResponse<String> answer =
          fixture.send(
              fixture.request().header("Content-Encoding", "br").POST(BodyPublishers.ofString("")));
      assertThat(answer.statusCode()).isEqualTo(415);
      assertThat(answer.headers().firstValue("Accept-Encoding")).contains("gzip");
    }
  }

  @Test
  void servesAllPathsBelowOneThatEndsWithASlash() throws Exception {
    WebhookOptions options =
        WebhookFixture.OPTIONS.at(new HttpAddress(HttpAddress.LOOPBACK, 0), "/");
    try (WebhookFixture fixture = new WebhookFixture(options)) {
      assertThat(fixture.post(event("a")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void answersARefusedRequestThatGoesOnSending() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture()) {
      byte[] body = new byte[8 << 20];
      HttpResponse<String> answer =
          fixture.send(
              HttpRequest.newBuilder(fixture.uri().resolve("/other"))
                  .POST(BodyPublishers.ofByteArray(body)));
      assertThat(answer.statusCode()).isEqualTo(404);
    }
  }

  @Test
  void asksForABodyThatWaitsToBeAskedFor() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture()) {
      HttpRequest.Builder request = fixture.request().expectContinue(true);
      assertThat(fixture.send(request.POST(BodyPublishers.ofString(event("a")))).statusCode())
          .isEqualTo(200);
      assertThat(fixture.events).containsExactly("a");
      try (Socket socket = fixture.connect()) {
        String head = WebhookFixture.head("Content-Length: 9\r\nExpect: 100-continue");
        WebhookFixture.write(socket, head.replace("/k8s-audit", "/other"));
        assertThat(WebhookFixture.statusLine(socket)).isEqualTo("HTTP/1.1 404 Not Found");
      }
    }
  }

  @Test
  void numbersNoTwoEventsAlike() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture()) {
      List<String> ids = IntStream.range(0, 3000).mapToObj(i -> "e" + i).toList();
      String body = eventList(ids.stream().map(WebhookFixture::event).toArray(String[]::new));
      assertThat(fixture.post(body).statusCode()).isEqualTo(200);
      assertThat(fixture.events).isEqualTo(ids);
    }
  }

  @Test
  void saysWhichAddressCannotBeListenedOn() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture()) {
      WebhookOptions same =
          WebhookFixture.OPTIONS.at(
              new HttpAddress(HttpAddress.LOOPBACK, fixture.webhook.port()), "/");
      assertThatThrownBy(() -> new WebhookFixture(same))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "cannot listen on 127.0.0.1:" + fixture.webhook.port() + ": Address already in use");
    }
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
