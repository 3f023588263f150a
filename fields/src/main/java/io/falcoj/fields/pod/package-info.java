// SPDX-License-Identifier: Apache-2.0
/**
 * Fields {@code pod.*}: falcoj's own, about the pod that a request creates, wherever the event holds
 * it, as policies judge it. Some tell what only several properties of the pod together tell, and
 * what no condition over single properties can express. May depend on the engine, on the audit event
 * and on how {@code ka.*} reads single values.
 */
@NullMarked
package io.falcoj.fields.pod;

import org.jspecify.annotations.NullMarked;
