// SPDX-License-Identifier: Apache-2.0
/** Names and periods of metrics, as Falco's configuration and its Prometheus output have them. */
@NullMarked
package io.falcoj.daemon.metrics;

import org.jspecify.annotations.NullMarked;

