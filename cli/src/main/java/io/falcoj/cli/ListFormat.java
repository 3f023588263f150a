// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.FalcoException;
import io.falcoj.fields.listing.FieldListFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how lists look. */
final class ListFormat {

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "With --list and --list-events: text, markdown or json. Default: text.")
  private @Nullable FieldListFormat format;

  @Option(names = "--markdown", description = "Former spelling of --format markdown.")
  private boolean markdown;

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
