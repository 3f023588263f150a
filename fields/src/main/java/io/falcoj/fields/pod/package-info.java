// SPDX-License-Identifier: Apache-2.0
/**
 * Fields {@code pod.*}: falcoj's own, about the pod that a request creates. Each tells what only
 * several properties of the pod together tell, and what no condition over single properties can
 * express. May depend on the engine and on the audit event.
 */
@NullMarked
package io.falcoj.fields.pod;

import org.jspecify.annotations.NullMarked;
