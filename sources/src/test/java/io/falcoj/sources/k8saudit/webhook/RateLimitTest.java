// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.k8saudit.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateLimitTest {

  private long now = 5_000_000_000L;
  private final RateLimit limit = new RateLimit(2, () -> now);

  @Test
  void letsSomeThroughInASecondAndCountsTheRest() {
    assertThat(limit.tryPass()).isTrue();
    assertThat(limit.tryPass()).isTrue();
    assertThat(limit.tryPass()).isFalse();
    assertThat(limit.tryPass()).isFalse();
    limit.holdBack(10);
    assertThat(limit.takeHeldBack()).as("within the second").isZero();

    now += 1_000_000_000L;
    assertThat(limit.takeHeldBack()).isEqualTo(12);
    assertThat(limit.takeHeldBack()).isZero();
    assertThat(limit.tryPass()).isTrue();
  }

  @Test
  void givesAllThatIsLeftAtTheEnd() {
    for (int i = 0; i < 5; i++) {
      limit.tryPass();
    }
    assertThat(limit.takeAll()).isEqualTo(3);
    assertThat(limit.takeAll()).isZero();
  }
}
