// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.format;

import io.falcoj.engine.predicate.Slot;

/**
 * A value that is told beside the text.
 *
 * @param name field with its argument, or transformer with what it is applied to
 * @param transformed whether it is a transformer's result
 */
record ReportedField(String name, Slot slot, boolean transformed) {}
