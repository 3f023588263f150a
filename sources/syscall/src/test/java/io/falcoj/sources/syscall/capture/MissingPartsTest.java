// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.ThreadInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of events whose texts the recorder could not read, or that are damaged. */
class MissingPartsTest {

  private static final long TID = 7;
  private static final byte[] NOTHING = {};

  private final CaptureBuilder capture =
      new CaptureBuilder().thread(TID, TID, 1, "sh", "cpu=/a\0memory=/b\0");

  private static byte[] text(String text) {
    return text.isEmpty() ? NOTHING : utf8(text + "\0");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String string(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private SyscallEvent last() throws IOException {
    CaptureReplay replay = new CaptureReplay(new ByteArrayInputStream(capture.toBytes()));
    replay.open();
    SyscallEvent last = null;
    for (SyscallEvent event = replay.next(); event != null; event = replay.next()) {
      last = event;
    }
    assertThat(last).isNotNull();
    return last;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "(NULL)"})
  void aPathThatIsNotThereHasAMarkForItsName(String path) throws IOException {
    capture.event("SYSCALL_OPEN_X", TID, 5, text(path), 1, 0, 0, 0);
    assertThat(string(last().fd().name())).isEqualTo("/home/<NA>");
    assertThat(string(last().fd().rawName())).isEqualTo("<NA>");
    capture.event("SYSCALL_CREAT_X", TID, 5, text(path), 0, 0, 0, 0);
    assertThat(string(last().fd().name())).isEqualTo("/home/<NA>");
    capture.event("SYSCALL_OPENAT_2_X", TID, 5, -100, text(path), 1, 0, 0, 0);
    assertThat(string(last().fd().name())).isEqualTo("/home/<NA>");
    capture.event("SYSCALL_MEMFD_CREATE_X", TID, 5, text(path), 0);
    assertThat(string(last().fd().name())).isEqualTo("<NA>");
    capture.event("SYSCALL_CHDIR_X", TID, 0, text(path));
    assertThat(string(last().thread().workingDirectory())).isEqualTo("/home/<NA>/");
    capture.event("SYSCALL_CHROOT_X", TID, 0, text(path));
    assertThat(string(last().thread().root())).isEqualTo("<NA>");
  }

  @Test
  void soHasAProgram() throws IOException {
    runs("", "cpu=/c\0");
    ThreadInfo thread = last().thread();
    assertThat(string(thread.exe())).isEqualTo("<NA>");
    assertThat(string(thread.comm())).isEqualTo("cat");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "damaged\0", "cpu=/c\0damaged\0"})
  void controlGroupsThatAreNotThereStayAsTheyWere(String cgroups) throws IOException {
    runs("/bin/cat", cgroups);
    assertThat(string(last().thread().cgroups())).isEqualTo("cpu=/a\0memory=/b\0");
    runs("/bin/cat", "io_cgroup=/d\0");
    assertThat(string(last().thread().cgroups())).isEqualTo("blkio=/d\0");
  }

  @Test
  void onlyAPathLosesTheMarkOfADeletedFile() throws IOException {
    runs("/bin/cat", "", "/tmp/x (deleted)");
    assertThat(string(last().thread().exepath())).isEqualTo("/tmp/x");
    runs("/bin/cat", "", " (deleted)");
    assertThat(string(last().thread().exepath())).isEqualTo(" (deleted)");
  }

  @Test
  void aProgramBelowADirectoryIsAboutThatDirectory() throws IOException {
    capture
        .event("SYSCALL_OPENAT_2_X", TID, 5, -100, "/srv", 1 << 10, 0, 2049, 12)
        .event("SYSCALL_EXECVEAT_E", TID, 5, "<NA>", 0);
    runs("/bin/cat", "", "");
    assertThat(string(last().thread().exepath())).isEqualTo("<NA>");
    assertThat(string(last().fd().name())).isEqualTo("/srv");
  }

  private void runs(String exe, String cgroups) {
    runs(exe, cgroups, "/bin/cat");
  }

  private void runs(String exe, String cgroups, String path) {
    capture.event(
        "SYSCALL_EXECVE_19_X",
        TID,
        0,
        text(exe),
        NOTHING,
        TID,
        TID,
        1,
        "/",
        1024,
        0,
        0,
        1,
        1,
        0,
        "cat",
        utf8(cgroups),
        NOTHING,
        0,
        TID,
        1000,
        1,
        0,
        0,
        0,
        7,
        8,
        9,
        1000,
        text(path),
        TID,
        1000,
        NOTHING);
  }
}
