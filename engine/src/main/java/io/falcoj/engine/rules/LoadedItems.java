// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import io.falcoj.engine.rules.collect.LeftOutRule;
import io.falcoj.engine.rules.definition.PluginVersion;
import io.falcoj.engine.rules.definition.Version;
import io.falcoj.engine.rules.resolve.ResolvedRule;
import java.util.List;

/**
 * Everything that files without errors gave together.
 *
 * @param rules those of known sources
 * @param leftOut rules that are defined and not among those
 * @param requiredEngineVersion the latest that some file requires
 * @param pluginRequirements the alternatives of each requirement
 */
record LoadedItems(
    List<LoadedList> lists,
    List<LoadedMacro> macros,
    List<ResolvedRule> rules,
    List<LeftOutRule> leftOut,
    Version requiredEngineVersion,
    List<List<PluginVersion>> pluginRequirements) {

  static final LoadedItems NONE =
      new LoadedItems(List.of(), List.of(), List.of(), List.of(), Version.ZERO, List.of());

  LoadedItems {
    lists = List.copyOf(lists);
    macros = List.copyOf(macros);
    rules = List.copyOf(rules);
    leftOut = List.copyOf(leftOut);
    pluginRequirements = List.copyOf(pluginRequirements);
  }
}
