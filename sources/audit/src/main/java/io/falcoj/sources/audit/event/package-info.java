// SPDX-License-Identifier: Apache-2.0
/**
 * One Kubernetes audit event: {@link io.falcoj.sources.audit.event.AuditEvent}, a flyweight over
 * its text, which it points at and parses lazily.
 */
@NullMarked
package io.falcoj.sources.audit.event;

import org.jspecify.annotations.NullMarked;
