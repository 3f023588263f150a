// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon;

import io.falcoj.daemon.config.ConfigException;
import java.util.Objects;

/**
 * Something that the user can put right: a file that cannot be read, a policy or rules that are not
 * valid, an alert that could not be written. The message says what, for a person.
 */
public final class FalcoException extends Exception {

  private static final long serialVersionUID = 1L;

  public FalcoException(String message) {
    super(message);
  }

  public FalcoException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Never absent. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** Reads something from a configuration. */
  @FunctionalInterface
  public interface ConfigReader<T> {
    T read() throws ConfigException;
  }

  /**
   * What is read from a configuration.
   *
   * @throws FalcoException in place of a {@link ConfigException}
   */
  public static <T> T ofConfig(ConfigReader<T> reader) throws FalcoException {
    try {
      return reader.read();
    } catch (ConfigException e) {
      throw new FalcoException(e.getMessage(), e);
    }
  }
}
