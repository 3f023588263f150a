// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.transformer;

import io.falcoj.engine.predicate.ValueShape;
import org.jspecify.annotations.Nullable;

/**
 * What a transformer is applied to.
 *
 * @param field name by which error texts call it: the field that it is made from
 * @param constant its text, if it is a literal; else null
 */
public record TransformerArgument(ValueShape shape, String field, @Nullable String constant) {}
