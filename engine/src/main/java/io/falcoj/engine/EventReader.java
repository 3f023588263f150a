// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

import java.io.IOException;
import java.io.InputStream;

/** Reads the events of one source out of bytes. Used by one thread, for one input after another. */
public interface EventReader {

  /**
   * Reads an input to its end. A record that cannot be read is told, and the next one is read.
   *
   * @param name what problems call the input
   * @throws IOException if the input cannot be read on; what came before was handed over
   */
  void read(String name, InputStream input, EventListener listener) throws IOException;
}
