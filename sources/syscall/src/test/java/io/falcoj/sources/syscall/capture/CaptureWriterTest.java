// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.sources.syscall.layout.RawEvent;
import io.falcoj.sources.syscall.state.ContainerInfo;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.SystemState;
import io.falcoj.testdata.ConformanceFolders;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was written is read again as it was. */
class CaptureWriterTest {

  @TempDir Path directory;

  @Test
  void aCopyOfACaptureTellsTheSame() throws IOException {
    byte[] capture = SampleCapture.bytes();
    assertThat(tell(copy(capture))).isEqualTo(tell(capture));
  }

  @TestFactory
  Stream<DynamicTest> aCopyOfARecordedCaptureTellsTheSame() throws IOException {
    List<Path> captures = new ArrayList<>();
    for (String suite : List.of("captures", "psp", "engine", "syscall-outputs")) {
      Path folder = ConformanceFolders.further().resolve(suite).resolve("captures");
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          files.sorted().forEach(captures::add);
        }
      }
    }
    return captures.stream()
        .map(
            capture ->
                DynamicTest.dynamicTest(
                    ConformanceFolders.further().relativize(capture).toString(),
                    () -> {
                      byte[] plain = plain(capture);
                      assertThat(tell(copy(plain))).isEqualTo(tell(plain));
                    }));
  }

  private static byte[] plain(Path capture) throws IOException {
    try (InputStream stored = new BufferedInputStream(Files.newInputStream(capture));
        InputStream plain = CaptureFile.decompressed(stored)) {
      return plain.readAllBytes();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 20_261_122})
  void aCopyOfAnyEventsTellsTheSame(long seed) throws IOException {
    Random random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      CaptureBuilder capture =
          new CaptureBuilder().thread(1, 1, 0, "init", "").thread(2, 2, 1, "sh", "").descriptors(2);
      for (int i = 0; i < 300; i++) {
        EventType type =
            EventTable.standard().types().get(random.nextInt(EventTable.standard().types().size()));
        List<byte[]> parameters = new ArrayList<>();
        for (int p = 0; p < type.parameters().size(); p++) {
          int width = Conversions.standard().minLength(type.code(), p);
          byte[] parameter = new byte[width > 0 ? width : random.nextInt(40)];
          random.nextBytes(parameter);
          parameters.add(parameter);
        }
        capture.event(type.code(), 1 + random.nextInt(4), parameters);
      }
      byte[] bytes = capture.toBytes();
      assertThat(tell(copy(bytes))).as("seed %d, round %d", seed, round).isEqualTo(tell(bytes));
    }
  }

  /** Writes what a replay of a capture yields, and what it passes by. */
  private static byte[] copy(byte[] capture) throws IOException {
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    try (CaptureWriter writer = CaptureWriter.to(copy, false)) {
      CaptureReplay replay = new CaptureReplay(new ByteArrayInputStream(capture));
      replay.tell(new Recorder(writer));
      replay.open();
      try {
        for (SyscallEvent event = replay.next(); event != null; event = replay.next()) {
          writer.writeEvent(event);
        }
      } catch (CaptureException e) {
        assertThat(e.isTruncated()).isTrue();
      }
    }
    return copy.toByteArray();
  }

  private record Recorder(CaptureWriter writer) implements CaptureReplayListener {

    @Override
    public void begun(SystemState state) throws IOException {
      writer.writeState(state, 0);
    }

    @Override
    public void passed(SyscallEvent event, boolean stateOnly) throws IOException {
      writer.writeEvent(event.raw(), event.cpu(), stateOnly);
    }
  }

  /**
   * All that a capture tells: the state at its beginning, every event, and the state at its end.
   */
  private static List<String> tell(byte[] capture) throws IOException {
    List<String> told = new ArrayList<>();
    CaptureReplay replay = new CaptureReplay(new ByteArrayInputStream(capture));
    replay.tell(
        new CaptureReplayListener() {
          @Override
          public void begun(SystemState state) {
            told.addAll(StateText.of(state));
          }

          @Override
          public void passed(SyscallEvent event, boolean stateOnly) {
            told.add(text(event));
          }
        });
    replay.open();
    try {
      for (SyscallEvent event = replay.next(); event != null; event = replay.next()) {
        told.add(text(event));
      }
    } catch (CaptureException e) {
      assertThat(e.isTruncated()).isTrue();
    }
    told.addAll(StateText.of(replay.state()));
    return told;
  }

  private static String text(SyscallEvent event) {
    RawEvent raw = event.raw();
    StringBuilder text = new StringBuilder();
    text.append(event.number()).append(' ').append(event.timestampNanos()).append(' ');
    text.append(event.type().identifier()).append(' ').append(event.cpu());
    text.append(' ').append(event.threadId()).append(' ').append(event.errorCode());
    int hash = 0;
    for (int i = 0; i < raw.length(); i++) {
      hash = 31 * hash + raw.array()[raw.offset() + i];
    }
    return text.append(' ').append(raw.length()).append(' ').append(hash).toString();
  }

  @Test
  void aRecordingThatStartsInTheMiddleKnowsContainersAndTheirUsers() throws IOException {
    CaptureReplay replay =
        new CaptureReplay(
            new ByteArrayInputStream(
                new CaptureBuilder()
                    .thread(1, 1, 0, "init", "")
                    .event(
                        "CONTAINER_JSON_2_E",
                        1,
                        "{\"container\":{\"id\":\"0a0a0a0a0a0a\",\"image\":\"i\",\"type\":0,"
                            + "\"privileged\":true,\"labels\":{\"a\":\"b\"},\"Mounts\":"
                            + "[{\"Source\":\"/x\",\"Destination\":\"/y\",\"RW\":true}]}}")
                    .event("USER_ADDED_E", 1, 7, 8, "me", "/home", "/sh", "0a0a0a0a0a0a")
                    .event("GROUP_ADDED_E", 1, 8, "we", "0a0a0a0a0a0a")
                    .toBytes()));
    replay.open();
    while (replay.next() != null) {
      assertThat(replay.state()).isNotNull();
    }
    ByteArrayOutputStream recording = new ByteArrayOutputStream();
    try (CaptureWriter writer = CaptureWriter.to(recording, true)) {
      writer.writeState(replay.state(), CaptureBuilder.START_NANOS);
    }
    CaptureReplay again =
        new CaptureReplay(
            CaptureFile.decompressed(new ByteArrayInputStream(recording.toByteArray())));
    again.open();
    while (again.next() != null) {
      assertThat(again.state()).isNotNull();
    }
    assertThat(StateText.of(again.state())).isEqualTo(StateText.of(replay.state()));
    ContainerInfo container = again.state().containers().all().get(0);
    assertThat(container.privileged()).isTrue();
    assertThat(container.mounts().get(0).text()).isEqualTo("/x:/y::true:");
    assertThat(again.state().users().users("0a0a0a0a0a0a".getBytes())).hasSize(1);
  }

  @Test
  void onlyTheOwnerReadsAFile() throws IOException {
    Path file = directory.resolve("trace.scap");
    CaptureWriter.create(file, true).close();
    assertThat(Files.getPosixFilePermissions(file))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  }
}
