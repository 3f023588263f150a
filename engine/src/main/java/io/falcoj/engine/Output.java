// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

import java.io.Closeable;
import java.io.IOException;

/** Where alerts go. Called by one thread at a time. */
public interface Output extends Closeable {

  /** Name as in the configuration: {@code stdout}, {@code file}. */
  String name();

  /**
   * Hands over one alert.
   *
   * @throws IOException if it could not be written; the next alert is tried all the same
   */
  void emit(Alert alert) throws IOException;

  /** Pushes out what is buffered. */
  void flush() throws IOException;
}
