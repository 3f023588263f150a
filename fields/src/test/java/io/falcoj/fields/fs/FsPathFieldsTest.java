// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.fs;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.fields.SyscallScene;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FsPathFieldsTest {

  private static final String PATHS =
      "%fs.path.name %fs.path.nameraw %fs.path.source %fs.path.sourceraw %fs.path.target"
          + " %fs.path.targetraw";
  private static final long CURRENT_DIRECTORY = -100;

  private final SyscallScene scene = new SyscallScene();

  @Test
  void resolvesAgainstTheWorkingDirectory() {
    scene.happens("SYSCALL_MKDIR_2_X", 0, "a/../b");
    assertThat(scene.printed(PATHS)).isEqualTo("/home/ann/b a/../b <NA> <NA> <NA> <NA>");
    scene.happens("SYSCALL_RENAME_X", 0, "a", "/b/");
    assertThat(scene.printed(PATHS)).isEqualTo("<NA> <NA> /home/ann/a a /b /b/");
    scene.happens("SYSCALL_LINK_2_X", 0, "old", "new");
    assertThat(scene.printed(PATHS)).isEqualTo("<NA> <NA> /home/ann/new new /home/ann/old old");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SYSCALL_MKDIRAT_X",
        "SYSCALL_UNLINKAT_2_X",
        "SYSCALL_FCHMODAT_X",
        "SYSCALL_FCHOWNAT_X"
      })
  void resolvesAgainstTheDescriptorOfTheCall(String event) {
    assertThat(nameOf(event, 4, "a")).isEqualTo("/srv/data/a");
    assertThat(nameOf(event, 4, "../a")).isEqualTo("/srv/a");
    assertThat(nameOf(event, 4, "/a")).isEqualTo("/a");
    assertThat(nameOf(event, CURRENT_DIRECTORY, "a")).isEqualTo("/home/ann/a");
    // Opened without O_DIRECTORY.
    assertThat(nameOf(event, 3, "a")).isEqualTo("/etc/passwd/a");
    assertThat(nameOf(event, 6, "a")).isEqualTo("/a");
    assertThat(nameOf(event, 99, "a")).isEqualTo("<UNKNOWN>a");
    assertThat(nameOf(event, null, "a")).isEqualTo("<UNKNOWN>a");
    // With AT_EMPTY_PATH.
    assertThat(nameOf(event, 3, "")).isEqualTo("/etc/passwd");
  }

  private String nameOf(String event, @Nullable Object directory, String path) {
    scene.happens(event, 0, directory, path, 0);
    return scene.printed("%fs.path.name");
  }

  @Test
  void seesWhatIsRemovedInADirectoryWhereverTheProcessIs() {
    scene.happens("SYSCALL_UNLINKAT_2_X", 0, CURRENT_DIRECTORY, "passwd", 0);
    assertThat(scene.matches("fs.path.name startswith /home/ann/")).isTrue();
    scene.happens("SYSCALL_RENAMEAT_X", 0, 4, "a", CURRENT_DIRECTORY, "b");
    assertThat(scene.matches("fs.path.source startswith /srv/ and fs.path.target = /home/ann/b"))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({"SYSCALL_RENAMEAT_X, false", "SYSCALL_RENAMEAT2_X, false", "SYSCALL_LINKAT_2_X, true"})
  void resolvesBothPathsAgainstTheirDescriptors(String event, boolean isLink) {
    assertThat(pathsOf(event, isLink, 4, "a", CURRENT_DIRECTORY, "b"))
        .isEqualTo("/srv/data/a -> /home/ann/b");
    assertThat(pathsOf(event, isLink, CURRENT_DIRECTORY, "a", 4, "b"))
        .isEqualTo("/home/ann/a -> /srv/data/b");
    assertThat(pathsOf(event, isLink, 4, "/a", 4, "/b")).isEqualTo("/a -> /b");
    assertThat(pathsOf(event, isLink, 99, "a", null, "b")).isEqualTo("<UNKNOWN>a -> <UNKNOWN>b");
  }

  /** From the old to the new name; Falco's words for a link are the other way round. */
  private String pathsOf(
      String event,
      boolean isLink,
      @Nullable Object oldDirectory,
      String oldPath,
      @Nullable Object newDirectory,
      String newPath) {
    scene.happens(event, 0, oldDirectory, oldPath, newDirectory, newPath);
    return scene.printed(
        isLink ? "%fs.path.target -> %fs.path.source" : "%fs.path.source -> %fs.path.target");
  }

  @Test
  void readsTheTextOfASymbolicLinkWhereTheLinkIs() {
    scene.happens("SYSCALL_SYMLINKAT_X", 0, "to", 4, "from");
    assertThat(scene.printed(PATHS)).isEqualTo("<NA> <NA> /srv/data/from from /srv/data/to to");
    scene.happens("SYSCALL_SYMLINKAT_X", 0, "../to", CURRENT_DIRECTORY, "below/from");
    assertThat(scene.printed(PATHS))
        .isEqualTo("<NA> <NA> /home/ann/below/from below/from /home/ann/to ../to");
    scene.happens("SYSCALL_SYMLINKAT_X", 0, "/to", 99, "from");
    assertThat(scene.printed("%fs.path.source %fs.path.target")).isEqualTo("<UNKNOWN>from /to");
    scene.happens("SYSCALL_SYMLINKAT_X", 0, "to", 99, "from");
    assertThat(scene.printed("%fs.path.source %fs.path.target"))
        .isEqualTo("<UNKNOWN>from <UNKNOWN>to");
    scene.happens("SYSCALL_SYMLINKAT_X", 0, "to", 99, "/from");
    assertThat(scene.printed("%fs.path.source %fs.path.target")).isEqualTo("/from /to");
    scene.happens("SYSCALL_SYMLINK_X", 0, "passwd", "/etc/alias");
    assertThat(scene.printed("%fs.path.source %fs.path.target"))
        .isEqualTo("/etc/alias /etc/passwd");
    scene.happens("SYSCALL_SYMLINK_X", 0, "to", "x".repeat(2_000));
    assertThat(scene.printed("%fs.path.target")).isEqualTo("/DIR_TOO_LONG/to");
    scene.happens("SYSCALL_SYMLINK_X", 0, "x".repeat(1_020), "/etc/alias");
    assertThat(scene.printed("%fs.path.target")).isEqualTo("/DIR_TOO_LONG/FILENAME_TOO_LONG");
  }

  @Test
  void resolvesWhatIsOpenedWhetherItIsThereOrNot() {
    scene.happens("SYSCALL_OPENAT_2_X", 8, 4, "x", 0, 0, 0, 0);
    assertThat(scene.printed("%fs.path.name %fs.path.nameraw")).isEqualTo("/srv/data/x x");
    scene.happens("SYSCALL_OPENAT_2_X", -2, 4, "x", 0, 0, 0, 0);
    assertThat(scene.printed("%fs.path.name %fs.path.nameraw")).isEqualTo("/srv/data/x x");
    scene.happens("SYSCALL_OPENAT2_X", -2, CURRENT_DIRECTORY, "x", 0, 0, 0, 0);
    assertThat(scene.printed("%fs.path.name %fs.path.nameraw")).isEqualTo("/home/ann/x x");
  }

  @Test
  void takesTheNameOfWhatIsOpen() {
    scene.happens("SYSCALL_FCHMOD_X", 0, 3, 0);
    assertThat(scene.printed(PATHS)).isEqualTo("/etc/passwd /etc/passwd <NA> <NA> <NA> <NA>");
    scene.happens("SYSCALL_FCHMOD_X", 0, 99, 0);
    assertThat(scene.printed("<%fs.path.name> <%fs.path.nameraw>")).isEqualTo("<> <>");
    scene.happens("SYSCALL_MEMFD_CREATE_X", 9, "data", 0).happens("SYSCALL_FCHMOD_X", 0, 9, 0);
    assertThat(scene.printed("%fs.path.name")).isEqualTo(scene.printed("%fd.name"));
  }

  @Test
  void isAbsentForCallsThatFailed() {
    scene.happens("SYSCALL_MKDIR_2_X", -17, "a");
    assertThat(scene.printed(PATHS)).isEqualTo("<NA> <NA> <NA> <NA> <NA> <NA>");
    scene.happens("SYSCALL_MKDIR_2_X", null, "a");
    assertThat(scene.printed("%fs.path.name")).isEqualTo("<NA>");
    scene.happens("SYSCALL_MKDIR_2_X");
    assertThat(scene.printed("%fs.path.name")).isEqualTo("<NA>");
  }
}
