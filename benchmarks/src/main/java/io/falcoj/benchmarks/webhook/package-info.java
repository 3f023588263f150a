// SPDX-License-Identifier: Apache-2.0
/**
 * Load for a running audit webhook: the commands behind {@code benchmarks/webhook}. Uses bare
 * sockets, so that the load takes as little of the machine as it can.
 */
@NullMarked
package io.falcoj.benchmarks.webhook;

import org.jspecify.annotations.NullMarked;
