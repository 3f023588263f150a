// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.config;

import java.util.Objects;

/** A key or a value of the configuration is not what it can be; the message names it. */
public final class ConfigException extends Exception {

  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message);
  }

  /** Never absent. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
