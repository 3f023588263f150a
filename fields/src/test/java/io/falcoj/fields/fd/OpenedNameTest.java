// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.fd;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.fields.SyscallScene;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file has the name that was asked for, whatever the memory that held it says afterwards. */
class OpenedNameTest {

  private static final int HERE = -100;

  @Test
  void isTheNameWhenTheCallBegan() {
    assertThat(opened("/etc/shadow")).isEqualTo("/etc/shadow");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = "<NA>")
  void isTheNameAtTheEndWhereTheFirstCouldNotBeRead(@Nullable String atBeginning) {
    assertThat(opened(atBeginning)).isEqualTo("/dev/null");
  }

  @Test
  void onlyTheEventThatGaveItToTheDescriptorChangedIt() {
    SyscallScene scene =
        new SyscallScene().happens("SYSCALL_OPENAT_2_X", 8, HERE, "/dev/null", 1, 0, 6, 3);
    assertThat(scene.printed("%fd.name_changed")).isEqualTo("true");
    scene.happens("SYSCALL_READ_X", 4, "data", 8, 4);
    assertThat(scene.printed("%fd.name_changed")).isEqualTo("false");
    scene
        .happens("SYSCALL_OPENAT_2_E", HERE, "/dev/zero", 1, 0)
        .happens("SYSCALL_OPENAT_2_X", 9, HERE, "/dev/zero", 1, 0, 6, 3)
        .happens("SYSCALL_OPENAT_2_X", -2, HERE, "/none", 1, 0, 0, 0);
    assertThat(scene.printed("%fd.num %fd.name_changed")).isEqualTo("9 false");
  }

  private static String opened(@Nullable String atBeginning) {
    return new SyscallScene()
        .happens("SYSCALL_OPENAT_2_E", HERE, atBeginning, 1, 0)
        .happens("SYSCALL_OPENAT_2_X", 8, HERE, "/dev/null", 1, 0, 6, 3)
        .printed("%fd.name");
  }
}
