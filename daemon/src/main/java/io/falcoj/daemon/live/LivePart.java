// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import io.falcoj.daemon.FalcoException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something in a live run that the configuration describes: the rules, an output, a source, the web
 * server. Where its settings and the files that they name are the same as before, nothing happens
 * to it when a configuration takes over. Called by one thread at a time.
 *
 * @param <S> its settings; equal ones make it run alike
 */
public interface LivePart<S> {

  /** What messages call it. */
  String name();

  /**
   * What a configuration says about it. Changes nothing.
   *
   * @return null if it is not to run
   * @throws FalcoException if it says something that cannot be
   */
  @Nullable S settings(RunLoader.Loaded loaded) throws FalcoException;

  /** The files that are read when it begins to run by these settings. */
  default List<Path> files(S settings) {
    return List.of();
  }

  /**
   * Runs by these settings from now on, whether it ran before or not.
   *
   * @throws FalcoException if that is not possible: then it runs as before
   */
  void use(S settings) throws FalcoException;

  /**
   * Runs no longer, if it ran.
   *
   * @throws FalcoException if something could not be brought to its end; it does not run all the
   *     same
   */
  void stop() throws FalcoException;

  /**
   * Whether it is no failure of the run if it cannot begin to run now. It tells that itself, and is
   * tried again the next time.
   */
  default boolean mayBeMissing() {
    return false;
  }
}
