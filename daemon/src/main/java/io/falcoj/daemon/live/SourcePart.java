// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.config.ConfigException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source of events: watched while it is wanted. The last one that is watched goes on even if no
 * rule looks at it any more.
 */
final class SourcePart<S> implements LivePart<S> {

  /** Reads what the configuration says. */
  @FunctionalInterface
  interface Reader<S> {
    S read(RunLoader.Loaded loaded) throws ConfigException;
  }

  private static final Logger LOGGER = LoggerFactory.getLogger(SourcePart.class);

  private final LiveSource<S> source;
  private final Reader<S> reader;
  private final Function<S, List<Path>> files;
  private final WatchedSources watched;
  private String whyNot = "";

  /**
   * @param files those that the settings name
   * @param watched knows what is wanted and what is watched
   */
  SourcePart(
      LiveSource<S> source,
      Reader<S> reader,
      Function<S, List<Path>> files,
      WatchedSources watched) {
    this.source = source;
    this.reader = reader;
    this.files = files;
    this.watched = watched;
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public @Nullable S settings(RunLoader.Loaded loaded) throws FalcoException {
    // Read also where it is not wanted: what is wrong is told at once.
    S settings = FalcoException.ofConfig(() -> reader.read(loaded));
    whyNot = watched.whyNotWanted(source.name(), loaded);
    return whyNot.isEmpty() ? settings : null;
  }

  @Override
  public List<Path> files(S settings) {
    return files.apply(settings);
  }

  @Override
  public void use(S settings) throws FalcoException {
    try {
      LOGGER.info("Watching {}: {}", source.name(), source.use(settings));
    } catch (SourceException e) {
      if (mayBeMissing()) {
        notWatching(String.valueOf(e.getMessage()));
      }
      throw new FalcoException(source.name() + " cannot be watched: " + e.getMessage(), e);
    }
    watched.add(source);
  }

  @Override
  public void stop() {
    if (watched.isLast(source)) {
      LOGGER.warn("Still watching {}, though {}: nothing else is", source.name(), whyNot);
      return;
    }
    source.stop();
    watched.remove(source);
    notWatching(whyNot);
  }

  private void notWatching(String why) {
    watched.notWatching(source.name(), why);
    LOGGER.warn("Not watching {}: {}", source.name(), why);
  }

  @Override
  public boolean mayBeMissing() {
    return !watched.demands(source.name()) && !source.isRunning();
  }
}
