// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.metrics;

/** Turns names that people chose into names that metrics may have. */
public final class MetricNames {

  private MetricNames() {}

  /** A label's name with each character that it cannot hold as {@code _}, several as one. */
  public static String ofLabel(String name) {
    String allowed = name.replaceAll("[^a-zA-Z0-9_]", "_").replaceAll("_+", "_");
    return allowed.isEmpty() || Character.isDigit(allowed.charAt(0)) ? "_" + allowed : allowed;
  }

  /**
   * A rule's name with each run of characters that a metric cannot hold as one {@code _}, none at
   * the end: {@code Shell (in a container)} becomes {@code Shell_in_a_container}. Follows falco
   * 0.44 {@code sanitize_rule_name}.
   */
  public static String ofRule(String rule) {
    StringBuilder name = new StringBuilder(rule.length());
    for (int i = 0; i < rule.length(); i++) {
      char c = rule.charAt(i);
      boolean allowed =
          c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == ':';
      if (allowed) {
        name.append(c);
      } else if (name.isEmpty() || name.charAt(name.length() - 1) != '_') {
        name.append('_');
      }
    }
    if (!name.isEmpty() && name.charAt(name.length() - 1) == '_') {
      name.setLength(name.length() - 1);
    }
    return name.toString();
  }
}
