// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import io.falcoj.daemon.config.ConfigFile;
import io.falcoj.daemon.metrics.Measurements;
import io.falcoj.engine.rules.read.RulesFile;
import io.falcoj.outputs.Outputs;
import io.falcoj.sources.http.HttpRefusals;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Measures a live run. Any number of threads. */
final class LiveMeasurements {

  private final long startNanos = nanos(ManagementFactory.getRuntimeMXBean().getStartTime());
  private final LiveRules rules;
  private final WatchedSources sources;
  private final Outputs outputs;
  private final Supplier<Reloader> reloader;
  private final AuditSource audit;
  private final SyscallSource syscalls;
  private final Supplier<Optional<HttpRefusals>> webServer;

  /**
   * @param sources knows those that are watched
   * @param webServer what it refused, if it runs
   */
  LiveMeasurements(
      LiveRules rules,
      WatchedSources sources,
      Outputs outputs,
      Supplier<Reloader> reloader,
      AuditSource audit,
      SyscallSource syscalls,
      Supplier<Optional<HttpRefusals>> webServer) {
    this.rules = rules;
    this.sources = sources;
    this.outputs = outputs;
    this.reloader = reloader;
    this.audit = audit;
    this.syscalls = syscalls;
    this.webServer = webServer;
  }

  /** How things are now. */
  Measurements measure() {
    RulesInForce inForce = rules.current();
    Reloader reloads = reloader.get();
    return new Measurements(
        inForce.falco().place().hostname(),
        now(),
        startNanos,
        reloads.reloadNanos(),
        reloads.reloads(),
        reloads.failures(),
        rulesHashes(inForce.falco().files()),
        configHashes(reloads.configFiles()),
        sources.all().stream()
            .map(each -> new Measurements.OfSource(each.name(), each.engine(), each.events()))
            .toList(),
        inForce.matches(),
        outputs.counters(),
        audit.counters(),
        syscalls.counters(),
        syscalls.runs(),
        syscalls.state(),
        audit.answerTimes(),
        webServer.get());
  }

  private static Map<String, String> rulesHashes(List<RulesFile> files) {
    Map<String, String> hashes = new TreeMap<>();
    for (RulesFile file : files) {
      if (!file.generated()) {
        hashes.put(lastPart(file.name()), file.source().sha256());
      }
    }
    return hashes;
  }

  private static Map<String, String> configHashes(List<ConfigFile> files) {
    Map<String, String> hashes = new TreeMap<>();
    files.forEach(file -> hashes.put(lastPart(file.name()), file.sha256()));
    return hashes;
  }

  private static String lastPart(String path) {
    return String.valueOf(Path.of(path).getFileName());
  }

  private static long now() {
    return nanos(System.currentTimeMillis());
  }

  private static long nanos(long millis) {
    return millis * 1_000_000L;
  }
}
