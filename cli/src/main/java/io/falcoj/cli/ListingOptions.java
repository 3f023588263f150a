// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.FalcoException;
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
      description = "With --list and --list-events: text, markdown or json. Default: text.")
  @Nullable FieldListFormat format;

  @Option(names = "--markdown", description = "Former spelling of --format markdown.")
  boolean markdown;

  @Option(names = "--list-plugins", description = "List the plugins that the configuration names.")
  boolean plugins;

  @Option(
      names = "--plugin-info",
      paramLabel = "NAME",
      description = "Tell of a plugin that the configuration names, by its name or library_path.")
  @Nullable String plugin;

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

  /**
   * How lists look.
   *
   * @throws FalcoException if that was said twice
   */
  FieldListFormat format() throws FalcoException {
    if (markdown && format != null) {
      throw new FalcoException("Cannot specify both --markdown and --format options together");
    }
    if (markdown) {
      return FieldListFormat.MARKDOWN;
    }
    return format == null ? FieldListFormat.TEXT : format;
  }
}
