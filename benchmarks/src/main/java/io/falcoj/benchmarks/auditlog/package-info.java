// SPDX-License-Identifier: Apache-2.0
/**
 * Makes large Kubernetes audit logs from templates, the same for the same seed: {@link
 * io.falcoj.benchmarks.auditlog.AuditLogGenerator}. Uses no other part of falcoj, so that a log
 * does not depend on what it measures.
 */
@NullMarked
package io.falcoj.benchmarks.auditlog;

import org.jspecify.annotations.NullMarked;
