// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.config;

import java.util.List;

/**
 * A file that was read for the configuration.
 *
 * @param name its path, as it was given
 * @param sha256 of its bytes, in hexadecimal digits
 * @param problems where it departs from the schema, one line each: not errors
 */
public record ConfigFile(String name, String sha256, List<String> problems) {

  public ConfigFile {
    problems = List.copyOf(problems);
  }
}
