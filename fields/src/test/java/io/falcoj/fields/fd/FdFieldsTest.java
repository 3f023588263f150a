// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.fd;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.fields.SyscallScene;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields of what is behind a descriptor, as conditions ask for them. */
class FdFieldsTest {

  private static final long SOCKET = 8;

  /** 10.0.0.7, port 54321, to 192.0.2.9, port 443. */
  private static final byte[] TUPLE = HexFormat.of().parseHex("020a00000731d4c0000209bb01");

  private static final byte[] PEER = HexFormat.of().parseHex("02c0000209bb01");

  @ParameterizedTest
  @ValueSource(strings = {"fd.ip", "fd.net", "fd.port", "fd.proto"})
  void addressesAndPortsExistForConnectionsOnly(String field) {
    assertThat(connected().matches(field + " exists")).isTrue();
    assertThat(new SyscallScene().happens("SYSCALL_FCHMOD_X", 0, 3, 0).matches(field + " exists"))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fd.port intersects (80, 443)",
        "fd.proto intersects (54321)",
        "fd.port = anyof (80, 443)",
        "fd.cnet = anyof (127.0.0.0/8, 10.0.0.0/8)",
        "fd.snet != allof (127.0.0.0/8, 10.0.0.0/8)"
      })
  void everyValueThatIsWrittenCounts(String condition) {
    assertThat(connected().matches(condition)).isTrue();
  }

  @Test
  void aProcessWithoutDescriptorsHasAnEmptyListOfTypes() {
    SyscallScene scene = new SyscallScene();
    for (long open = 3; open <= 6; open++) {
      scene.happens("SYSCALL_CLOSE_X", 0, open);
    }
    scene.happens("SYSCALL_FCHMOD_X", 0, 3, 0);
    assertThat(scene.printed("%fd.types")).isEqualTo("()");
    assertThat(scene.matches("fd.types in (pipe)")).isTrue();
    assertThat(scene.matches("len(fd.types) = 0")).isTrue();
  }

  @Test
  void callsThatFailedHaveOpenedNothing() {
    SyscallScene scene = new SyscallScene().happens("SYSCALL_MEMFD_CREATE_X", -22, "hidden", 0);
    assertThat(scene.printed("%fd.num %fd.type")).isEqualTo("-1 <NA>");
    scene.happens("SYSCALL_PIDFD_OPEN_X", 20, SyscallScene.PID, 0);
    scene.happens("SYSCALL_PIDFD_GETFD_X", -9, 20, 3, 0);
    assertThat(scene.matches("fd.name = /etc/passwd")).isFalse();
    scene.happens("SYSCALL_PIDFD_GETFD_X", 21, 20, 3, 0);
    assertThat(scene.matches("fd.name = /etc/passwd")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fd.ip", "fd.net", "fd.port", "fd.proto"})
  void onlyConnectionsHaveEnds(String field) {
    assertThat(connected().matches(field + " exists")).isTrue();
    SyscallScene file = new SyscallScene().happens("SYSCALL_FCHMOD_X", 0, 3, 0);
    assertThat(file.matches("fd.name exists")).isTrue();
    assertThat(file.matches(field + " exists")).isFalse();
  }

  @Test
  void lengthsArePrinted() {
    assertThat(connected().printed("%len(fd.typechar)")).isEqualTo("1");
  }

  private static SyscallScene connected() {
    return new SyscallScene()
        .happens("SOCKET_SOCKET_X", SOCKET, 2, 1, 0, 0)
        .happens("SOCKET_CONNECT_X", 0, TUPLE, SOCKET, PEER);
  }
}
