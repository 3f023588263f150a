// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.fields.listing.FieldListFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that ask for information. */
final class ListingOptions {

  /** What {@code --list} means without a source. */
  static final String ALL_SOURCES = "";

  @Option(
      names = "--list",
      paramLabel = "SOURCE",
      arity = "0..1",
      fallbackValue = ALL_SOURCES,
      description =
          "List the fields that conditions and outputs may use: all, or those of a source.")
  @Nullable String fieldsOf;

  @Option(names = "-N", description = "With --list: names only.")
  boolean namesOnly;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "With --list and --list-events: text, markdown or json. Default: ${DEFAULT-VALUE}.")
  FieldListFormat format = FieldListFormat.TEXT;

  @Option(
      names = {"--list-events", "--list-syscall-events"},
      description = "List the events of system calls and their parameters.")
  boolean events;

  @Option(
      names = "-i",
      description = "List the system calls that live watching leaves out for their number.")
  boolean ignoredEvents;

  @Option(
      names = "--support",
      description = "Print versions, configuration and rules as JSON, for a report of a fault.")
  boolean support;

  @Option(names = "--version", description = "Print versions.")
  boolean version;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this.")
  boolean help;
}
