// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.sources.audit.problems.ReadProblem;
import io.falcoj.sources.audit.replay.AuditLogReplay;
import io.falcoj.sources.audit.replay.ReplayListener;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies put together at random, sent in pieces cut at random, against the recorded log. */
@Timeout(600)
class WebhookRandomTest {

  private static final String[] BETWEEN = {"\n", "", " ", "\r\n", "\n\n", " junk\n", "{\"a\":1}\n"};

  @Test
  void takesTheEventsOfTheRecordedLogHoweverTheBodyArrives() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture(WebhookFixture.OPTIONS.withResendWindow(0))) {
      for (long seed = 1; seed <= 300; seed++) {
        Random random = new Random(seed);
        byte[] body = body(random).getBytes(StandardCharsets.UTF_8);
        fixture.events.clear();
        long skipped = fixture.webhook.counters().skipped();
        assertThat(send(fixture, body, random)).as("seed %d", seed).contains(" 200 ");
        Replayed replayed = Replayed.of(body);
        assertThat(fixture.events).as("seed %d", seed).isEqualTo(replayed.events);
        assertThat(fixture.webhook.counters().skipped() - skipped)
            .as("seed %d", seed)
            .isEqualTo(replayed.problems);
      }
    }
  }

  private static String body(Random random) {
    StringBuilder body = new StringBuilder();
    int records = random.nextInt(40);
    for (int i = 0; i < records; i++) {
      String padding = "x".repeat(random.nextInt(10) == 0 ? random.nextInt(150_000) : 20);
      String event = WebhookFixture.event(i + "-" + padding);
      switch (random.nextInt(4)) {
        case 0 -> body.append(WebhookFixture.eventList(event, WebhookFixture.event(i + "b")));
        case 1 -> body.append('[').append(event).append(",7,").append(event).append(']');
        case 2 -> body.append(event, 0, random.nextInt(event.length())).append('\n');
        default -> body.append(event);
      }
      body.append(BETWEEN[random.nextInt(BETWEEN.length)]);
    }
    return body.toString();
  }

  /** Sends a body over a socket of its own; returns the first line of the answer. */
  private static String send(WebhookFixture fixture, byte[] text, Random random)
      throws IOException {
    boolean compressed = random.nextInt(3) == 0;
    boolean chunked = random.nextBoolean();
    byte[] body = compressed ? gzip(text) : text;
    String length = chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length;
    try (Socket socket = fixture.connect()) {
      socket.setTcpNoDelay(true);
      WebhookFixture.write(
          socket, WebhookFixture.head(length + (compressed ? "\r\nContent-Encoding: gzip" : "")));
      OutputStream out = socket.getOutputStream();
      int sent = 0;
      while (sent < body.length) {
        int piece =
            Math.min(body.length - sent, 1 + random.nextInt(random.nextBoolean() ? 9 : 90_000));
        if (chunked) {
          WebhookFixture.write(socket, Integer.toHexString(piece) + "\r\n");
        }
        out.write(body, sent, piece);
        if (chunked) {
          WebhookFixture.write(socket, "\r\n");
        }
        sent += piece;
      }
      if (chunked) {
        WebhookFixture.write(socket, "0\r\n\r\n");
      }
      return String.valueOf(WebhookFixture.statusLine(socket));
    }
  }

  private static byte[] gzip(byte[] text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text);
    }
    return bytes.toByteArray();
  }

  /** What the replay of the same text as a log gives. */
  private static final class Replayed implements ReplayListener<List<String>> {

    private final List<String> events = new ArrayList<>();
    private long problems;

    static Replayed of(byte[] text) throws IOException {
      Replayed replayed = new Replayed();
      AuditLogReplay.of(List.of("-"))
          .withStandardInput(new ByteArrayInputStream(text))
          .withMaxEventSize(WebhookFixture.OPTIONS.sizes().maxEvent())
          .run(AuditIds::new, replayed);
      return replayed;
    }

    @Override
    public void batch(List<String> result) {
      events.addAll(result);
    }

    @Override
    public void problem(ReadProblem problem) {
      problems++;
    }
  }
}
