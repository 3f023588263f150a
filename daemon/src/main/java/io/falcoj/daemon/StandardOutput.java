// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where alerts go that are not for a file or another machine.
 *
 * @param stream never closed
 * @param hasLostReader whether a failed write to it means that nobody reads any more
 * @param file by which it can be read where it is a file; null if it is known to be none
 */
public record StandardOutput(
    OutputStream stream, Predicate<IOException> hasLostReader, @Nullable Path file) {

  /** One that is no file. */
  public StandardOutput(OutputStream stream, Predicate<IOException> hasLostReader) {
    this(stream, hasLostReader, null);
  }
}
