// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.fields.SyscallScene;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids above those of kernels are made up by sandboxes, to tell their threads apart. */
class ThreadIdsTest {

  @ParameterizedTest
  @CsvSource({"4294967295, 4294967295", "4294967296, <NA>"})
  void areShownIfAKernelGaveThem(long id, String shown) {
    SyscallScene scene = new SyscallScene();
    scene.happensIn(id, "SYSCALL_EXECVE_19_X", 0, "/bin/a", null, id, id, SyscallScene.PID);
    assertThat(scene.printed("%thread.tid %proc.pid %proc.apid[0]"))
        .isEqualTo(String.join(" ", shown, shown, shown));
    long child = 77;
    scene.happensIn(child, "SYSCALL_EXECVE_19_X", 0, "/bin/b", null, child, child, id);
    assertThat(scene.printed("%proc.pid %proc.ppid %proc.apid[1]"))
        .isEqualTo(String.join(" ", "77", shown, shown));
  }
}
