// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.live;

import io.falcoj.app.Falco;
import io.falcoj.app.FalcoException;
import io.falcoj.app.config.ConfigChanges;
import io.falcoj.app.config.ConfigFile;
import io.falcoj.app.config.FalcoConfig;
import io.falcoj.app.config.LoadedConfig;
import io.falcoj.engine.Priority;
import io.falcoj.outputs.InternalAlert;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts changed rules into force. What is the same as before, or broken, changes nothing: the rules
 * from before stay, and the error is told in the log and where alerts go, as in falco 0.44.
 */
final class Reloader {

  private static final String FAILURE = "Falco internal: hot restart failure";
  private static final Logger LOGGER = LoggerFactory.getLogger(Reloader.class);

  private final RunLoader loader;
  private final LiveRules rules;
  private final Consumer<InternalAlert> alerts;
  private final Consumer<RulesInForce> replaced;
  private LoadedConfig configuration;
  private FileState files;
  private @Nullable FileWatch watch;
  private long reloadNanos = now();
  private long reloads;
  private long failures;

  /**
   * @param start what is in force now
   * @param alerts where falcoj tells something of its own
   * @param replaced is told of rules that are in force no longer
   */
  Reloader(
      RunLoader loader,
      RunLoader.Loaded start,
      LiveRules rules,
      Consumer<InternalAlert> alerts,
      Consumer<RulesInForce> replaced) {
    this.loader = loader;
    this.configuration = start.configuration();
    this.files = start.files();
    this.rules = rules;
    this.alerts = alerts;
    this.replaced = replaced;
  }

  /** Reads everything anew; any thread may ask. */
  synchronized void reload() {
    RunLoader.Loaded loaded;
    try {
      loaded = loader.load();
    } catch (FalcoException e) {
      fail(String.valueOf(e.getMessage()));
      return;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      LOGGER.debug("reloading failed", e);
      fail(e.toString());
      return;
    }
    boolean isSame =
        !ConfigChanges.concernRules(configuration.config(), loaded.config())
            && texts(loaded.falco()).equals(texts(rules.current().falco()));
    tellChanges(loaded.config());
    configuration = loaded.configuration();
    files = loaded.files();
    if (watch != null) {
      watch.watch(files);
    }
    if (isSame) {
      LOGGER.info("The rules are the same as before");
      return;
    }
    reloads++;
    reloadNanos = now();
    RulesInForce before = rules.replace(loaded.falco());
    replaced.accept(before);
    LOGGER.info("The changed rules are in force");
  }

  /** What tells one set of rules from another, the rules of policies included. */
  private static List<String> texts(Falco falco) {
    return falco.files().stream().map(file -> file.source().content()).toList();
  }

  private void tellChanges(FalcoConfig changed) {
    Collection<String> names = ConfigChanges.needingRestart(configuration.config(), changed);
    if (!names.isEmpty()) {
      LOGGER.warn("changed, but matters only after a restart: {}", String.join(", ", names));
    }
  }

  private void fail(String reason) {
    failures++;
    LOGGER.error("The rules from before stay in force: {}", reason);
    alerts.accept(
        new InternalAlert(
            now(), Priority.CRITICAL, FAILURE, FAILURE + ": " + reason, new TreeMap<>()));
  }

  /** Has a watch look at the files that are read. */
  synchronized void watch(FileWatch newWatch) {
    watch = newWatch;
  }

  /** The files that the rules in force were read from, as they were before. */
  synchronized FileState files() {
    return files;
  }

  /** The files that the configuration was read from. */
  synchronized List<ConfigFile> configFiles() {
    return configuration.files();
  }

  /** When the rules in force took over, in nanoseconds since the epoch. */
  synchronized long reloadNanos() {
    return reloadNanos;
  }

  private static long now() {
    return System.currentTimeMillis() * 1_000_000L;
  }

  /** How often other rules took over. */
  synchronized long reloads() {
    return reloads;
  }

  /** How often what was read was broken. */
  synchronized long failures() {
    return failures;
  }
}
