// SPDX-License-Identifier: Apache-2.0
/**
 * falcoj with files, threads, environment and log: {@link io.falcoj.daemon.ConfiguredFalco} loads
 * rules and policies, reads recordings and writes alerts. The command line is a thin layer on top;
 * nothing here knows it.
 */
@NullMarked
package io.falcoj.daemon;

import org.jspecify.annotations.NullMarked;
