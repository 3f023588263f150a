// SPDX-License-Identifier: Apache-2.0
/**
 * The files that audit logs are kept in: which there are, in which order, how they are compressed,
 * and what else than audit events may be in them.
 */
@NullMarked
package io.falcoj.sources.audit.logs;

import org.jspecify.annotations.NullMarked;
