// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.live;

import io.falcoj.app.metrics.Measurements;
import io.falcoj.engine.rules.RulesFile;
import io.falcoj.outputs.Outputs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Measures a live run. Any number of threads. */
final class LiveMeasurements {

  private final long startNanos = now();
  private final LiveRules rules;
  private final List<LiveSource> sources;
  private final Outputs outputs;
  private final Reloader reloader;
  private final AuditSource audit;
  private final SyscallSource syscalls;

  /**
   * @param sources those that are watched
   */
  LiveMeasurements(
      LiveRules rules,
      List<LiveSource> sources,
      Outputs outputs,
      Reloader reloader,
      AuditSource audit,
      SyscallSource syscalls) {
    this.rules = rules;
    this.sources = List.copyOf(sources);
    this.outputs = outputs;
    this.reloader = reloader;
    this.audit = audit;
    this.syscalls = syscalls;
  }

  /** How things are now. */
  Measurements measure() {
    RulesInForce inForce = rules.current();
    return new Measurements(
        inForce.falco().place().hostname(),
        now(),
        startNanos,
        reloader.reloadNanos(),
        reloader.reloads(),
        reloader.failures(),
        hashes(inForce.falco().files()),
        sources.stream()
            .map(each -> new Measurements.OfSource(each.name(), each.engine(), each.events()))
            .toList(),
        inForce.matches(),
        outputs.counters(),
        audit.counters(),
        syscalls.counters(),
        audit.answerTimes(),
        syscalls.threads());
  }

  private static Map<String, String> hashes(List<RulesFile> files) {
    Map<String, String> hashes = new TreeMap<>();
    for (RulesFile file : files) {
      if (!file.generated()) {
        hashes.put(
            String.valueOf(Path.of(file.name()).getFileName()), sha256(file.source().content()));
      }
    }
    return hashes;
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long now() {
    return System.currentTimeMillis() * 1_000_000L;
  }
}
