// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.transformer;

import io.falcoj.engine.predicate.ValueShape;

/**
 * A transformer over certain arguments.
 *
 * @param shape what it yields
 */
public record BoundTransformer(ValueShape shape, ValueFunction function) {}
