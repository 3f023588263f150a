// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.webhook;

import static io.falcoj.sources.webhook.WebhookFixture.event;
import static io.falcoj.sources.webhook.WebhookFixture.eventList;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the webhook answers when alerts cannot be made safe, and what it does with resent events.
 */
@Timeout(600)
class WebhookOverloadTest {

  @Test
  void asksForTheBodyAgainWhenThereIsNoRoom() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture()) {
      fixture.obstacle =
          () -> {
            throw new WebhookOverloadException("the spool is full");
          };
      HttpResponse<String> answer = fixture.post(eventList(event("a")));
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      assertThat(fixture.refusals).extracting(Throwable::getMessage).contains("the spool is full");

      fixture.obstacle = () -> {};
      assertThat(fixture.post(eventList(event("a"))).statusCode()).isEqualTo(200);
      assertThat(fixture.events).containsExactly("a");
      assertThat(fixture.webhook.counters().overloaded()).isEqualTo(1);
    }
  }

  @Test
  void asksForTheBodyAgainWhenAnOutputFails() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture()) {
      fixture.obstacle =
          () -> {
            throw new IOException("No space left on device");
          };
      assertThat(fixture.post(event("a")).statusCode()).isEqualTo(503);
      fixture.obstacle =
          () -> {
            throw new IllegalStateException("a defect");
          };
      assertThat(fixture.post(event("a")).statusCode()).isEqualTo(503);
      fixture.obstacle =
          () -> {
            throw new OutOfMemoryError("Java heap space");
          };
      assertThat(fixture.post(event("a")).statusCode()).isEqualTo(503);
    }
  }

  @Test
  void evaluatesResentEventsOnce() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture()) {
      assertThat(fixture.post(eventList(event("a"), event("b"))).statusCode()).isEqualTo(200);
      String again = eventList(event("a"), event("c"), event("b"), event("c"));
      assertThat(fixture.post(again).statusCode()).isEqualTo(200);
      assertThat(fixture.events).containsExactly("a", "b", "c");
      assertThat(fixture.webhook.counters().resent()).isEqualTo(3);
      assertThat(fixture.webhook.counters().events()).isEqualTo(3);
    }
  }

  @Test
  void takesAnEventForResentOnlyIfAllOfItIsTheSame() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture()) {
      String other = event("a").replace("ResponseComplete", "RequestReceived");
      String chosen = event("a").replace("\"stage\"", "\"verb\":\"delete\",\"stage\"");
      fixture.post(event("a"));
      fixture.post(eventList(other, chosen));
      assertThat(fixture.events).containsExactly("a", "a", "a");
    }
  }

  @Test
  void remembersNoEventWhoseAlertsWereNotSafe() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture()) {
      // Some pieces of the body are safe, a later one is not.
      List<String> ids = IntStream.range(0, 20_000).mapToObj(i -> "e" + i).toList();
      String body = eventList(ids.stream().map(WebhookFixture::event).toArray(String[]::new));
      int[] pieces = {0};
      fixture.obstacle =
          () -> {
            if (++pieces[0] == 3) {
              throw new WebhookOverloadException("full");
            }
          };
      assertThat(fixture.post(body).statusCode()).isEqualTo(503);
      assertThat(fixture.events).isNotEmpty().hasSizeLessThan(20_000);
      assertThat(fixture.post(body).statusCode()).isEqualTo(200);
      assertThat(fixture.events).isEqualTo(ids);
    }
  }

  @Test
  void forgetsEventsBehindTheWindow() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture(WebhookFixture.OPTIONS.withResendWindow(10))) {
      fixture.post(event("a"));
      String[] others = IntStream.range(0, 30).mapToObj(i -> event("o" + i)).toArray(String[]::new);
      fixture.post(eventList(others));
      fixture.post(event("a"));
      assertThat(fixture.events).hasSize(32);
    }
  }

  @Test
  void evaluatesEverythingWithoutAWindow() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture(WebhookFixture.OPTIONS.withResendWindow(0))) {
      fixture.post(event("a"));
      fixture.post(event("a"));
      assertThat(fixture.events).containsExactly("a", "a");
    }
  }

  @Test
  void answersAtOnceWhenTooManyBodiesAreBeingRead() throws Exception {
    ExecutorService clients = Executors.newCachedThreadPool();
    try (WebhookFixture fixture = new WebhookFixture()) {
      CountDownLatch arrived = new CountDownLatch(4);
      CountDownLatch hold = new CountDownLatch(1);
      fixture.obstacle =
          () -> {
            arrived.countDown();
            try {
              hold.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          };
      List<Future<HttpResponse<String>>> held = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        String body = event("held" + i);
        held.add(clients.submit(() -> fixture.post(body)));
      }
      arrived.await();
      List<Future<HttpResponse<String>>> refused = new ArrayList<>();
      String large = eventList(event("x".repeat(50_000)), event("y")) + " ".repeat(4 << 20);
      for (int i = 0; i < 20; i++) {
        refused.add(clients.submit(() -> fixture.post(large)));
      }
      for (Future<HttpResponse<String>> each : refused) {
        assertThat(each.get().statusCode()).isEqualTo(503);
        assertThat(each.get().headers().firstValue("Retry-After")).contains("1");
      }
      assertThat(held).noneMatch(Future::isDone);
      hold.countDown();
      for (Future<HttpResponse<String>> each : held) {
        assertThat(each.get().statusCode()).isEqualTo(200);
      }
      fixture.obstacle = () -> {};
      assertThat(fixture.post(event("later")).statusCode()).isEqualTo(200);
      assertThat(fixture.events)
          .containsExactlyInAnyOrder("held0", "held1", "held2", "held3", "later");
    } finally {
      clients.shutdownNow();
    }
  }

  @Test
  void waitsForAnOutputLongerThanAClientMayBeSilent() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture()) {
      fixture.obstacle =
          () -> {
            try {
              Thread.sleep(
                  WebhookFixture.OPTIONS.patience().idle().multipliedBy(3).dividedBy(2).toMillis());
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          };
      assertThat(fixture.post(event("a")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void countsABodyThatBreaksOffAndTakesNothingFromIt() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture()) {
      try (Socket socket = fixture.connect()) {
        WebhookFixture.write(
            socket, WebhookFixture.head("Content-Length: 100000") + event("a") + "\n");
      }
      awaitBroken(fixture);
      assertThat(fixture.events).isEmpty();
      assertThat(fixture.post(BodyPublishers.ofString(event("a"))).statusCode()).isEqualTo(200);
      assertThat(fixture.events).containsExactly("a");
    }
  }

  @Test
  void finishesBodiesUnderWayWhenItIsClosed() throws Exception {
    WebhookFixture fixture = new WebhookFixture();
    ExecutorService client = Executors.newSingleThreadExecutor();
    try {
      CountDownLatch arrived = new CountDownLatch(1);
      fixture.obstacle =
          () -> {
            arrived.countDown();
            try {
              Thread.sleep(500);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          };
      Future<HttpResponse<String>> answer = client.submit(() -> fixture.post(event("a")));
      arrived.await();
      fixture.close();
      assertThat(answer.get().statusCode()).isEqualTo(200);
      assertThat(fixture.events).containsExactly("a");
    } finally {
      client.shutdownNow();
    }
  }

  private static void awaitBroken(WebhookFixture fixture) throws InterruptedException {
    while (fixture.webhook.counters().broken() == 0) {
      Thread.sleep(10);
    }
  }
}
