// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.EventList;
import io.falcoj.daemon.FalcoException;
import picocli.CommandLine.Option;

/** {@code -i}. */
final class IgnoredEventLister implements Action {

  @Option(
      names = "-i",
      description = "List the system calls that live watching leaves out for their number.")
  private boolean isAsked;

  @Override
  public boolean isAskedFor() {
    return isAsked;
  }

  @Override
  public int run(Invocation invocation) throws FalcoException {
    StringBuilder text = new StringBuilder("Ignored syscall(s):\n");
    EventList.ignored().forEach(name -> text.append("- ").append(name).append('\n'));
    invocation.console().print(text.append('\n').toString());
    return ExitCode.OK;
  }
}
