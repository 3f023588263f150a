// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.live;

import io.falcoj.app.config.ConfigKeys;
import io.falcoj.app.config.FalcoConfig;
import io.falcoj.engine.EventTable;
import io.falcoj.engine.rules.RunnableRules;
import io.falcoj.engine.ruleset.CompiledRule;
import io.falcoj.engine.ruleset.EventTypeSet;
import io.falcoj.sources.syscall.live.BaseSyscalls;
import io.falcoj.sources.syscall.live.LiveOptions;
import io.falcoj.sources.syscall.live.SyscallSelection;
import io.falcoj.sources.syscall.state.StateLimits;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code base_syscalls}, {@code engine.modern_ebpf} and {@code falco_libs} say about live
 * system calls.
 *
 * @param base system calls that are watched beside those that rules ask for
 * @param options all else about watching; of the selection nothing is used
 * @param limits how much is kept of the machine
 */
record SyscallSettings(BaseSyscalls base, LiveOptions options, StateLimits limits) {

  private static final Logger LOGGER = LoggerFactory.getLogger(SyscallSettings.class);
  private static final int MIB = 1 << 20;

  /** Reads the configuration. */
  static SyscallSettings of(FalcoConfig config) {
    return new SyscallSettings(
        new BaseSyscalls(
            config.get(ConfigKeys.BASE_SYSCALLS_CUSTOM_SET),
            config.get(ConfigKeys.BASE_SYSCALLS_REPAIR),
            config.get(ConfigKeys.BASE_SYSCALLS_ALL)),
        options(config),
        limits(config));
  }

  private static LiveOptions options(FalcoConfig config) {
    LiveOptions standard = LiveOptions.of(SyscallSelection.everything());
    long preset = config.get(ConfigKeys.ENGINE_MODERN_EBPF_BUF_SIZE_PRESET);
    long length = config.get(ConfigKeys.FALCO_LIBS_SNAPLEN);
    return new LiveOptions(
        standard.selection(),
        MIB << (preset - 1),
        config.get(ConfigKeys.ENGINE_MODERN_EBPF_CPUS_FOR_EACH_BUFFER).intValue(),
        length == 0 ? standard.snapLength() : (int) length,
        config.get(ConfigKeys.ENGINE_MODERN_EBPF_DROP_FAILED_EXIT));
  }

  private static StateLimits limits(FalcoConfig config) {
    long threads = config.get(ConfigKeys.FALCO_LIBS_THREAD_TABLE_SIZE);
    return new StateLimits(
        threads == 0 ? StateLimits.STANDARD.threads() : (int) threads,
        Duration.ofSeconds(config.get(ConfigKeys.FALCO_LIBS_PURGING_INTERVAL)),
        Duration.ofSeconds(config.get(ConfigKeys.FALCO_LIBS_PURGING_TIMEOUT)));
  }

  /** How to begin to watch. */
  LiveOptions options(SyscallSelection selection) {
    return new LiveOptions(
        selection,
        options.bufferBytes(),
        options.cpusPerBuffer(),
        options.snapLength(),
        options.dropFailedExits());
  }

  /** The system calls that rules, state and configuration ask for. */
  SyscallSelection selection(RunnableRules rules) {
    EventTypeSet types = EventTypeSet.NONE;
    Set<String> names = new TreeSet<>();
    for (CompiledRule rule : rules.ruleset().rules()) {
      types = types.or(rule.eventTypes());
      if (rule.eventTypes().contains(EventTable.GENERIC_EXIT)) {
        names.addAll(SyscallNames.of(rules.rules().get(rule.index()).rule().condition()));
      }
    }
    SyscallSelection selection = SyscallSelection.forRules(types, names, base);
    if (!selection.unknownNames().isEmpty()) {
      LOGGER.warn(
          "base_syscalls.custom_set: no such system calls: {}",
          String.join(", ", selection.unknownNames()));
    }
    return selection;
  }
}
