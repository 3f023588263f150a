// SPDX-License-Identifier: Apache-2.0
/**
 * YAML (and JSON, which is YAML) as a tree of nodes that know their place in the file. {@link
 * io.falcoj.engine.yaml.YamlReader} makes the tree; whoever reads rules, policies or settings walks
 * it key by key, and can name the line and column of everything it rejects. Nothing is bound to
 * classes, and scalars stay text until their reader says what they are. Depends on {@link
 * io.falcoj.grammar.Span}, {@link io.falcoj.grammar.Text} and the YAML parser only.
 */
@NullMarked
package io.falcoj.engine.yaml;

import org.jspecify.annotations.NullMarked;
