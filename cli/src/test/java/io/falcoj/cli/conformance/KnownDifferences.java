// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The checks that falcoj answers otherwise than the reference, on purpose. Each line of the
 * resource {@code known-differences.txt} is the id of a check, a colon and the row of {@code
 * docs/differences.md} that gives the reason: the text of the row's first column.
 */
final class KnownDifferences {

  private static final String RESOURCE = "known-differences.txt";

  private final Map<String, String> rowsByCheck;

  private KnownDifferences(Map<String, String> rowsByCheck) {
    this.rowsByCheck = rowsByCheck;
  }

  /**
   * Reads the list.
   *
   * @throws IOException if it cannot be read or a line is not what it must be
   */
  static KnownDifferences load() throws IOException {
    Map<String, String> rows = new LinkedHashMap<>();
    try (InputStream resource = KnownDifferences.class.getResourceAsStream(RESOURCE);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        int colon = line.indexOf(": ");
        if (colon < 0 || rows.put(line.substring(0, colon), line.substring(colon + 2)) != null) {
          throw new IOException(RESOURCE + ": not 'check: row', or there twice: " + line);
        }
      }
    }
    return new KnownDifferences(rows);
  }

  /** The row that explains why a check fails, if it is known to fail. */
  Optional<String> rowOf(String check) {
    return Optional.ofNullable(rowsByCheck.get(check));
  }

  /** The checks that the list names. */
  Set<String> checks() {
    return rowsByCheck.keySet();
  }

  /** The rows that the list names. */
  Set<String> rows() {
    return Set.copyOf(rowsByCheck.values());
  }
}
