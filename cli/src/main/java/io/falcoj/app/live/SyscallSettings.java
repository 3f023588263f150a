// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.live;

import io.falcoj.app.config.ConfigException;
import io.falcoj.app.config.ConfigKey;
import io.falcoj.app.config.ConfigKeys;
import io.falcoj.app.config.FalcoConfig;
import io.falcoj.sources.syscall.state.StateLimits;
import java.time.Duration;

/**
 * What {@code falco_libs} says about live system calls.
 *
 * @param limits how much is kept of the machine
 * @param snapLength most bytes of data that an event carries; 0 for the standard
 */
record SyscallSettings(StateLimits limits, int snapLength) {

  /** Most bytes of data that any event can carry. */
  private static final int MAX_SNAP_LENGTH = 65_000;

  /** As the reference takes it: a number of 32 bits without sign. */
  private static final long MAX_NUMBER = 0xFFFF_FFFFL;

  /**
   * Reads the configuration.
   *
   * @throws ConfigException if a number is out of range
   */
  static SyscallSettings of(FalcoConfig config) throws ConfigException {
    long threads = number(config, ConfigKeys.FALCO_LIBS_THREAD_TABLE_SIZE, Integer.MAX_VALUE);
    return new SyscallSettings(
        new StateLimits(
            threads == 0 ? StateLimits.STANDARD.threads() : (int) threads,
            Duration.ofSeconds(number(config, ConfigKeys.FALCO_LIBS_PURGING_INTERVAL, MAX_NUMBER)),
            Duration.ofSeconds(number(config, ConfigKeys.FALCO_LIBS_PURGING_TIMEOUT, MAX_NUMBER))),
        (int) number(config, ConfigKeys.FALCO_LIBS_SNAPLEN, MAX_SNAP_LENGTH));
  }

  private static long number(FalcoConfig config, ConfigKey<Long> key, long most)
      throws ConfigException {
    long number = config.get(key);
    if (number < 0 || number > most) {
      throw new ConfigException(
          "%s: found %d, expected a number from 0 to %d".formatted(key.path(), number, most));
    }
    return number;
  }
}
