// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.daemon.ConfiguredFalco;
import io.falcoj.daemon.config.RecordingMode;
import io.falcoj.engine.EventTable;
import io.falcoj.engine.Priority;
import io.falcoj.engine.rules.resolve.ResolvedRule;
import io.falcoj.outputs.InternalAlert;
import io.falcoj.sources.syscall.capture.CaptureFile;
import io.falcoj.sources.syscall.capture.CaptureReplay;
import io.falcoj.sources.syscall.layout.EventLayout;
import io.falcoj.sources.syscall.layout.RawEvent;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.SystemState;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When recordings begin and end. */
class SyscallRecorderTest {

  private static final long MILLISECOND = 1_000_000L;
  private static final long START = 1_700_000_000_000L * MILLISECOND;
  private static final int DATA_LENGTH = 60_000;

  private final SyscallEvent event = new SyscallEvent(new SystemState());
  private final RawEvent raw = new RawEvent();
  private final Random random = new Random(20_261_122);
  private final List<InternalAlert> alerts = new ArrayList<>();
  private long number;

  @TempDir Path folder = Path.of("");
  private ResolvedRule recorded;
  private ResolvedRule plain;

  @BeforeEach
  void loadRules() throws Exception {
    Path rules =
        Files.writeString(
            folder.resolve("rules.yaml"),
            """
            - rule: Recorded
              desc: begins a recording
              condition: evt.type = read
              output: x
              priority: INFO
              capture: true
              capture_duration: 100
            - rule: Plain
              desc: begins none
              condition: evt.type = read
              output: x
              priority: INFO
            """);
    List<ResolvedRule> all = ConfiguredFalco.builder().rules(rules).load().runRules().all();
    recorded = all.get(0);
    plain = all.get(1);
  }

  private SyscallRecorder recorder(RecordingMode mode, long mebibytes) {
    return new SyscallRecorder(
        new RecordingSettings(true, mode, folder.resolve("r").toString(), 50, mebibytes),
        alerts::add);
  }

  /** The next event, so many milliseconds after the start, with data that cannot be compressed. */
  private SyscallEvent at(long millis) {
    byte[] data = new byte[DATA_LENGTH];
    random.nextBytes(data);
    int lengths = EventLayout.HEADER_LENGTH;
    byte[] bytes = new byte[lengths + 2 * Short.BYTES + Long.BYTES + DATA_LENGTH];
    EventLayout.putLong(bytes, EventLayout.TIME_OFFSET, START + millis * MILLISECOND);
    EventLayout.putInt(bytes, EventLayout.LENGTH_OFFSET, bytes.length);
    EventLayout.putShort(
        bytes,
        EventLayout.TYPE_OFFSET,
        EventTable.standard().typeIdentified("SYSCALL_READ_X").code());
    EventLayout.putInt(bytes, EventLayout.COUNT_OFFSET, 2);
    EventLayout.putShort(bytes, lengths, Long.BYTES);
    EventLayout.putShort(bytes, lengths + Short.BYTES, DATA_LENGTH);
    System.arraycopy(data, 0, bytes, bytes.length - DATA_LENGTH, DATA_LENGTH);
    assertThat(raw.wrap(bytes, 0, bytes.length)).isTrue();
    event.reset(raw, ++number, 0);
    return event;
  }

  private List<Path> recordings() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".scap")).sorted().toList();
    }
  }

  private static int events(Path recording) throws IOException {
    try (InputStream stored = new BufferedInputStream(Files.newInputStream(recording));
        InputStream stream = CaptureFile.decompressed(stored)) {
      CaptureReplay replay = new CaptureReplay(stream);
      replay.open();
      int count = 0;
      while (replay.next() != null) {
        count++;
      }
      return count;
    }
  }

  @Test
  void lastsAsLongAsTheRuleSays() throws IOException {
    try (SyscallRecorder recorder = recorder(RecordingMode.RULES, 0)) {
      recorder.evaluated(at(0));
      recorder.matched(recorded, at(10));
      recorder.evaluated(event);
      recorder.evaluated(at(50));
      recorder.evaluated(at(109));
      // At the end of its time an event is the last.
      recorder.evaluated(at(110));
      recorder.evaluated(at(120));
      recorder.matched(recorded, at(200));
      recorder.evaluated(event);
      assertThat(recorder.failures()).isEmpty();
    }
    assertThat(recordings())
        .extracting(file -> file.getFileName().toString())
        .containsExactly(
            "r_01700000000010000000_00000000000000000002.scap",
            "r_01700000000200000000_00000000000000000007.scap");
    assertThat(events(recordings().get(0))).isEqualTo(4);
    assertThat(events(recordings().get(1))).isEqualTo(1);
  }

  @Test
  void everyAlertProlongsIt() throws IOException {
    try (SyscallRecorder recorder = recorder(RecordingMode.RULES, 0)) {
      recorder.matched(plain, at(0));
      recorder.evaluated(event);
      assertThat(recordings()).isEmpty();
      recorder.matched(recorded, at(10));
      recorder.evaluated(event);
      recorder.matched(plain, at(90));
      recorder.evaluated(event);
      recorder.evaluated(at(130));
      recorder.evaluated(at(140));
      recorder.evaluated(at(150));
    }
    assertThat(events(recordings().get(0))).isEqualTo(4);
  }

  @Test
  void anyAlertBeginsOneIfTheSettingsSaySo() throws IOException {
    try (SyscallRecorder recorder = recorder(RecordingMode.ALL_RULES, 0)) {
      recorder.matched(plain, at(0));
      recorder.evaluated(event);
    }
    assertThat(recordings()).hasSize(1);
  }

  @Test
  void endsWhenItIsTooLargeAndTellsIt() throws IOException {
    try (SyscallRecorder recorder = recorder(RecordingMode.RULES, 1)) {
      recorder.matched(recorded, at(0));
      recorder.evaluated(event);
      for (int i = 0; i < 40; i++) {
        recorder.evaluated(at(1));
      }
    }
    assertThat(recordings()).hasSize(1);
    assertThat(Files.size(recordings().get(0))).isBetween(1L << 20, (1L << 20) + (1 << 18));
    assertThat(alerts).hasSize(1);
    InternalAlert alert = alerts.get(0);
    assertThat(alert.rule()).isEqualTo("Falco internal: capture size limit reached");
    assertThat(alert.message())
        .isEqualTo("Falco internal: capture size limit reached. Configured limit: 1 MB.");
    assertThat(alert.priority()).isEqualTo(Priority.INFORMATIONAL);
    assertThat(alert.fields()).containsEntry("max_file_size_mb", 1L).containsKey("written_bytes");
  }

  @Test
  void isTriedAgainAfterAWhileWhereItCannotBegin() throws IOException {
    SyscallRecorder recorder =
        new SyscallRecorder(
            new RecordingSettings(
                true, RecordingMode.RULES, folder.resolve("later/r").toString(), 50, 0),
            alerts::add);
    for (int i = 0; i < 10; i++) {
      recorder.matched(recorded, at(i));
      recorder.evaluated(event);
    }
    assertThat(recorder.failures()).hasSize(1);
    Files.createDirectory(folder.resolve("later"));
    recorder.matched(recorded, at(20_000));
    recorder.evaluated(event);
    recorder.close();
    assertThat(recorder.failures()).hasSize(1);
    assertThat(folder.resolve("later")).isNotEmptyDirectory();
  }
}
