// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what to do with what was found. */
final class AlertOutput {

  @Option(
      names = "--redact",
      description =
          "Replace the data of Secrets and ConfigMaps, tokens, and the values of environment"
              + " variables, HTTP headers and volume drivers in alerts.")
  boolean redact;

  @Option(
      names = "--summary",
      paramLabel = "FILE|none",
      description =
          "Write the summary to a file, as JSON if its name ends in .json, or leave it out."
              + " Default: standard error.")
  @Nullable String summary;

  @Option(names = "--fail-on-alert", description =
          "Exit with 2 if there was an alert; of a policy, about something that was let in.")
  boolean failOnAlert;
}
