// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.config.ConfigFile;
import io.falcoj.engine.Priority;
import io.falcoj.outputs.InternalAlert;
import io.falcoj.outputs.NamedPipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has all parts run by the configuration that was read last. What is broken changes nothing, as in
 * falco 0.44: the error is told in the log and where alerts go. A part that cannot run as it should
 * goes on as before, and that is told too; it is tried again at the next time. One thread; counts
 * and names may be asked for by any.
 */
final class Reloader {

  private static final String FAILURE = "Falco internal: hot restart failure";
  private static final Logger LOGGER = LoggerFactory.getLogger(Reloader.class);

  private final RunLoader loader;
  private final List<? extends PartInForce<?>> parts;
  private final Consumer<InternalAlert> alerts;
  private List<PartInForce<?>.Change> first = List.of();
  private FileState files = FileState.of(List.of());
  private volatile List<ConfigFile> configFiles = List.of();
  private volatile long reloadNanos = now();
  private final AtomicLong reloads = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();

  /**
   * @param parts in the order in which they begin to run
   * @param alerts where falcoj tells something of its own
   */
  Reloader(RunLoader loader, List<LivePart<?>> parts, Consumer<InternalAlert> alerts) {
    this.loader = loader;
    this.parts = parts.stream().map(PartInForce::new).toList();
    this.alerts = alerts;
  }

  /**
   * Takes what was loaded first. Nothing runs yet.
   *
   * @throws FalcoException if something cannot be
   */
  void begin(RunLoader.Loaded loaded) throws FalcoException {
    first = prepare(loaded);
  }

  /**
   * Has the parts begin to run by what was taken.
   *
   * @throws FalcoException if one cannot that must
   */
  void start() throws FalcoException {
    for (PartInForce<?>.Change change : first) {
      try {
        change.make();
      } catch (FalcoException e) {
        if (!change.mayBeMissing()) {
          throw e;
        }
      }
    }
  }

  /** What is to be done, so that at no time there is less than before and behind. */
  private List<PartInForce<?>.Change> prepare(RunLoader.Loaded loaded) throws FalcoException {
    List<PartInForce<?>.Change> changes = new ArrayList<>();
    for (PartInForce<?> part : parts) {
      changes.add(part.prepare(loaded));
    }
    changes.sort(Comparator.comparing(PartInForce.Change::isEnd));
    FileState all = loaded.files();
    for (PartInForce<?>.Change change : changes) {
      all = all.and(change.files());
    }
    files = all;
    configFiles = loaded.configuration().files();
    return changes;
  }

  /** Reads everything anew. */
  void reload() {
    List<PartInForce<?>.Change> changes;
    try {
      refusePipes();
      changes = prepare(loader.load());
    } catch (FalcoException e) {
      fail("The configuration from before stays in force", String.valueOf(e.getMessage()));
      return;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      LOGGER.debug("reloading failed", e);
      fail("The configuration from before stays in force", e.toString());
      return;
    }
    List<String> changed = new ArrayList<>();
    for (PartInForce<?>.Change change : changes) {
      if (change.isNeeded() && make(change)) {
        changed.add(change.part());
      }
    }
    if (changed.isEmpty()) {
      LOGGER.info("The configuration is the same as before");
      return;
    }
    reloads.incrementAndGet();
    reloadNanos = now();
    LOGGER.info("The changed configuration is in force: {}", String.join(", ", changed));
  }

  /** What came through a pipe, as {@code -r <(make-rules)}, is gone: who read it again would wait. */
  private void refusePipes() throws FalcoException {
    for (Path path : files.paths()) {
      if (NamedPipe.isAt(path)) {
        throw new FalcoException(path + " is a pipe, which can be read only once");
      }
    }
  }

  private boolean make(PartInForce<?>.Change change) {
    try {
      change.make();
      return true;
    } catch (FalcoException e) {
      if (!change.mayBeMissing()) {
        fail(change.part() + " goes on as before", String.valueOf(e.getMessage()));
      }
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      LOGGER.debug("{} could not be changed", change.part(), e);
      fail(change.part() + " goes on as before", e.toString());
    }
    return false;
  }

  private void fail(String what, String reason) {
    failures.incrementAndGet();
    LOGGER.error("{}: {}", what, reason);
    alerts.accept(
        new InternalAlert(
            now(), Priority.CRITICAL, FAILURE, FAILURE + ": " + reason, new TreeMap<>()));
  }

  /** The files that the configuration in force was read from, as they were before. */
  FileState files() {
    return files;
  }

  /** The files that the configuration was read from. */
  List<ConfigFile> configFiles() {
    return configFiles;
  }

  /** When the configuration in force took over, in nanoseconds since the epoch. */
  long reloadNanos() {
    return reloadNanos;
  }

  private static long now() {
    return System.currentTimeMillis() * 1_000_000L;
  }

  /** How often another configuration took over. */
  long reloads() {
    return reloads.get();
  }

  /** How often what was read was broken, or a part could not follow. */
  long failures() {
    return failures.get();
  }
}
