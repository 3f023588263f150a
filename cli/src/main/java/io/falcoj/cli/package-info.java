// SPDX-License-Identifier: Apache-2.0
/**
 * The command line: {@link io.falcoj.cli.Main}, one class a command, and what they share with the
 * terminal. Everything that works without a terminal is in {@code io.falcoj.daemon}; nothing depends
 * on this package.
 */
@NullMarked
package io.falcoj.cli;

import org.jspecify.annotations.NullMarked;
