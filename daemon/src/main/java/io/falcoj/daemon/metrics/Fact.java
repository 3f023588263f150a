// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.metrics;

import java.util.Map;

/**
 * Something that metrics tell beside numbers.
 *
 * @param field its name in records: {@code falco.version}
 * @param value what records say
 * @param prometheus its name in Prometheus' text, without {@code _info}
 * @param labels what Prometheus' text says
 */
record Fact(String field, String value, String prometheus, Map<String, String> labels) {

  /** One that Prometheus has under a label of its own. */
  static Fact of(String field, String value, String prometheus, String label) {
    return new Fact(field, value, prometheus, Map.of(label, value));
  }
}
