// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.yaml;

/**
 * What a YAML text may not exceed. Files come from anyone; a few lines with aliases can stand for
 * billions of nodes.
 *
 * @param maxLength longest text, in characters
 * @param maxDepth deepest nesting of lists and mappings
 * @param maxNodes most nodes (scalars, lists, mappings) in all documents together
 * @param maxAliasNodes most nodes that all aliases together may stand for, counted each time
 */
public record YamlLimits(int maxLength, int maxDepth, int maxNodes, int maxAliasNodes) {

  /** 64 MiB of text, 100 levels, room for a list of millions of values; aliases for comfort. */
  public static final YamlLimits DEFAULT = new YamlLimits(64 << 20, 100, 10_000_000, 1_000_000);
}
