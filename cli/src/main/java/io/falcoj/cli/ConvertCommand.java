// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code falcoj convert}: turns something else into rules. */
@Command(
    name = "convert",
    description = "Turns something else into Falco rules.",
    subcommands = ConvertPspCommand.class,
    synopsisSubcommandLabel = "COMMAND")
final class ConvertCommand {

  @ParentCommand @Nullable FalcojCommand falcoj;

  /** The command that this one was given to. */
  FalcojCommand falcoj() {
    return Objects.requireNonNull(falcoj);
  }
}
