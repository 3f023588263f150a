// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.EventList;
import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.Versions;
import picocli.CommandLine.Option;

/** {@code --list-events}. */
final class EventLister implements Action {

  @Option(
      names = {"--list-events", "--list-syscall-events"},
      description = "List the events of system calls and their parameters.")
  private boolean isAsked;

  private final ListFormat format;

  EventLister(ListFormat format) {
    this.format = format;
  }

  @Override
  public boolean isAskedFor() {
    return isAsked;
  }

  @Override
  public int run(Invocation invocation) throws FalcoException {
    invocation.console().print(EventList.render(format.format(), Versions.schema()));
    return ExitCode.OK;
  }
}
