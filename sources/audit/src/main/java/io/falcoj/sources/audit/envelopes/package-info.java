// SPDX-License-Identifier: Apache-2.0
/**
 * What other programs wrap audit events in: records around them, packed strings, entries of Google
 * Cloud, rows of tables, and times in other forms than that of Kubernetes.
 */
@NullMarked
package io.falcoj.sources.audit.envelopes;

import org.jspecify.annotations.NullMarked;
