// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.fields.SyscallScene;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserFieldsTest {

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
