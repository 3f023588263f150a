// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.fields.SyscallScene;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserFieldsTest {

  private static final String CONTAINER = "0123456789abcdef".repeat(4);

  @Test
  void usersHaveTheNamesThatEventsTell() {
    SyscallScene scene = new SyscallScene();
    scene.happens("USER_ADDED_E", 60_001, 60_001, "+compat", "/", "/", "");
    scene.happens("SYSCALL_SETUID_X", 0, 60_001);
    assertThat(scene.printed("%user.uid %user.name")).isEqualTo("60001 <NA>");
    scene.happens("USER_ADDED_E", 60_001, 60_001, "eve", "/home/eve", "/bin/sh", "");
    scene.happens("SYSCALL_SETUID_X", 0, 60_001);
    assertThat(scene.printed("%user.name %user.homedir %user.shell"))
        .isEqualTo("eve /home/eve /bin/sh");
  }

  @Test
  void soHaveThoseOfContainers() {
    SyscallScene scene = new SyscallScene();
    Object[] parameters = new Object[27];
    parameters[0] = 0;
    parameters[14] = ("cpu=/docker/" + CONTAINER + "\0").getBytes(StandardCharsets.US_ASCII);
    parameters[26] = 60_001;
    String id = CONTAINER.substring(0, 12);
    scene.happens("USER_ADDED_E", 60_001, 60_001, "host", "/", "/", "");
    scene.happens("USER_ADDED_E", 60_001, 60_001, "inside", "/", "/", id);
    scene.happens("SYSCALL_EXECVE_19_X", parameters);
    assertThat(scene.printed("%container.id %user.name")).isEqualTo(id + " inside");
  }

  /** The last number stands for nobody. */
  @ParameterizedTest
  @CsvSource({"7, 7", "0, 0", "2147483648, 2147483648", "4294967294, 4294967294", "4294967295, -1"})
  void theUserThatLoggedInHasANumberWithoutSign(long recorded, long printed) {
    Object[] parameters = new Object[19];
    parameters[0] = 0;
    parameters[18] = recorded;
    SyscallScene scene = new SyscallScene().happens("SYSCALL_EXECVE_19_X", parameters);
    assertThat(scene.printed("%user.loginuid")).isEqualTo(Long.toString(printed));
  }
}
