// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateLimitTest {

  private long now = 5_000_000_000L;
  private final RateLimit limit = new RateLimit(2, () -> now);

  @Test
  void letsSomeThroughInASecond() {
    assertThat(limit.tryPass()).isTrue();
    assertThat(limit.tryPass()).isTrue();
    assertThat(limit.tryPass()).isFalse();
    assertThat(limit.tryPass()).isFalse();
    assertThat(limit.isFull()).as("within the second").isTrue();

    now += 1_000_000_000L;
    assertThat(limit.isFull()).isFalse();
    assertThat(limit.tryPass()).isTrue();
  }
}
