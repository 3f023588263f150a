// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which bodies give way where others wait for their places. */
class RequestBodyTest {

  private static final int PLACES = 4;

  private final List<RequestBody> reading = new ArrayList<>();
  private final List<ClientStream> clients = new ArrayList<>();
  private long nanos;
  private long length = -1;

  @Test
  void nobodyIsInTheFirstSecond() throws IOException {
    client(900, 0);
    client(900, 1 << 20);
    assertThat(slowOnes(1)).isEmpty();
  }

  @Test
  void whoeverIsSlowerThanItMustBeIs() throws IOException {
    RequestBody slow = client(1_200, 1);
    client(1_200, 1 << 20);
    assertThat(slowOnes(1)).containsExactly(slow);
  }

  @Test
  void ofThoseThatAreFastEnoughAllButAFewAre() throws IOException {
    client(10_000, 900 << 10);
    RequestBody slowest = client(10_000, 700 << 10);
    RequestBody fast = client(10_000, 850 << 10);
    RequestBody slower = client(10_000, 800 << 10);
    assertThat(slowOnes(1)).containsExactly(slowest);
    assertThat(slowOnes(2)).containsExactly(slowest, slower);
    assertThat(slowOnes(9)).containsExactly(slowest, slower, fast);
  }

  @Test
  void oneThatEndsSoonIsNot() throws IOException {
    client(10_000, 1_000 << 10);
    length = 900 << 10;
    client(10_000, 800 << 10);
    length = -1;
    RequestBody endless = client(10_000, 900 << 10);
    assertThat(slowOnes(9)).containsExactly(endless);
  }

  @Test
  void oneThatIsNotWaitedForIsNot() throws IOException {
    RequestBody body = client(1_200, 1);
    assertThat(BodyPlaces.slowOnes(List.of(body), 1, PLACES)).isEmpty();
  }

  @Test
  void whoGivesWayAlreadyIsEnough() throws IOException {
    RequestBody slow = client(2_000, 1);
    client(2_000, 2);
    slow.giveWay();
    assertThat(slowOnes(1)).isEmpty();
    assertThat(slowOnes(2)).hasSize(1).doesNotContain(slow);
  }

  @Test
  void oneThatIsTooSlowBesidesNobodyFails() {
    RequestBody late = body(new ClientStream(61_000, 1));
    assertThatThrownBy(() -> late.read(new byte[1], 0, 1)).hasMessage("the body comes too slowly");
  }

  /** A body of which so much came in this time. */
  private RequestBody client(long millis, int bytes) throws IOException {
    ClientStream stream = new ClientStream(millis, bytes);
    RequestBody body = body(stream);
    body.read(new byte[bytes], 0, bytes);
    clients.add(stream);
    reading.add(body);
    return body;
  }

  private RequestBody body(InputStream stream) {
    return new RequestBody(stream, length, () -> {}, Duration.ofMinutes(1), 4 << 10, () -> nanos);
  }

  /** Those that give way while all are waited for. */
  private List<RequestBody> slowOnes(int waiting) throws IOException {
    List<RequestBody> found = new ArrayList<>();
    Runnable question = () -> found.addAll(BodyPlaces.slowOnes(reading, waiting, PLACES));
    for (int i = 0; i < clients.size(); i++) {
      RequestBody body = reading.get(i);
      Runnable inner = question;
      clients.get(i).meanwhile = inner;
      question =
          () -> {
            try {
              body.read(new byte[1], 0, 1);
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
          };
    }
    question.run();
    return found;
  }

  /** Takes its time for the first piece; then does something else meanwhile. */
  private final class ClientStream extends InputStream {

    private final long millis;
    private final int bytes;
    private boolean begun;
    private Runnable meanwhile = () -> {};

    ClientStream(long millis, int bytes) {
      this.millis = millis;
      this.bytes = bytes;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (!begun) {
        begun = true;
        nanos += Duration.ofMillis(millis).toNanos();
        return bytes;
      }
      meanwhile.run();
      return 0;
    }
  }
}
