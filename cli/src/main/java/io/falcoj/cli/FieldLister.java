// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.listing.FieldListing;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --list}. */
final class FieldLister implements Action {

  /** What {@code --list} means without a source. */
  private static final String ALL_SOURCES = "";

  @Option(
      names = "--list",
      paramLabel = "SOURCE",
      arity = "0..1",
      fallbackValue = ALL_SOURCES,
      description =
          "List the fields that conditions and outputs may use: all, or those of a source.")
  private @Nullable String fieldsOf;

  @Option(names = "-N", description = "With --list: names only.")
  private boolean namesOnly;

  private final ListFormat format;
  private final RunOptions run;

  /**
   * @param run whether texts say of which type fields are
   */
  FieldLister(ListFormat format, RunOptions run) {
    this.format = format;
    this.run = run;
  }

  @Override
  public boolean isAskedFor() {
    return fieldsOf != null;
  }

  @Override
  public int run(Invocation invocation) throws FalcoException {
    FieldListing fields =
        FieldListing.of(
            invocation.config(), invocation.console().environment(), String.valueOf(fieldsOf));
    invocation
        .console()
        .print(
            namesOnly ? fields.names(format.format()) : fields.text(format.format(), run.verbose));
    return ExitCode.OK;
  }
}
