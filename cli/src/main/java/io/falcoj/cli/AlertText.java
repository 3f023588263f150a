// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.FalcoBuilder;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says what alerts tell beside what their rules have them tell. */
final class AlertText {

  /** What was named by these is part of the suggested output now. */
  private static final Set<String> IMPLIED = Set.of("c", "container", "k", "kubernetes");

  @Option(
      names = {"-p", "--print"},
      paramLabel = "FORMAT",
      description =
          "Add a text with fields to the outputs of all rules. As in Falco container and"
              + " kubernetes, c and k for short, add nothing.")
  private @Nullable String addition;

  /** Has the outputs of all rules that are loaded say it. */
  void addTo(FalcoBuilder builder) {
    if (addition != null && !IMPLIED.contains(addition)) {
      builder.appendOutput(addition);
    }
  }
}
