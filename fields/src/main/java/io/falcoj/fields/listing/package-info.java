// SPDX-License-Identifier: Apache-2.0
/**
 * The list of fields for people and programs: {@link io.falcoj.fields.listing.FieldList}, as text,
 * Markdown and JSON. Depends on the engine's contracts alone.
 */
@NullMarked
package io.falcoj.fields.listing;

import org.jspecify.annotations.NullMarked;
