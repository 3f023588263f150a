// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.k8saudit.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which bodies must give way. */
class RequestBodyTest {

  private @Nullable RequestBody body;
  private double behind;

  /** Waits, then yields so many bytes; notes how far behind the body was. */
  private RequestBody after(long waitMillis, int bytes) {
    InputStream slow =
        new InputStream() {
          @Override
          public int read() {
            throw new UnsupportedOperationException();
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            try {
              Thread.sleep(waitMillis);
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            behind = body == null ? 0 : body.behindNanos();
            return bytes;
          }
        };
    RequestBody made = new RequestBody(slow, () -> {}, Duration.ofMinutes(1), 4 << 10);
    body = made;
    return made;
  }

  @Test
  void oneThatIsNotWaitedForMustNot() throws IOException {
    RequestBody read = after(1_200, 1);
    assertThat(read.behindNanos()).isZero();
    read.read(new byte[1], 0, 1);
    assertThat(read.behindNanos()).isZero();
  }

  @Test
  void oneThatKeptOthersWaitingMust() throws IOException {
    after(1_200, 1).read(new byte[1], 0, 1);
    assertThat(behind).isPositive();
  }

  @Test
  void oneThatCameFastBeforeMustNot() throws IOException {
    RequestBody read = after(600, 1 << 20);
    read.read(new byte[1 << 20], 0, 1 << 20);
    read.read(new byte[1 << 20], 0, 1 << 20);
    assertThat(behind).isNegative();
  }
}
