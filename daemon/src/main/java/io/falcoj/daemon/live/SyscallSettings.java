// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import io.falcoj.daemon.config.ConfigException;
import io.falcoj.daemon.config.ConfigKeys;
import io.falcoj.daemon.config.EngineKind;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.daemon.drops.TimeoutMonitor;
import io.falcoj.engine.EventTable;
import io.falcoj.engine.rules.RunnableRules;
import io.falcoj.engine.ruleset.CompiledRule;
import io.falcoj.engine.ruleset.EventTypeSet;
import io.falcoj.sources.live.BaseSyscalls;
import io.falcoj.sources.live.LiveOptions;
import io.falcoj.sources.live.SyscallSelection;
import io.falcoj.sources.syscall.state.StateLimits;
import io.falcoj.sources.syscall.state.SyscallEvent;
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
 * @param options which system calls are watched, and how
 * @param limits how much is kept of the machine
 * @param mostTimeouts how many timeouts in a row are nothing special
 */
record SyscallSettings(
    BaseSyscalls base, LiveOptions options, StateLimits limits, long mostTimeouts) {

  private static final Logger LOGGER = LoggerFactory.getLogger(SyscallSettings.class);
  private static final int MIB = 1 << 20;

  /**
   * Those of a run: its rules say which system calls are watched.
   *
   * @throws ConfigException if something cannot be, or it would be no live run
   */
  static SyscallSettings ofRun(RunLoader.Loaded loaded) throws ConfigException {
    if (loaded.config().get(ConfigKeys.ENGINE_KIND) == EngineKind.REPLAY) {
      throw new ConfigException("engine.kind: found replay; what watches cannot become a replay");
    }
    SyscallSettings settings = of(loaded.config());
    return settings.withOptions(
        settings.options(settings.selection(loaded.falco().runRules().rules(SyscallEvent.SOURCE))));
  }

  private SyscallSettings withOptions(LiveOptions newOptions) {
    return new SyscallSettings(base, newOptions, limits, mostTimeouts);
  }

  /**
   * Reads the configuration. Every system call is watched.
   *
   * @throws ConfigException if something cannot be
   */
  static SyscallSettings of(FalcoConfig config) throws ConfigException {
    return new SyscallSettings(
        new BaseSyscalls(
            config.get(ConfigKeys.BASE_SYSCALLS_CUSTOM_SET),
            config.get(ConfigKeys.BASE_SYSCALLS_REPAIR),
            config.get(ConfigKeys.BASE_SYSCALLS_ALL)),
        options(config),
        limits(config),
        TimeoutMonitor.most(config));
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

  /** Whether what watches by these settings can go on by others. */
  boolean canBecome(SyscallSettings other) {
    return options.equals(other.options(options.selection()));
  }

  /** The same with other system calls. */
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
    if (!selection.missingNames().isEmpty()) {
      LOGGER.warn(
          "Loaded rules match syscalls that are not activated: {}; base_syscalls says which are",
          String.join(", ", selection.missingNames()));
    }
    return selection;
  }
}
