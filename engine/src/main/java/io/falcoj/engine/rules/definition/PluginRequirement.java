// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.definition;

import io.falcoj.engine.rules.result.LoadContext;
import java.util.List;

/**
 * One of these plugins must be there.
 *
 * @param alternatives one or more
 */
public record PluginRequirement(List<PluginVersion> alternatives, LoadContext context) {

  public PluginRequirement {
    alternatives = List.copyOf(alternatives);
  }
}
