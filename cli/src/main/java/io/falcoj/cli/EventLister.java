// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.EventList;
import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.Versions;
import io.falcoj.fields.listing.FieldListFormat;

/** {@code --list-events} and {@code -i}. */
final class EventLister {

  private final Console console;

  EventLister(Console console) {
    this.console = console;
  }

  int list(FieldListFormat format) throws FalcoException {
    console.print(EventList.render(format, Versions.schema()));
    return ExitCode.OK;
  }

  int listIgnored() throws FalcoException {
    StringBuilder text = new StringBuilder("Ignored syscall(s):\n");
    EventList.ignored().forEach(name -> text.append("- ").append(name).append('\n'));
    console.print(text.append('\n').toString());
    return ExitCode.OK;
  }
}
