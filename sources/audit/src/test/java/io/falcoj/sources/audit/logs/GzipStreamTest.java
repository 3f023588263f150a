// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.sources.audit.replay.FormsTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GzipStreamTest {

  private static final byte[] TEXT = text();

  @Test
  void readsMembersOneAfterAnother() throws IOException {
    byte[] stored = concat(FormsTest.gzip(TEXT), FormsTest.gzip(new byte[0]), FormsTest.gzip(TEXT));
    for (int portion : new int[] {1, 3, 100_000}) {
      assertThat(read(stored, portion)).isEqualTo(new Result(concat(TEXT, TEXT), null));
    }
  }

  @Test
  void passesOverTheExtraPartsOfAHeader() throws IOException {
    byte[] plain = FormsTest.gzip(TEXT);
    byte[] header = Arrays.copyOf(plain, 10);
    header[3] = 0b11110;
    byte[] extras = {3, 0, 'x', 'y', 'z', 'n', 'a', 'm', 'e', 0, 'c', 0, 1, 2};
    byte[] stored = concat(header, extras, Arrays.copyOfRange(plain, 10, plain.length));
    assertThat(read(stored, 1)).isEqualTo(new Result(TEXT, null));
  }

  @Test
  void passesOverZerosBehindTheLastMember() throws IOException {
    assertThat(read(concat(FormsTest.gzip(TEXT), new byte[1000]), 512))
        .isEqualTo(new Result(TEXT, null));
  }

  @Test
  void tellsWhatElseFollows() throws IOException {
    assertThat(read(concat(FormsTest.gzip(TEXT), "more".getBytes(StandardCharsets.UTF_8)), 512))
        .isEqualTo(new Result(TEXT, "something else follows the gzip data"));
  }

  @Test
  void givesAllThatIsThereWhereverItIsCut() throws IOException {
    byte[] stored = FormsTest.gzip(TEXT);
    int given = 0;
    for (int length = 1; length < stored.length; length++) {
      Result result = read(Arrays.copyOf(stored, length), 512);
      assertThat(result.problem()).isEqualTo("the gzip data ends early");
      assertThat(result.bytes()).isEqualTo(Arrays.copyOf(TEXT, result.bytes().length));
      assertThat(result.bytes().length).isGreaterThanOrEqualTo(given);
      given = result.bytes().length;
    }
    assertThat(given).isEqualTo(TEXT.length);
  }

  @Test
  void tellsDamage() throws IOException {
    Random random = new Random(7);
    byte[] stored = FormsTest.gzip(TEXT);
    for (int i = 0; i < 500; i++) {
      byte[] damaged = stored.clone();
      int at = 10 + random.nextInt(stored.length - 10);
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      Result result = read(damaged, 512);
      // The last bits of the compressed data mean nothing.
      if (!Arrays.equals(result.bytes(), TEXT) || result.problem() != null) {
        assertThat(result.problem()).as("byte %d", at).startsWith("the gzip data ");
      }
    }
  }

  /** What was read, and what was told then. */
  private record Result(byte[] bytes, @Nullable String problem) {

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Result result
          && Arrays.equals(bytes, result.bytes)
          && String.valueOf(problem).equals(String.valueOf(result.problem));
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return bytes.length + " bytes, " + problem;
    }
  }

  private static Result read(byte[] stored, int portion) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    InputStream slow = new FormsTest.ThrottledStream(new ByteArrayInputStream(stored), portion);
    try (GzipStream gzip = new GzipStream(slow)) {
      gzip.transferTo(out);
      return new Result(out.toByteArray(), null);
    } catch (CutStreamException e) {
      return new Result(out.toByteArray(), e.getMessage());
    }
  }

  private static byte[] text() {
    StringBuilder text = new StringBuilder();
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      text.append("line ").append(random.nextInt(100)).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] concat(byte[]... parts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.write(part);
    }
    return out.toByteArray();
  }
}
