// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The webhook of a whole falcoj, in little memory, until it is killed. */
@Timeout(600)
class WebhookProcessTest {

  private static final int EVENTS_IN_BODY = 50;
  private static final String RULE =
      """
      - rule: Every event
        desc: Alerts on everything.
        condition: ka.verb exists
        output: id=%ka.auditid
        priority: NOTICE
        source: k8s_audit
      """;
  private static final String NO_RULE_MATCHES =
      """
      - rule: No event
        desc: Alerts on nothing.
        condition: ka.verb = none
        output: id=%ka.auditid
        priority: NOTICE
        source: k8s_audit
      """;

  /** No client is too slow: what is tested is that there are many, on however busy a machine. */
  private static final String[] PATIENCE = {
    "-o", "falcoj.webhook.header_timeout_s=3600",
    "-o", "falcoj.webhook.idle_timeout_s=3600",
    "-o", "falcoj.webhook.min_bytes_per_second=1"
  };

  @TempDir private Path folder;

  @Test
  void killedUnderLoadItHasTheAlertsOfAllEventsThatItAnsweredWith200() throws Exception {
    Path alerts = folder.resolve("alerts");
    ConcurrentLinkedQueue<String> accepted = new ConcurrentLinkedQueue<>();
    try (FalcojProcess falcoj = start(RULE, alerts)) {
      URI webhook = falcoj.webhook();
      ExecutorService clients = Executors.newFixedThreadPool(4);
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        int number = i;
        ends.add(clients.submit(() -> postUntilItDies(webhook, number, accepted)));
      }
      falcoj.await("many answers", () -> accepted.size() >= 20_000);
      falcoj.signal("KILL");
      falcoj.awaitExit();
      for (Future<?> end : ends) {
        end.get();
      }
      clients.shutdown();
    }
    Set<String> found = new HashSet<>();
    // The process may have died while it wrote a line, of which no event was answered.
    for (String line : Files.readAllLines(alerts, StandardCharsets.ISO_8859_1)) {
      found.add(line.substring(line.indexOf("id=") + 3));
    }
    assertThat(found).containsAll(accepted);
  }

  @Test
  void takesABodyOfAGigabyte() throws Exception {
    try (FalcojProcess falcoj =
        start(NO_RULE_MATCHES, folder.resolve("alerts"), "-o", "falcoj.webhook.resend_window=0")) {
      byte[] piece =
          IntStream.range(0, 3000)
              .mapToObj(i -> event("large-" + i))
              .collect(Collectors.joining("\n"))
              .getBytes(StandardCharsets.UTF_8);
      long pieces = (1L << 30) / piece.length + 1;
      Enumeration<InputStream> body =
          Collections.enumeration(
              Stream.generate(() -> (InputStream) new ByteArrayInputStream(piece))
                  .limit(pieces)
                  .toList());
      BodyPublisher publisher = BodyPublishers.ofInputStream(() -> new SequenceInputStream(body));
      assertThat(FalcojProcess.post(falcoj.webhook(), publisher)).isEqualTo(200);
      assertThat(falcoj.post(event("later"))).isEqualTo(200);
    }
  }

  @Test
  void answersEveryoneUnderOverload() throws Exception {
    try (FalcojProcess falcoj = start(RULE, folder.resolve("alerts"), PATIENCE)) {
      URI webhook = falcoj.webhook();
      ExecutorService clients = Executors.newFixedThreadPool(150);
      AtomicInteger accepted = new AtomicInteger();
      AtomicInteger refused = new AtomicInteger();
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < 150; i++) {
        int number = i;
        ends.add(
            clients.submit(
                () -> {
                  for (int round = 0; round < 10; round++) {
                    // A megabyte of text that matters little, for the body to take its time.
                    String body = body(number + "-" + round) + " ".repeat(1 << 20);
                    int status = FalcojProcess.post(webhook, BodyPublishers.ofString(body));
                    (status == 200 ? accepted : refused).incrementAndGet();
                    assertThat(status).isIn(200, 503);
                  }
                  return null;
                }));
      }
      for (Future<?> end : ends) {
        end.get();
      }
      clients.shutdown();
      assertThat(accepted.get() + refused.get()).isEqualTo(1500);
      assertThat(accepted.get()).isPositive();
      assertThat(falcoj.post(body("later"))).isEqualTo(200);
    }
  }

  private void postUntilItDies(URI uri, int number, ConcurrentLinkedQueue<String> accepted) {
    try {
      for (int round = 0; ; round++) {
        String name = number + "-" + round;
        if (FalcojProcess.post(uri, BodyPublishers.ofString(body(name))) == 200) {
          for (int i = 0; i < EVENTS_IN_BODY; i++) {
            accepted.add(name + "-" + i);
          }
        }
      }
    } catch (IOException e) {
      // It was killed.
    }
  }

  private FalcojProcess start(String rules, Path alerts, String... further) throws IOException {
    Path file = Files.writeString(folder.resolve("rules.yaml"), rules);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-r",
                file.toString(),
                "--enable-source",
                "k8s_audit",
                "-o",
                "stdout_output.enabled=false",
                "-o",
                "file_output.enabled=true",
                "-o",
                "file_output.keep_alive=true",
                "-o",
                "file_output.filename=" + alerts));
    arguments.addAll(List.of(further));
    FalcojProcess falcoj =
        FalcojProcess.start(List.of("-Xmx256m"), arguments.toArray(String[]::new));
    falcoj.awaitErr("webhook on ");
    return falcoj;
  }

  private static String body(String name) {
    return IntStream.range(0, EVENTS_IN_BODY)
        .mapToObj(i -> event(name + "-" + i))
        .collect(Collectors.joining(",", "{\"kind\":\"EventList\",\"items\":[", "]}"));
  }

  private static String event(String id) {
    return "{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"auditID\":\""
        + id
        + "\",\"stage\":\"ResponseComplete\",\"verb\":\"get\","
        + "\"stageTimestamp\":\"2026-01-01T00:00:00Z\"}";
  }
}
