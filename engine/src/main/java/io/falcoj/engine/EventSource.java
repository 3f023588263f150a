// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Something that events come from. To add one, write an entry and add it to the list of sources:
 * rules of its name load, and texts and recordings of its events can be evaluated. Immutable,
 * shared by all threads.
 */
public interface EventSource {

  /** What rules call it: {@code k8s_audit}. */
  String name();

  /** The Falco plugin whose work it does; empty if there is none. */
  default Optional<Plugin> plugin() {
    return Optional.empty();
  }

  /** The fields of its events, beside those that every event has. */
  List<FieldClass> fieldClasses();

  /** Turns bytes into its events, for one thread. */
  EventReader newReader();

  /**
   * Whether an input is a recording of its events. Looks at the first bytes and steps back.
   *
   * @param input supports marks
   */
  default boolean isRecording(InputStream input) throws IOException {
    return false;
  }
}
