// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.falcoj.app.config.ConfigException;
import io.falcoj.app.config.FalcoConfig;
import io.falcoj.sources.syscall.live.BaseSyscalls;
import io.falcoj.sources.syscall.live.LiveOptions;
import io.falcoj.sources.syscall.live.SyscallSelection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyscallSettingsTest {

  private static final SyscallSelection EVERYTHING = SyscallSelection.everything();

  @Test
  void isThatOfFalcoUnlessToldOtherwise() throws ConfigException {
    SyscallSettings settings = SyscallSettings.of(FalcoConfig.STANDARD);

    assertThat(settings.options(EVERYTHING)).isEqualTo(LiveOptions.of(EVERYTHING));
    assertThat(settings.base()).isEqualTo(BaseSyscalls.DEFAULT);
  }

  @Test
  void takesWhatIsConfigured() throws ConfigException {
    SyscallSettings settings =
        settings(
            "engine.modern_ebpf.buf_size_preset=1",
            "engine.modern_ebpf.cpus_for_each_buffer=0",
            "engine.modern_ebpf.drop_failed_exit=true",
            "falco_libs.snaplen=256",
            "base_syscalls.repair=true",
            "base_syscalls.all=true",
            "base_syscalls.custom_set[]=clone",
            "base_syscalls.custom_set[]=!open");

    assertThat(settings.options(EVERYTHING))
        .isEqualTo(new LiveOptions(EVERYTHING, 1 << 20, 0, 256, true));
    assertThat(settings.base()).isEqualTo(new BaseSyscalls(List.of("clone", "!open"), true, true));
  }

  @ParameterizedTest
  @CsvSource({
    "engine.modern_ebpf.buf_size_preset=0, found 0; expected a number from 1 to 10",
    "engine.modern_ebpf.buf_size_preset=11, found 11; expected a number from 1 to 10",
    "engine.modern_ebpf.cpus_for_each_buffer=-1, found -1; expected a number from 0 to 65535",
    "falco_libs.snaplen=65001, found 65001; expected a number from 0 to 65000"
  })
  void refusesWhatCannotBe(String option, String problem) {
    assertThatThrownBy(() -> settings(option))
        .isInstanceOf(ConfigException.class)
        .hasMessage(option.substring(0, option.indexOf('=')) + ": " + problem.replace(';', ','));
  }

  private static SyscallSettings settings(String... options) throws ConfigException {
    return SyscallSettings.of(FalcoConfig.STANDARD.withOptions(List.of(options)));
  }
}
