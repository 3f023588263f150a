// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.drops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.falcoj.daemon.config.ConfigException;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.engine.Priority;
import io.falcoj.outputs.InternalAlert;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeoutMonitorTest {

  private final List<InternalAlert> alerts = new ArrayList<>();
  private final TimeoutMonitor monitor = new TimeoutMonitor(3, ZoneOffset.UTC, alerts::add);

  @Test
  void tellsWhenThereWereMoreTimeoutsThanAllowed() {
    timeouts(3);
    assertThat(alerts).isEmpty();
    timeouts(1);
    assertThat(alerts).hasSize(1);
    InternalAlert alert = alerts.get(0);
    assertThat(alert.priority()).isEqualTo(Priority.DEBUG);
    assertThat(alert.message())
        .isEqualTo("Falco internal: timeouts notification. 3 consecutive timeouts without event.");
    assertThat(alert.fields()).containsEntry("last_event_time", "none");
  }

  @Test
  void anEventBeginsTheCountAnew() {
    timeouts(3);
    monitor.event(1_540_475_929_736_141_000L);
    timeouts(3);
    assertThat(alerts).isEmpty();
    timeouts(1);
    assertThat(alerts.get(0).fields()).containsEntry("last_event_time", "13:58:49.736141000");
  }

  @Test
  void tellsAgainAfterAsManyMore() {
    timeouts(12);
    assertThat(alerts).hasSize(3);
  }

  @Test
  void otherNumbersCountFromThenOn() {
    timeouts(3);
    monitor.use(5);
    timeouts(2);
    assertThat(alerts).isEmpty();
    timeouts(1);
    assertThat(alerts.get(0).message()).contains(" 5 consecutive timeouts");
  }

  @Test
  void atLeastOneTimeoutIsNothingSpecial() throws ConfigException {
    FalcoConfig config = FalcoConfig.STANDARD.with("syscall_event_timeouts.max_consecutives", "0");
    assertThatThrownBy(() -> TimeoutMonitor.most(config)).hasMessageContaining("> 0");
  }

  private void timeouts(int count) {
    for (int i = 0; i < count; i++) {
      monitor.timeout();
    }
  }
}
