// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Predicate;

/**
 * Where alerts go that are not for a file or another machine.
 *
 * @param stream never closed
 * @param hasLostReader whether a failed write to it means that nobody reads any more
 */
public record StandardOutput(OutputStream stream, Predicate<IOException> hasLostReader) {}
