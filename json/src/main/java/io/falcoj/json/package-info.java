// SPDX-License-Identifier: Apache-2.0
/**
 * JSON as events hold it: a {@link io.falcoj.json.JsonDocument} finds where the members of a text
 * are when they are asked for, and gives them out as slices of the text; a {@link
 * io.falcoj.json.JsonPointer} leads to one of them. {@link io.falcoj.json.JsonScanner} and {@link
 * io.falcoj.json.StructureScanner} read the text once. Knows no event.
 */
@NullMarked
package io.falcoj.json;

import org.jspecify.annotations.NullMarked;
