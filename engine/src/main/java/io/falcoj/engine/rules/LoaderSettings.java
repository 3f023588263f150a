// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.Plugin;
import io.falcoj.engine.Priority;
import io.falcoj.engine.rules.resolve.AppendOutput;
import java.util.List;

/**
 * What rules are loaded against.
 *
 * @param fields the fields that rules may name
 * @param sources the event sources whose rules are loaded; rules of others are left out with a
 *     warning
 * @param plugins what can satisfy {@code required_plugin_versions}
 * @param minimumPriority rules of lesser priority are checked, but never enabled; those made from
 *     policies are enabled all the same
 * @param appendOutputs what the configuration adds to outputs, in its order
 */
public record LoaderSettings(
    FieldRegistry fields,
    List<String> sources,
    List<Plugin> plugins,
    Priority minimumPriority,
    List<AppendOutput> appendOutputs) {

  public LoaderSettings {
    sources = List.copyOf(sources);
    plugins = List.copyOf(plugins);
    appendOutputs = List.copyOf(appendOutputs);
  }

  /** Everything that the registry has fields for, rules of every priority, plain outputs. */
  public static LoaderSettings of(FieldRegistry fields, List<Plugin> plugins) {
    return new LoaderSettings(
        fields, List.copyOf(fields.sources()), plugins, Priority.DEBUG, List.of());
  }
}
