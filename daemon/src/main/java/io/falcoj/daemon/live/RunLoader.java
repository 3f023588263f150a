// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import io.falcoj.daemon.ConfiguredFalco;
import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.daemon.config.LoadedConfig;

/** Reads configuration, policies and rules, as often as they are wanted. */
@FunctionalInterface
public interface RunLoader {

  /**
   * What was read.
   *
   * @param files that it was read from, or that were looked for, as they were before
   */
  record Loaded(ConfiguredFalco falco, LoadedConfig configuration, FileState files) {

    /** The values of the configuration. */
    public FalcoConfig config() {
      return configuration.config();
    }
  }

  /**
   * Reads everything anew.
   *
   * @throws FalcoException if something is not valid; the message says what
   */
  Loaded load() throws FalcoException;
}
