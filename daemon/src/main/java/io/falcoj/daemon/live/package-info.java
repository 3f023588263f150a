// SPDX-License-Identifier: Apache-2.0
/**
 * Watching what happens now. {@link io.falcoj.daemon.live.LiveRun} starts the sources, has their
 * events evaluated by the {@link io.falcoj.daemon.live.LiveRules rules in force}, which changed files
 * replace between two events, and stops everything in an order in which nothing that was accepted
 * is lost.
 */
@NullMarked
package io.falcoj.daemon.live;

import org.jspecify.annotations.NullMarked;

