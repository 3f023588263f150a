// SPDX-License-Identifier: Apache-2.0
/**
 * falcoj for other programs: {@link io.falcoj.library.Falco} loads rules and policies from texts,
 * and an {@link io.falcoj.library.Evaluator} turns events into alerts. No files, threads, log or
 * environment: whoever embeds it brings its own.
 */
@NullMarked
package io.falcoj.library;

import org.jspecify.annotations.NullMarked;
