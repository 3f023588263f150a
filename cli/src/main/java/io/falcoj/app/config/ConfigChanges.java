// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What differs between two configurations. */
public final class ConfigChanges {

  /** Top-level keys that matter whenever rules are loaded; all others matter at the start only. */
  private static final Set<String> OF_RULES =
      Set.of(
          "append_output",
          "buffer_format_base64",
          "capture",
          "config_files",
          "json_include_message_property",
          "json_include_output_fields_property",
          "json_include_output_property",
          "json_include_tags_property",
          "json_output",
          "priority",
          "rule_matching",
          "rules",
          "rules_file",
          "rules_files",
          "static_fields",
          "time_format_iso_8601");

  private ConfigChanges() {}

  /** Names of the changed keys that matter at the start only. */
  public static Collection<String> needingRestart(FalcoConfig before, FalcoConfig now) {
    Set<String> names = new TreeSet<>();
    for (ConfigKey<?> key : changed(before, now)) {
      if (!OF_RULES.contains(key.topLevel())) {
        names.add(key.path());
      }
    }
    return names;
  }

  /** Whether a key changed that matters whenever rules are loaded. */
  public static boolean concernRules(FalcoConfig before, FalcoConfig now) {
    return changed(before, now).stream().anyMatch(key -> OF_RULES.contains(key.topLevel()));
  }

  private static List<ConfigKey<?>> changed(FalcoConfig before, FalcoConfig now) {
    List<ConfigKey<?>> changed = new ArrayList<>();
    for (ConfigKey<?> key : ConfigKeys.all()) {
      if (key.use() == ConfigUse.ACTS && !before.get(key).equals(now.get(key))) {
        changed.add(key);
      }
    }
    return changed;
  }
}
