// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library;

import io.falcoj.engine.EventSource;
import io.falcoj.fields.table.FieldSettings;
import java.util.List;

/**
 * The sources that falcoj has. To add one, write an entry and name it here: rules of its name load,
 * and its events can be evaluated.
 */
public final class StandardSources {

  private StandardSources() {}

  /**
   * All of them, in the order in which Falco tells of them.
   *
   * @param place zone of printed times, and name of the machine
   */
  public static List<EventSource> all(FieldSettings place) {
    return List.of(new SyscallSource(place), new AuditSource());
  }
}
