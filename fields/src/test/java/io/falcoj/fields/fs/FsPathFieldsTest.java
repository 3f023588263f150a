// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.fs;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.fields.SyscallScene;
import org.junit.jupiter.api.Test;

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

  @Test
  void resolvesAgainstTheDirectoryOfTheEvent() {
    scene.happens("SYSCALL_MKDIRAT_X", 0, 4, "a", 0);
    assertThat(scene.printed("%fs.path.name")).isEqualTo("/srv/data/a");
    scene.happens("SYSCALL_MKDIRAT_X", 0, 3, "a", 0);
    assertThat(scene.printed("%fs.path.name")).isEqualTo("<UNKNOWN>a");
    scene.happens("SYSCALL_SYMLINKAT_X", 0, "to", 4, "from");
    assertThat(scene.printed(PATHS)).isEqualTo("<NA> <NA> /srv/data/from from <UNKNOWN>to to");
  }

  @Test
  void resolvesAgainstTheDirectoriesOfParameters() {
    scene.happens("SYSCALL_RENAMEAT2_X", 0, 4, "a", CURRENT_DIRECTORY, "b", 0);
    assertThat(scene.printed("%fs.path.source %fs.path.target"))
        .isEqualTo("/srv/data/a /home/ann/b");
    scene.happens("SYSCALL_RENAMEAT2_X", 0, 99, "a", null, "b", 0);
    assertThat(scene.printed("%fs.path.source %fs.path.target")).isEqualTo("<UNKNOWN>a <UNKNOWN>b");
  }

  @Test
  void takesTheNameOfWhatWasOpenedOrIsOpen() {
    scene.happens("SYSCALL_OPENAT_2_X", 8, 4, "x", 0, 0, 0, 0);
    assertThat(scene.printed("%fs.path.name %fs.path.nameraw")).isEqualTo("/srv/data/x x");
    scene.happens("SYSCALL_OPENAT_2_X", -2, 4, "x", 0, 0, 0, 0);
    assertThat(scene.printed("%fs.path.name %fs.path.nameraw")).isEqualTo("<UNKNOWN> x");
    scene.happens("SYSCALL_FCHMOD_X", 0, 3, 0);
    assertThat(scene.printed(PATHS)).isEqualTo("/etc/passwd /etc/passwd <NA> <NA> <NA> <NA>");
    scene.happens("SYSCALL_FCHMOD_X", 0, 99, 0);
    assertThat(scene.printed("<%fs.path.name> <%fs.path.nameraw>")).isEqualTo("<> <>");
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
