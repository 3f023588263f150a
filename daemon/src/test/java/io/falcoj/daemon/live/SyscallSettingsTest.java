// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.daemon.config.ConfigException;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.sources.live.BaseSyscalls;
import io.falcoj.sources.live.LiveOptions;
import io.falcoj.sources.live.SyscallSelection;
import java.util.List;
import org.junit.jupiter.api.Test;

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

  private static SyscallSettings settings(String... options) throws ConfigException {
    return SyscallSettings.of(FalcoConfig.STANDARD.withOptions(List.of(options)));
  }
}
