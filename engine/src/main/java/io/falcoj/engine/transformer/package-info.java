// SPDX-License-Identifier: Apache-2.0
/**
 * The transformers of the condition language. {@link
 * io.falcoj.engine.transformer.StandardTransformers} is the list from which the parser's tables,
 * error texts, documentation and the test matrix derive; to add a transformer, add a class and a
 * line there.
 */
@NullMarked
package io.falcoj.engine.transformer;

import org.jspecify.annotations.NullMarked;
