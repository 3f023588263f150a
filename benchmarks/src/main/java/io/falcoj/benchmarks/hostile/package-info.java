// SPDX-License-Identifier: Apache-2.0
/**
 * Clients that try to keep others from the web server and the audit webhook: the commands behind
 * {@code benchmarks/hostile}. {@link io.falcoj.benchmarks.hostile.HostileClients} is it.
 */
@NullMarked
package io.falcoj.benchmarks.hostile;

import org.jspecify.annotations.NullMarked;
