// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.sources.syscall.state.FdInfo;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.ThreadInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is known after events were lost. A number that was given to another process or file since
 * must not stand for the one before: rather it stands for none.
 */
class LostEventsTest {

  private static final long INIT = 1;
  private static final long SHELL = 100;
  private static final long SERVER = 200;
  private static final long REUSED = 300;
  private static final byte[] NOTHING = {};

  /** A shell and a server, which have a file open each, under init. */
  private final CaptureBuilder capture =
      new CaptureBuilder()
          .thread(INIT, INIT, 0, "init", "cpu=/\0")
          .thread(SHELL, SHELL, INIT, "sh", "cpu=/\0")
          .thread(SERVER, SERVER, INIT, "server", "cpu=/\0")
          .event("SYSCALL_OPENAT_2_X", SHELL, 9, -100, "/of/shell", 1, 0, 2049, 12)
          .event("SYSCALL_OPENAT_2_X", SERVER, 9, -100, "/of/server", 1, 0, 2049, 13);

  /** The parent tells of its child. */
  private void parentClones(long parent, long grandparent, String name, long child) {
    capture.event("SYSCALL_CLONE_20_X", parent, clone(child, name, parent, grandparent, parent));
  }

  /** The child tells of itself. */
  private void childIsCloned(long parent, String name, long child) {
    capture.event("SYSCALL_CLONE_20_X", child, clone(0, name, child, parent, child));
  }

  private static Object[] clone(long result, String name, long tid, long parent, long vtid) {
    return new Object[] {
      result,
      "/bin/" + name,
      NOTHING,
      tid,
      tid,
      parent,
      "/home",
      1024,
      0,
      0,
      1,
      1,
      0,
      name,
      utf8("cpu=/\0"),
      0,
      1000,
      1000,
      vtid,
      vtid,
      1
    };
  }

  private void runs(long tid, long parent, String name) {
    capture.event(
        "SYSCALL_EXECVE_19_X",
        tid,
        0,
        "/bin/" + name,
        NOTHING,
        tid,
        tid,
        parent,
        "/srv",
        1024,
        0,
        0,
        1,
        1,
        0,
        name,
        utf8("cpu=/\0"),
        utf8("A=b\0"),
        0,
        tid,
        1000,
        1,
        0,
        0,
        0,
        7,
        8,
        9,
        1000,
        "/bin/" + name,
        tid,
        1000,
        NOTHING);
  }

  private void reads(long tid, long fd) {
    capture.event("SYSCALL_READ_X", tid, 4, utf8("data"), fd, 4);
  }

  /** The last event of the capture. */
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

  private static String name(@Nullable ThreadInfo thread) {
    assertThat(thread).isNotNull();
    return new String(thread.comm(), StandardCharsets.UTF_8);
  }

