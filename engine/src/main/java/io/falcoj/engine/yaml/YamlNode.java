// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.yaml;

import io.falcoj.grammar.Span;

/**
 * A node of a YAML document. Immutable. An alias is the very node that its anchor marks, so a node
 * may stand in several places and its span is that of the anchor.
 */
public sealed interface YamlNode permits YamlScalar, YamlSequence, YamlMapping {

  /** Where the node's content stands: behind anchor and tag. */
  Span span();

  /** What the node is, for messages: {@code a list}, {@code the text "abc"}. */
  String describe();
}
