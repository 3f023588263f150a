// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

/**
 * A field with its argument, ready to be read.
 *
 * @param type type of the values; differs from the definition's only for {@link
 *     FieldType#DYNAMIC} fields
 * @param list whether it yields any number of values; an index makes a list field yield one
 */
public record BoundField(
    FieldDefinition definition,
    FieldArgument argument,
    FieldType type,
    boolean list,
    FieldExtractor extractor) {}
