// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.evt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.falcoj.engine.text.Utf8;
import io.falcoj.fields.StandardFields;
import io.falcoj.fields.SyscallScene;
import io.falcoj.fields.table.FieldSettings;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyscallEvtFieldsTest {

  private static final long CURRENT_DIRECTORY = -100;
  private static final int READ_ONLY = 1;
  private static final int CREATE = 4;
  private static final int CREATED = 1 << 14;
  private static final int TEMPORARY = 1 << 13;

  private final SyscallScene scene = new SyscallScene();

  @Test
  void tellsResultsApart() {
    scene.happens("SYSCALL_OPEN_X", -2, "/none", READ_ONLY, 0, 0, 0);
    assertThat(scene.printed("%evt.res %evt.rawres %evt.failed %evt.count.error"))
        .isEqualTo("ENOENT -2 true 1");
    assertThat(scene.printed("%evt.count.error.file %evt.count.error.net %evt.count.error.other"))
        .isEqualTo("1 <NA> <NA>");
    scene.happens("SYSCALL_OPEN_X", 7, "/some", READ_ONLY, 0, 0, 0);
    assertThat(scene.printed("%evt.res %evt.rawres %evt.failed %evt.count.error"))
        .isEqualTo("SUCCESS 7 false 0");
    scene.happens("GENERIC_X", 16, 39);
    assertThat(scene.printed("%evt.res %evt.rawres %evt.failed %evt.count.error"))
        .isEqualTo("<NA> <NA> <NA> <NA>");
  }

  @Test
  void countsErrorsByWhatTheEventWorksOn() {
    String counts =
        "%evt.count.error.file %evt.count.error.net %evt.count.error.memory %evt.count.error.other";
    scene.happens("SYSCALL_READ_X", -11, null, 3, 5);
    assertThat(scene.printed(counts)).isEqualTo("1 <NA> <NA> <NA>");
    scene.happens("SOCKET_ACCEPT_5_X", -11, null, 0, 0, 0);
    assertThat(scene.printed(counts)).isEqualTo("<NA> 1 <NA> <NA>");
    scene.happens("SYSCALL_BRK_4_X", 5, 0, 0, 0, 0);
    assertThat(scene.printed(counts)).isEqualTo("<NA> <NA> 0 <NA>");
    scene.happens("SYSCALL_MKDIR_2_X", -1, "/x");
    assertThat(scene.printed(counts)).isEqualTo("<NA> <NA> <NA> 1");
  }

  @Test
  void tellsWhatMovesData() {
    String traits = "%evt.is_io %evt.is_io_read %evt.is_io_write %evt.io_dir %evt.is_wait";
    scene.happens("SYSCALL_READ_X", 4, Utf8.bytes("abcd"), 3, 5);
    assertThat(scene.printed(traits)).isEqualTo("true true false read false");
    assertThat(scene.printed("%evt.buflen %evt.buflen.in %evt.buflen.out %evt.buflen.file.in"))
        .isEqualTo("4 4 <NA> 4");
    assertThat(scene.printed("%evt.category")).isEqualTo("file");
    scene.happens("SYSCALL_WRITE_X", 4, Utf8.bytes("abcd"), 5, 4);
    assertThat(scene.printed(traits)).isEqualTo("true false true write false");
    assertThat(scene.printed("%evt.buflen.out %evt.buflen.net %evt.category %evt.is_syslog"))
        .isEqualTo("4 <NA> ipc true");
    scene.happens("SYSCALL_POLL_X", 0, null, 5);
    assertThat(scene.printed(traits)).isEqualTo("false false false <NA> true");
    scene.happens("SYSCALL_WRITE_X", -9, null, 99, 4);
    assertThat(scene.printed("%evt.buflen %evt.category %evt.is_syslog"))
        .isEqualTo("<NA> unknown false");
  }

  @Test
  void comparesTheBytesOfABufferAndPrintsThemWithDots() {
    scene.happens("SYSCALL_WRITE_X", 4, HexFormat.of().parseHex("41000042"), 3, 4);
    assertThat(scene.matches("evt.buffer bcontains 410000")).isTrue();
    assertThat(scene.matches("evt.buffer contains A..")).isFalse();
    assertThat(scene.printed("%evt.buffer")).isEqualTo("A..B");
    scene.happens("SYSCALL_WRITE_X", 0, null, 3, 0);
    assertThat(scene.matches("evt.buffer exists")).isTrue();
    assertThat(scene.printed("%evt.buffer")).isEqualTo("NULL");
    scene.happens("SYSCALL_CLOSE_X", 0, 3);
    assertThat(scene.matches("evt.buffer exists")).isFalse();
  }

  @Test
  void printsDataAsBase64WhereToldAndComparesItAsEver() {
    FieldSettings settings = new FieldSettings(ZoneOffset.UTC, "watcher").withBase64Buffers(true);
    SyscallScene encoded = new SyscallScene(StandardFields.registry(settings));
    encoded.happens("SYSCALL_WRITE_X", 4, Utf8.bytes("abc\n"), 3, 4);
    assertThat(encoded.printed("%evt.arg.data %evt.buffer %evt.args"))
        .isEqualTo("YWJjCg== YWJjCg== res=4 data=YWJjCg== fd=3(<f>/etc/passwd) size=4");
    assertThat(encoded.matches("evt.arg.data = abc. and evt.buffer contains abc")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "1,     0, 3,  true  false false false",
    "2,     0, 3,  false true  false false",
    "3,     0, 3,  true  true  false false",
    "4,  0644, 3,  false false false false",
    "4,  0100, 3,  false false true  false",
    "16384, 0, 3,  false false false true",
    "8192, 0711, 3, false false true true",
    "8192, 0711, -2, false false true false",
    "0,  0777, 3,  false false false false",
  })
  void tellsHowAFileIsOpened(String flags, String mode, long fd, String expected) {
    scene.happens(
        "SYSCALL_OPENAT_2_X",
        fd,
        CURRENT_DIRECTORY,
        "/x",
        Long.decode(flags),
        Long.decode(mode),
        0,
        0);
    assertThat(
            scene.printed(
                "%evt.is_open_read %evt.is_open_write %evt.is_open_exec %evt.is_open_create"))
        .isEqualTo(expected.replaceAll(" +", " "));
  }

  @Test
  void looksForPermissionToExecuteWhereACallCreates() {
    scene.happens("SYSCALL_CREAT_X", 3, "/x", 0755, 0, 0, 0);
    assertThat(scene.printed("%evt.is_open_exec %evt.is_open_write")).isEqualTo("true false");
    scene.happens("SYSCALL_OPEN_BY_HANDLE_AT_X", 3, 4, CREATE | TEMPORARY | CREATED, "/x", 0, 0);
    assertThat(scene.printed("%evt.is_open_exec %evt.is_open_create")).isEqualTo("false true");
  }

  @Test
  void asksForATypeInEveryVersion() {
    scene.happens("SYSCALL_OPENAT_2_X", 3, CURRENT_DIRECTORY, "/x", 0, 0, 0, 0);
    assertThat(scene.printed("%evt.type.is.openat %evt.type.is.open %evt.type.is[307]"))
        .isEqualTo("1 0 1");
  }

  @Test
  void makesPathsBelowDescriptorsAbsolute() {
    scene.happens("SYSCALL_RENAMEAT2_X", 0, 4, "a", 6, "../b", 0);
    assertThat(scene.printed("%evt.abspath %evt.abspath.src %evt.abspath.dst"))
        .isEqualTo("/srv/data/a /srv/data/a /b");
    scene.happens("SYSCALL_UNLINKAT_2_X", 0, 99, "a", 0);
    assertThat(scene.printed("%evt.abspath")).isEqualTo("<UNKNOWN>/a");
    scene.happens("SYSCALL_UNLINKAT_2_X", 0, 99, "/a", 0);
    assertThat(scene.printed("%evt.abspath")).isEqualTo("/a");
    scene.happens("SYSCALL_UNLINKAT_2_X", 0, CURRENT_DIRECTORY, "a", 0);
    assertThat(scene.printed("%evt.abspath")).isEqualTo("/home/ann/a");
    scene.happens("SYSCALL_UNLINKAT_2_X", 0, null, "a", 0);
    assertThat(scene.printed("%evt.abspath")).isEqualTo("<NA>");
    scene.happens("SYSCALL_OPEN_BY_HANDLE_AT_X", 8, 4, 0, "/x/../y", 0, 0);
    assertThat(scene.printed("%evt.abspath")).isEqualTo("/y");
    scene.happens("SYSCALL_OPEN_X", 8, "/x", 0, 0, 0, 0);
    assertThat(scene.printed("%evt.abspath")).isEqualTo("<NA>");
  }

  @Test
  void takesEventsAroundATime() {
    scene.happens("SYSCALL_CLOSE_X", 0, 3);
    String time = "evt.around[" + (SyscallScene.START_NANOS + 1_500_001) + "]";
    assertThat(scene.matches(time + " = 1")).isFalse();
    assertThat(scene.matches(time + " = 2")).isTrue();
    assertThat(scene.matches("evt.around[" + (SyscallScene.START_NANOS - 1_000_000) + "] = 1"))
        .isTrue();
    assertThatThrownBy(() -> scene.matches(time + " > 1"))
        .hasRootCauseMessage("evt.around supports only '=' comparison operator");
    assertThat(scene.printed("%" + time)).isEqualTo("<NA>");
  }

  @Test
  void countsTimeFromTheFirstEventThatIsNotMadeByTheSource() {
    scene.happensIn(1, "PROCINFO_E", 3, 4);
    assertThat(scene.printed("%evt.reltime.s %evt.is_async %evt.asynctype %evt.type"))
        .isEqualTo("1700000000 true procinfo procinfo");
    scene.happens("SYSCALL_CLOSE_X", 0, 3);
    scene.happens("SYSCALL_CLOSE_X", 0, 3);
    assertThat(scene.printed("%evt.reltime.s %evt.reltime.ns %evt.is_async %evt.asynctype"))
        .isEqualTo("1 000000000 false <NA>");
    assertThat(scene.printed("%evt.deltatime %evt.deltatime.s %evt.latency %evt.latency.human"))
        .isEqualTo("0 0 0 0ns");
    assertThat(scene.printed("%evt.cpu %evt.dir %evt.count %evt.count.exit %evt.outputtime"))
        .isEqualTo("2 < 1 1 22:13:22.123456789");
  }

  @Test
  void comparesRawParametersAsTheFirstEventHasThem() {
    scene.happens("SYSCALL_EPOLL_CREATE_X", 0, -22);
    assertThat(scene.matches("evt.rawarg.size < -20")).isTrue();
    assertThat(scene.printed("%evt.rawarg.size")).isEqualTo("-22");
    scene.happens("SYSCALL_BRK_4_X", 0xABCDEF, 1, 2, 3, 4);
    assertThat(scene.matches("evt.rawarg.res = 11259375")).isTrue();
    assertThat(scene.printed("%evt.rawarg.res %evt.rawarg.vm_size")).isEqualTo("ABCDEF 1");
    assertThat(scene.reported("evt.rawarg.vm_size")).isEqualTo("1");
    scene.happens("SYSCALL_OPEN_X", 3, "/etc/shadow", 1, 0644, 0, 0);
    assertThat(scene.matches("evt.rawarg.name startswith /etc")).isTrue();
    assertThat(scene.printed("%evt.rawarg.name %evt.rawarg.mode")).isEqualTo("/etc/shadow 644");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evt.rawarg.sig = 9",
        "evt.rawarg.sig in (2, 9)",
        "evt.rawarg.status in (256)",
        "evt.rawarg.status = anyof (1, 256)",
      })
  void comparesRawParametersOfEveryTypeWithAllThatIsWritten(String condition) {
    scene.happens("PROCEXIT_1_E", 256, 0, 9, 0, 0);
    assertThat(scene.matches(condition)).isTrue();
  }

  @Test
  void rawParametersExistWhateverTheirTypeInOtherEvents() {
    scene.happens("SYSCALL_MUNMAP_X", 0, 1, 2, 3, 4096, 8192);
    assertThat(scene.matches("evt.rawarg.addr exists")).isTrue();
  }

  @Test
  void printsRawTextAsItWasRecorded() {
    scene.happens("SYSCALL_OPEN_X", 3, "/tmp/a\tb", 1, 0644, 0, 0);
    assertThat(scene.printed("%evt.rawarg.name %evt.arg.name"))
        .isEqualTo("/tmp/a\tb /tmp/a\uFFFDb");
    scene.happens("SYSCALL_WRITE_X", 0, null, 3, 0);
    assertThat(scene.printed("<%evt.rawarg.data>")).isEqualTo("<>");
  }

  @Test
  void findsNoRawParameterThatIsEmptyButPrintsItAsZero() {
    scene.happens("SYSCALL_OPEN_X", 3, null, null, 0644, 0, 0);
    assertThat(scene.matches("evt.rawarg.flags exists")).isFalse();
    assertThat(scene.printed("%evt.rawarg.flags %evt.rawarg.name")).isEqualTo("0 <NA>");
    assertThat(scene.matches("evt.rawarg.name = <NA>")).isTrue();
  }
}
