// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.webhook;

import static io.falcoj.sources.webhook.WebhookFixture.OPTIONS;
import static io.falcoj.sources.webhook.WebhookFixture.event;
import static io.falcoj.sources.webhook.WebhookFixture.eventList;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A webhook that goes on with other options. */
@Timeout(600)
class WebhookChangeTest {

  @Test
  void takesOtherLimitsAndPathsAndStillRemembersEvents() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture()) {
      int port = fixture.webhook.port();
      String large = event("x".repeat(1000));
      assertThat(fixture.post(eventList(event("a"), large)).statusCode()).isEqualTo(200);
      fixture.webhook.use(OPTIONS.withSizes(500, 16 << 20).withCapacity(5, 40, 1));
      assertThat(fixture.webhook.port()).isEqualTo(port);
      String again = eventList(event("a"), event("b"), event("y".repeat(1000)));
      assertThat(fixture.post(again).statusCode()).isEqualTo(200);
      assertThat(fixture.events).containsExactly("a", "x".repeat(1000), "b");
      assertThat(fixture.problems).hasSize(1);
      assertThat(fixture.webhook.counters().resent()).isEqualTo(1);
      assertThat(fixture.webhook.counters().accepted()).isEqualTo(2);
      fixture.webhook.use(OPTIONS.at(OPTIONS.address(), "/elsewhere"));
      assertThat(fixture.post(event("c")).statusCode()).isEqualTo(404);
      assertThat(fixture.webhook.counters().rejected()).isEqualTo(1);
    }
  }

  @Test
  void requestsUnderWayAreAnsweredAsTheyBegan() throws Exception {
    try (WebhookFixture fixture = new WebhookFixture()) {
      CountDownLatch reading = new CountDownLatch(1);
      CountDownLatch changed = new CountDownLatch(1);
      fixture.obstacle =
          () -> {
            reading.countDown();
            try {
              changed.await();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
          };
      CompletableFuture<Integer> status =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return fixture.post(event("a")).statusCode();
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      reading.await();
      fixture.webhook.use(OPTIONS.at(OPTIONS.address(), "/elsewhere").withCapacity(1, 32, 1));
      changed.countDown();
      assertThat(status.get()).isEqualTo(200);
      assertThat(fixture.events).containsExactly("a");
    }
  }
}
