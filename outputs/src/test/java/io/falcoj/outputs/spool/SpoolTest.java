// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.falcoj.outputs.CapturedLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(600)
class SpoolTest {

  private static final SpoolOptions OPTIONS = new SpoolOptions(1 << 20, SyncPolicy.NEVER);
  private static final int SMALLEST_SEGMENT = 16 << 10;

  @TempDir Path parent;

  private Path folder() {
    return parent.resolve("spool");
  }

  private Spool open() throws IOException {
    return Spool.open(folder(), OPTIONS);
  }

  @ParameterizedTest
  @EnumSource
  void givesRecordsInTheirOrder(SyncPolicy sync) throws IOException {
    try (Spool spool = Spool.open(folder(), new SpoolOptions(1 << 20, sync))) {
      append(spool, "one", "two");
      spool.sync();
      assertThat(take(spool)).containsExactly("one", "two");
      append(spool, "three", "");
      spool.sync();
      assertThat(take(spool)).containsExactly("three", "");
      assertThat(spool.bytes()).isZero();
    }
  }

  @Test
  void aRecordKeepsItsTag() throws IOException {
    try (Spool spool = open()) {
      ByteBuffer records = ByteBuffer.allocate(100);
      Spool.put(records, (byte) 7, ByteBuffer.wrap(new byte[] {1, 2, 3}));
      spool.append(records.flip());
      SpoolRecord record = spool.poll();
      assertThat(record).isNotNull();
      assertThat(record.tag()).isEqualTo((byte) 7);
      assertThat(record.content()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    }
  }

  @Test
  void whatWasNotDoneIsThereAgain() throws IOException {
    try (Spool spool = open()) {
      append(spool, "one", "two", "three");
      spool.done(poll(spool));
      poll(spool);
    }
    try (Spool spool = open()) {
      append(spool, "four");
      assertThat(take(spool)).containsExactly("two", "three", "four");
    }
    try (Spool spool = open()) {
      assertThat(take(spool)).isEmpty();
    }
  }

  @Test
  void leavesNothingBehindWhenAllIsDone() throws IOException {
    try (Spool spool = open()) {
      append(spool, "secret");
      assertThat(take(spool)).containsExactly("secret");
    }
    assertThat(segments()).isEmpty();
    try (Spool spool = open()) {
      append(spool, "more");
      assertThat(take(spool)).containsExactly("more");
      append(spool, "yet more");
    }
    try (Spool spool = open()) {
      assertThat(take(spool)).containsExactly("yet more");
    }
  }

  @Test
  void givesRoomBackWhenRecordsAreDone() throws IOException {
    String line = "x".repeat(1000);
    try (Spool spool = open()) {
      for (int round = 0; round < 50; round++) {
        for (int i = 0; i < 100; i++) {
          append(spool, line);
        }
        assertThat(take(spool)).hasSize(100);
      }
      assertThat(size()).isLessThan(3L * OPTIONS.segmentBytes());
    }
    try (Spool spool = open()) {
      assertThat(take(spool)).isEmpty();
      assertThat(segments()).isEmpty();
    }
  }

  @Test
  void hasNoMoreRoomThanIsSaid() throws IOException {
    String line = "x".repeat(1000);
    int size = 1000 + SegmentFormat.HEADER;
    try (Spool spool = open()) {
      long count = 0;
      while (spool.hasRoomFor(1, 1000)) {
        append(spool, line);
        count++;
      }
      assertThat(count).isBetween((1L << 20) / size - 10, (1L << 20) / size);
      assertThat(size()).isLessThanOrEqualTo(1 << 20);
      assertThat(take(spool)).hasSize((int) count);
      assertThat(spool.hasRoomFor(1, 1000)).isTrue();
    }
  }

  @Test
  void whatIsLargerThanTheWholeSpoolFitsIntoAnEmptyOne() throws IOException {
    String line = "x".repeat(2 << 20);
    try (Spool spool = open()) {
      assertThat(spool.hasRoomFor(1, line.length())).isTrue();
      append(spool, line);
      assertThat(spool.hasRoomFor(1, 1)).isFalse();
      assertThat(take(spool)).containsExactly(line);
      assertThat(spool.hasRoomFor(1, 1)).isTrue();
    }
  }

  @Test
  void nobodyElseCanReadIt() throws IOException {
    try (Spool spool = open()) {
      append(spool, "secret");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
          .isEqualTo("rwx------");
      for (Path file : files()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(file.toString())
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void belongsToOneProcess() throws IOException {
    try (Spool spool = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(IOException.class)
          .hasMessage(folder() + " is in use by a falcoj that runs");
      append(spool, "one");
      assertThat(take(spool)).containsExactly("one");
    }
    open().close();
  }

  @Test
  void aTornTailCostsNothingButItself() throws IOException {
    for (int cut = 0; cut < 60; cut++) {
      Path place = parent.resolve("cut" + cut);
      try (Spool spool = Spool.open(place, OPTIONS)) {
        append(spool, "first", "second", "third");
      }
      Path segment = place.resolve("000000000000000001.spool");
      byte[] whole = Files.readAllBytes(segment);
      int kept = Math.max(0, whole.length - cut);
      Files.write(segment, Arrays.copyOf(whole, kept));
      List<String> expected = new ArrayList<>();
      int end = SegmentFormat.MARK.length;
      for (String text : List.of("first", "second", "third")) {
        end += SegmentFormat.HEADER + text.length();
        if (end <= kept) {
          expected.add(text);
        }
      }
      try (Spool spool = Spool.open(place, OPTIONS)) {
        append(spool, "after");
        expected.add("after");
        assertThat(take(spool)).as("cut by %d", cut).isEqualTo(expected);
      }
    }
  }

  @Test
  void aDamagedRecordCostsNothingButItself() throws IOException {
    List<String> texts = IntStream.range(0, 20).mapToObj(i -> "record number " + i).toList();
    try (Spool spool = open()) {
      append(spool, texts.toArray(String[]::new));
    }
    Path segment = segments().get(0);
    byte[] whole = Files.readAllBytes(segment);
    int size = SegmentFormat.HEADER + texts.get(0).length();
    for (int at = 0; at < size; at++) {
      byte[] damaged = whole.clone();
      damaged[SegmentFormat.MARK.length + 3 * size + at] ^= (byte) 0x55;
      Files.write(segment, damaged);
      Files.deleteIfExists(folder().resolve("sent"));
      try (Spool spool = open()) {
        List<String> expected = new ArrayList<>(texts);
        expected.remove(3);
        assertThat(all(spool)).as("byte %d", at).isEqualTo(expected);
      }
    }
  }

  @Test
  void hostileFilesAreNotRead() throws IOException {
    Files.createDirectories(folder());
    Path elsewhere = Files.writeString(parent.resolve("elsewhere"), "FJSPOOL1 secrets");
    Files.createSymbolicLink(folder().resolve("000000000000000001.spool"), elsewhere);
    Files.createDirectory(folder().resolve("000000000000000002.spool"));
    Files.write(folder().resolve("000000000000000003.spool"), new byte[0]);
    Files.write(folder().resolve("000000000000000004.spool"), new byte[] {'F', 'J'});
    Files.writeString(folder().resolve("999999999999999999.spool"), "FJSPOOL1");
    Files.writeString(folder().resolve("9223372036854775807.spool"), "FJSPOOL1");
    Files.writeString(folder().resolve("notes.txt"), "left here");
    Files.writeString(folder().resolve("sent"), "no position at all");
    try (Spool spool = open()) {
      append(spool, "one");
      assertThat(take(spool)).containsExactly("one");
    }
    assertThat(elsewhere).hasContent("FJSPOOL1 secrets");
    assertThat(folder().resolve("notes.txt")).hasContent("left here");
  }

  @Test
  void aLengthThatNobodyWroteTakesNoMemory() throws IOException {
    Files.createDirectories(folder());
    ByteBuffer hostile = ByteBuffer.allocate(64);
    hostile.put(SegmentFormat.MARK);
    hostile.putInt(SegmentFormat.MAGIC).putInt(Integer.MAX_VALUE).putInt(0).put((byte) 0);
    hostile.putInt(SegmentFormat.MAGIC).putInt(-1).putInt(0).put((byte) 0);
    Files.write(folder().resolve("000000000000000001.spool"), hostile.array());
    try (Spool spool = open()) {
      append(spool, "one");
      assertThat(take(spool)).containsExactly("one");
    }
  }

  @Test
  void aFileOfFalseBeginningsTakesNoTime() throws IOException {
    Files.createDirectories(folder());
    ByteBuffer hostile = ByteBuffer.allocate(4 << 20);
    hostile.put(SegmentFormat.MARK);
    while (hostile.remaining() > SegmentFormat.HEADER) {
      hostile.putInt(SegmentFormat.MAGIC).putInt(2 << 20).putInt(0).put((byte) 0);
    }
    Files.write(folder().resolve("000000000000000001.spool"), hostile.array());
    try (Spool spool = open()) {
      append(spool, "one");
      assertThat(take(spool)).containsExactly("one");
    }
  }

  @Test
  void aSegmentThatVanishesIsPassedOver() throws IOException {
    String line = "x".repeat(SMALLEST_SEGMENT);
    try (Spool spool = open()) {
      for (int i = 0; i < 20; i++) {
        append(spool, line + i);
      }
      Files.delete(segments().get(1));
      assertThat(take(spool)).isNotEmpty().last().isEqualTo(line + 19);
      append(spool, "one");
      assertThat(take(spool)).containsExactly("one");
    }
  }

  /** Errors that pass: a link is not followed, and a folder can be opened but not read. */
  enum Obstacle {
    CANNOT_BE_OPENED {
      @Override
      void stand(Path file) throws IOException {
        Files.createSymbolicLink(file, file.resolveSibling("elsewhere"));
      }
    },
    CANNOT_BE_READ {
      @Override
      void stand(Path file) throws IOException {
        Files.createDirectory(file);
      }
    };

    abstract void stand(Path file) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void whatCannotBeReadNowIsReadLater(Obstacle obstacle) throws IOException {
    List<String> lines = linesOfSegments(6);
    try (Spool spool = open()) {
      appendEach(spool, lines);
    }
    List<Path> segments = segments();
    try (CapturedLog log = CapturedLog.start();
        Spool spool = open()) {
      for (int i = 0; i < lines.size(); i++) {
        Path segment = segments.get(i);
        Path away = Files.move(segment, segment.resolveSibling("away"));
        obstacle.stand(segment);
        for (int attempt = 0; attempt < 3; attempt++) {
          assertThatThrownBy(spool::poll)
              .isInstanceOf(IOException.class)
              .hasMessageStartingWith(segment + " cannot be read, which is tried again: ");
        }
        Files.delete(segment);
        Files.move(away, segment);
        SpoolRecord record = poll(spool);
        assertThat(text(record)).isEqualTo(lines.get(i));
        spool.done(record);
      }
      assertThat(spool.poll()).isNull();
      assertThat(log.messages()).isEmpty();
    }
  }

  @Test
  void whatCannotBeReadAtTheEndOfTheProcessIsThereAfterTheNextStart() throws IOException {
    List<String> lines = linesOfSegments(6);
    try (Spool spool = open()) {
      appendEach(spool, lines);
    }
    Path first = segments().get(0);
    Spool ended = open();
    Path away = Files.move(first, first.resolveSibling("away"));
    Files.createSymbolicLink(first, away);
    assertThatThrownBy(ended::poll).isInstanceOf(IOException.class);
    ended.close();
    Files.delete(first);
    Files.move(away, first);
    try (Spool spool = open()) {
      assertThat(take(spool)).isEqualTo(lines);
    }
  }

  @Test
  void anInterruptedReaderLosesNothing() throws IOException {
    List<String> lines = linesOfSegments(6);
    try (Spool spool = open()) {
      appendEach(spool, lines);
      Thread.currentThread().interrupt();
      assertThatThrownBy(spool::poll).isInstanceOf(IOException.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(take(spool)).isEqualTo(lines);
    }
  }

  @Test
  void aRecordDamagedWhereOthersAreAppendedIsToldAndPassedOver() throws IOException {
    try (CapturedLog log = CapturedLog.start();
        Spool spool = open()) {
      append(spool, "first", "second", "third");
      Path segment = segments().get(0);
      byte[] damaged = Files.readAllBytes(segment);
      damaged[damaged.length - 1] ^= (byte) 0x55;
      Files.write(segment, damaged);
      assertThat(take(spool)).containsExactly("first", "second");
      assertThat(spool.bytes()).as("bytes that a sender would look for again").isZero();
      assertThat(log.messages())
          .containsExactly(
              "%s: %d bytes are no whole alerts and are passed over"
                  .formatted(segment, SegmentFormat.HEADER + "third".length()));
      append(spool, "fourth");
      assertThat(take(spool)).containsExactly("fourth");
      assertThat(log.messages()).hasSize(1);
    }
  }

  @Test
  void aSegmentCutWhereOthersAreAppendedIsToldAndPassedOver() throws IOException {
    try (CapturedLog log = CapturedLog.start();
        Spool spool = open()) {
      append(spool, "first", "second", "third");
      Path segment = segments().get(0);
      byte[] whole = Files.readAllBytes(segment);
      Files.write(segment, Arrays.copyOf(whole, whole.length - 3));
      assertThat(take(spool)).containsExactly("first", "second");
      assertThat(spool.bytes()).isZero();
      assertThat(log.messages()).hasSize(1);
      append(spool, "fourth");
      assertThat(take(spool)).containsExactly("fourth");
    }
  }

  @Test
  void aSegmentThatVanishesWhereOthersAreAppendedIsToldAndAnotherBegun() throws IOException {
    try (CapturedLog log = CapturedLog.start();
        Spool spool = open()) {
      append(spool, "first");
      Path segment = segments().get(0);
      Files.delete(segment);
      assertThat(take(spool)).isEmpty();
      assertThat(spool.bytes()).isZero();
      assertThat(log.messages())
          .containsExactly(segment + " has vanished, and the alerts that waited there");
      append(spool, "second");
      assertThat(take(spool)).containsExactly("second");
    }
  }

  @Test
  void aSegmentThatWasCutBehindWhatIsDoneCostsNothingElse() throws IOException {
    List<String> lines = linesOfSegments(3);
    try (Spool spool = open()) {
      appendEach(spool, lines);
      spool.done(poll(spool));
    }
    Files.write(segments().get(0), new byte[0]);
    try (Spool spool = open()) {
      assertThat(spool.bytes()).isPositive();
    }
    try (Spool spool = open()) {
      assertThat(take(spool)).isEqualTo(lines.subList(1, lines.size()));
    }
  }

  @Test
  void whateverHappensNoRecordIsMadeUp() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      Path place = parent.resolve("round" + round);
      List<String> written = new ArrayList<>();
      try (Spool spool = Spool.open(place, OPTIONS)) {
        int count = random.nextInt(30);
        for (int i = 0; i < count; i++) {
          String text = round + ":" + i + "y".repeat(random.nextInt(3000));
          append(spool, text);
          written.add(text);
        }
      }
      damage(place, random);
      try (Spool spool = Spool.open(place, OPTIONS)) {
        List<String> taken = take(spool);
        written.retainAll(taken);
        assertThat(taken.equals(written)).as("seed %d", seed).isTrue();
        append(spool, "after");
        assertThat(take(spool)).as("seed %d", seed).containsExactly("after");
      }
    }
  }

  private static void damage(Path place, Random random) throws IOException {
    try (Stream<Path> files = Files.list(place)) {
      for (Path file : files.sorted().toList()) {
        byte[] bytes = Files.readAllBytes(file);
        for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length + 1) : bytes.length;
        Files.write(file, Arrays.copyOf(bytes, length));
      }
    }
  }

  /** Lines that fill a segment each. */
  private static List<String> linesOfSegments(int count) {
    return IntStream.range(0, count).mapToObj(i -> i + "x".repeat(SMALLEST_SEGMENT * 4)).toList();
  }

  private static void appendEach(Spool spool, List<String> texts) throws IOException {
    for (String text : texts) {
      append(spool, text);
    }
  }

  private static void append(Spool spool, String... texts) throws IOException {
    int size = 0;
    for (String text : texts) {
      size += SegmentFormat.HEADER + text.length();
    }
    ByteBuffer records = ByteBuffer.allocate(size);
    for (String text : texts) {
      Spool.put(records, (byte) 0, ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }
    spool.append(records.flip());
  }

  private static SpoolRecord poll(Spool spool) throws IOException {
    SpoolRecord record = spool.poll();
    assertThat(record).isNotNull();
    return record;
  }

  /** Takes all records and is done with them. */
  private static List<String> take(Spool spool) throws IOException {
    List<String> texts = new ArrayList<>();
    for (SpoolRecord record = spool.poll(); record != null; record = spool.poll()) {
      texts.add(text(record));
      spool.done(record);
    }
    return texts;
  }

  /** Reads all records and is done with none. */
  private static List<String> all(Spool spool) throws IOException {
    List<String> texts = new ArrayList<>();
    for (SpoolRecord record = spool.poll(); record != null; record = spool.poll()) {
      texts.add(text(record));
    }
    return texts;
  }

  private static String text(SpoolRecord record) {
    return StandardCharsets.US_ASCII.decode(record.content()).toString();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.sorted().toList();
    }
  }

  private List<Path> segments() throws IOException {
    return files().stream().filter(file -> file.toString().endsWith(".spool")).toList();
  }

  private long size() throws IOException {
    long size = 0;
    for (Path segment : segments()) {
      size += Files.size(segment);
    }
    return size;
  }
}
