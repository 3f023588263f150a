// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.drops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.falcoj.daemon.config.ConfigException;
import io.falcoj.daemon.config.DropAction;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.library.summary.DropCounts;
import io.falcoj.outputs.InternalAlert;
import io.falcoj.sources.live.DropCategory;
import io.falcoj.sources.live.LiveCounters;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DropMonitorTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long START = 1_700_000_000L * SECOND;

  private final List<InternalAlert> alerts = new ArrayList<>();

  @Test
  void countersAreLookedAtOnceASecondOfEventTime() {
    DropMonitor monitor = monitor(EnumSet.of(DropAction.IGNORE), 0.1, 1);
    assertThat(monitor.isDue(START)).isFalse();
    assertThat(monitor.isDue(START + SECOND)).isFalse();
    assertThat(monitor.isDue(START + SECOND + 1)).isTrue();
    monitor.check(START + SECOND + 1, counters(10, 5));
    assertThat(monitor.isDue(START + 2 * SECOND)).isFalse();
  }

  @Test
  void anAlertTellsHowManyOfHowManyWereLost() {
    DropMonitor monitor = monitor(EnumSet.of(DropAction.ALERT), 0.1, 1);
    monitor.isDue(START);
    assertThat(monitor.check(START + 2 * SECOND, counters(10, 5))).isTrue();
    assertThat(alerts).hasSize(1);
    InternalAlert alert = alerts.get(0);
    assertThat(alert.rule()).isEqualTo("Falco internal: syscall event drop");
    assertThat(alert.message())
        .isEqualTo("Falco internal: syscall event drop. 5 system calls dropped in last second.");
    assertThat(alert.fields())
        .containsEntry("n_evts", "10")
        .containsEntry("n_drops", "5")
        .containsEntry("n_drops_buffer_total", "5")
        .containsEntry("n_drops_buffer_open_exit", "5")
        .containsEntry("n_drops_buffer_proc_exit", "0");
  }

  @Test
  void actsAsOtherSettingsSayFromThenOn() {
    DropMonitor monitor = monitor(EnumSet.of(DropAction.IGNORE), 0.1, 1);
    monitor.isDue(START);
    monitor.check(START + 2 * SECOND, counters(10, 5));
    monitor.use(new DropSettings(EnumSet.of(DropAction.ALERT), 0.1, 0.03333, 1, false));
    assertThat(monitor.isDue(START + 4 * SECOND)).isFalse();
    assertThat(monitor.isDue(START + 6 * SECOND)).isTrue();
    monitor.check(START + 6 * SECOND, counters(30, 12));
    assertThat(alerts).hasSize(1);
    assertThat(alerts.get(0).fields()).containsEntry("n_drops", "7").containsEntry("n_evts", "20");
  }

  @Test
  void whatTheThresholdAllowsIsNoDrop() {
    DropMonitor monitor = monitor(EnumSet.of(DropAction.ALERT), 0.5, 1);
    monitor.isDue(START);
    monitor.check(START + 2 * SECOND, counters(10, 5));
    assertThat(alerts).isEmpty();
    assertThat(monitor.counts()).isEqualTo(new DropCounts(0, 0));
  }

  @Test
  void onlyWhatWasLostSinceTheLastLookCounts() {
    DropMonitor monitor = monitor(EnumSet.of(DropAction.ALERT), 0.1, 10);
    monitor.isDue(START);
    monitor.check(START + 2 * SECOND, counters(10, 5));
    monitor.check(START + 4 * SECOND, counters(20, 5));
    assertThat(monitor.counts()).isEqualTo(new DropCounts(1, 1));
  }

  @Test
  void actionsAreLimitedButEveryDropIsCounted() {
    DropMonitor monitor = monitor(EnumSet.of(DropAction.ALERT), 0, 2);
    monitor.isDue(START);
    for (int second = 1; second <= 9; second++) {
      monitor.check(START + 2 * second * SECOND, counters(10 * second, 5 * second));
    }
    assertThat(monitor.counts()).isEqualTo(new DropCounts(9, 2));
    assertThat(alerts).hasSize(2);
  }

  @Test
  void theActionExitEndsTheRun() {
    DropMonitor monitor = monitor(EnumSet.of(DropAction.EXIT), 0.1, 1);
    monitor.isDue(START);
    assertThat(monitor.check(START + 2 * SECOND, counters(10, 5))).isFalse();
  }

  @Test
  void ignoreAndLogExcludeEachOther() throws ConfigException {
    FalcoConfig config =
        FalcoConfig.STANDARD.withOptions(
            List.of("syscall_event_drops.actions[]=ignore", "syscall_event_drops.actions[]=log"));
    assertThatThrownBy(() -> DropSettings.of(config))
        .hasMessageContaining(
            "syscall event drop action \"log\" does not make sense with the \"ignore\" action");
  }

  @Test
  void aThresholdIsAShare() throws ConfigException {
    FalcoConfig config = FalcoConfig.STANDARD.with("syscall_event_drops.threshold", "1.5");
    assertThatThrownBy(() -> DropSettings.of(config)).hasMessageContaining("found 1.5");
  }

  private DropMonitor monitor(Set<DropAction> actions, double threshold, double maxBurst) {
    return new DropMonitor(
        new DropSettings(actions, threshold, 0.03333, maxBurst, false), alerts::add, true);
  }

  private static LiveCounters counters(long events, long drops) {
    return new LiveCounters(events, drops, 0, 0, Map.of(DropCategory.OPEN_EXIT, drops), List.of());
  }
}
