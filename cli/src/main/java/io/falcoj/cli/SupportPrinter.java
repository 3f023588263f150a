// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.listing.SupportReport;
import picocli.CommandLine.Option;

/** {@code --support}. */
final class SupportPrinter implements Action {

  @Option(
      names = "--support",
      description = "Print versions, configuration and rules as JSON, for a report of a fault.")
  private boolean isAsked;

  private final RulesLoading loading;

  SupportPrinter(RulesLoading loading) {
    this.loading = loading;
  }

  @Override
  public boolean isAskedFor() {
    return isAsked;
  }

  @Override
  public int run(Invocation invocation) throws FalcoException {
    String report =
        SupportReport.of(
            loading.load(invocation), invocation.configuration(), invocation.arguments());
    invocation.console().print(report);
    return ExitCode.OK;
  }
}