  private static String file(SyscallEvent event) {
    FdInfo fd = event.fd();
    return fd == null ? "" : new String(fd.name(), StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A child of the shell ran a program and opened a file; that it ended was lost. */
  private void endIsLost(boolean childFirst) {
    if (childFirst) {
      childIsCloned(SHELL, "sh", REUSED);
      parentClones(SHELL, INIT, "sh", REUSED);
    } else {
      parentClones(SHELL, INIT, "sh", REUSED);
      childIsCloned(SHELL, "sh", REUSED);
    }
    runs(REUSED, SHELL, "first");
    capture.event("SYSCALL_OPENAT_2_X", REUSED, 5, -100, "/of/first", 1, 0, 2049, 14);
    capture.after(10);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aProcessWithTheIdOfOneWhoseEndWasLostIsTheNewOne(boolean childFirst) throws IOException {
    endIsLost(childFirst);
    parentClones(SERVER, INIT, "server", REUSED);
    childIsCloned(SERVER, "server", REUSED);
    checkIsChildOfServer();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void alsoIfOnlyItsParentTellsOfIt(boolean childFirst) throws IOException {
    endIsLost(childFirst);
    parentClones(SERVER, INIT, "server", REUSED);
    checkIsChildOfServer();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void alsoIfOnlyItTellsOfItself(boolean childFirst) throws IOException {
    endIsLost(childFirst);
    childIsCloned(SERVER, "server", REUSED);
    checkIsChildOfServer();
  }

  @Test
  void alsoSoonAfterwards() throws IOException {
    endIsLost(true);
    capture.after(-10);
    childIsCloned(SERVER, "server", REUSED);
    checkIsChildOfServer();
  }

  private void checkIsChildOfServer() throws IOException {
    reads(REUSED, 5);
    SyscallEvent event = last();
    assertThat(name(event.thread())).isEqualTo("server");
    assertThat(name(event.state().threads().parent(event.thread()))).isEqualTo("server");
    assertThat(file(event)).isEmpty();
    assertThat(event.state().threads().get(SHELL).children()).isEmpty();
    assertThat(event.state().threads().get(SERVER).children()).containsExactly(event.thread());
    assertThat(event.thread().threadCount()).isEqualTo(1);
    reads(REUSED, 9);
    assertThat(file(last())).isEqualTo("/of/server");
  }

  @Test
  void aProgramRunByAProcessWhoseBeginningWasLostIsNotThatOfItsPredecessor() throws IOException {
    endIsLost(false);
    runs(REUSED, SERVER, "second");
    reads(REUSED, 5);
    SyscallEvent event = last();
    assertThat(name(event.thread())).isEqualTo("second");
    assertThat(name(event.state().threads().parent(event.thread()))).isEqualTo("server");
    assertThat(file(event)).isEmpty();
    assertThat(event.state().threads().get(SHELL).children()).isEmpty();
  }

  @Test
  void aProcessThatWasHandedToInitKeepsItsFiles() throws IOException {
    endIsLost(false);
    runs(REUSED, INIT, "second");
    reads(REUSED, 5);
    SyscallEvent event = last();
    assertThat(name(event.thread())).isEqualTo("second");
    assertThat(name(event.state().threads().parent(event.thread()))).isEqualTo("init");
    assertThat(file(event)).isEqualTo("/of/first");
    assertThat(event.state().threads().get(SHELL).children()).isEmpty();
  }

  @Test
  void aThreadOfAProcessWhoseParentIsNotKnownIsTheOneThatItsProcessToldOf() throws IOException {
    childIsCloned(77, "orphan", REUSED);
    long cloned = capture.nanos();
    capture.event("SYSCALL_CLONE_20_X", REUSED, thread(301, "orphan", REUSED, 77));
    capture.event("SYSCALL_CLONE_20_X", 301, thread(0, "orphan", 301, 77));
    SyscallEvent event = last();
    assertThat(event.thread().cloneNanos()).isEqualTo(cloned);
    assertThat(event.state().threads().group(REUSED).alive()).isEqualTo(2);
  }

  @Test
  void aChildIsWhatItsParentToldOfWhateverElseItTellsItself() throws IOException {
    parentClones(SHELL, INIT, "sh", REUSED);
    Object[] child = clone(0, "sh", REUSED, SHELL, REUSED);
    child[4] = 77;
    capture.event("SYSCALL_CLONE_20_X", REUSED, child);
    assertThat(last().thread().pid()).isEqualTo(REUSED);
  }

  /** A thread of {@link #REUSED} is cloned, as the caller or the thread itself tells. */
  private static Object[] thread(long result, String name, long tid, long parent) {
    Object[] parameters = clone(result, name, tid, parent, tid);
    parameters[4] = REUSED;
    parameters[15] = 1 << 13;
    parameters[19] = REUSED;
    return parameters;
  }

  @Test
  void nothingIsKnownOfAThreadWhoseBeginningWasLost() throws IOException {
    reads(REUSED, 9);
    SyscallEvent event = last();
    assertThat(name(event.thread())).isEqualTo("<NA>");
    assertThat(event.thread().pid()).isEqualTo(-1);
    assertThat(file(event)).isEmpty();
  }

  @Test
  void aProgramThatItRunsIsKnown() throws IOException {
    reads(REUSED, 9);
    runs(REUSED, SERVER, "second");
    reads(REUSED, 9);
    SyscallEvent event = last();
    assertThat(name(event.thread())).isEqualTo("second");
    assertThat(name(event.state().threads().parent(event.thread()))).isEqualTo("server");
    assertThat(file(event)).isEmpty();
  }

  @Test
  void aNumberWhoseCloseWasLostStandsForTheNewFile() throws IOException {
    capture.event("SYSCALL_OPENAT_2_X", SHELL, 9, -100, "/second", 1, 0, 2049, 15);
    reads(SHELL, 9);
    assertThat(file(last())).isEqualTo("/second");
    capture.event("SOCKET_SOCKET_X", SHELL, 9, 2, 1, 6);
    reads(SHELL, 9);
    assertThat(file(last())).isEmpty();
    capture.event("SYSCALL_DUP3_X", SHELL, 4, 8, 4, 0);
    reads(SHELL, 4);
    assertThat(file(last())).isEmpty();
  }

  @Test
  void aNumberThatANewProgramClosedStandsForNothing() throws IOException {
    capture.event("SYSCALL_OPENAT_2_X", SHELL, 5, -100, "/closes", 1 << 12, 0, 2049, 15);
    reads(SHELL, 5);
    assertThat(file(last())).isEqualTo("/closes");
    runs(SHELL, INIT, "second");
    reads(SHELL, 5);
    assertThat(last().fd()).isNull();
  }

  @Test
  void aNumberWhoseOpenWasLostStandsForNothing() throws IOException {
    capture.event("SYSCALL_CLOSE_X", SHELL, 0, 9);
    reads(SHELL, 9);
    assertThat(last().fd()).isNull();
  }

  @Test
  void aProgramWhoseStartWasLostIsCorrectedByTheNext() throws IOException {
    parentClones(SHELL, INIT, "sh", REUSED);
    childIsCloned(SHELL, "sh", REUSED);
    reads(REUSED, 9);
    assertThat(name(last().thread())).isEqualTo("sh");
    runs(REUSED, SHELL, "third");
    reads(REUSED, 9);
    assertThat(name(last().thread())).isEqualTo("third");
    assertThat(file(last())).isEqualTo("/of/shell");
  }
}
