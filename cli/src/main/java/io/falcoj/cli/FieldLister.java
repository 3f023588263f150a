// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.ConfiguredFields;
import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.LocalPlace;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.fields.listing.FieldList;
import io.falcoj.fields.listing.FieldListFormat;

/** {@code --list}. */
final class FieldLister {

  private final Console console;

  FieldLister(Console console) {
    this.console = console;
  }

  /**
   * @param source whose fields to list; empty for all
   * @param verbose whether texts say of which type fields are
   */
  int run(
      FalcoConfig config, String source, boolean namesOnly, FieldListFormat format, boolean verbose)
      throws FalcoException {
    FieldRegistry registry =
        ConfiguredFields.of(config, LocalPlace.of(console.environment())).registry();
    if (!source.isEmpty() && !registry.sources().contains(source)) {
      throw new FalcoException(
          "--list: found the source \"%s\", expected one of %s"
              .formatted(source, String.join(", ", registry.sources())));
    }
    FieldList list = source.isEmpty() ? FieldList.of(registry) : FieldList.of(registry, source);
    console.print(namesOnly ? list.renderNames(format) : list.render(format, verbose));
    return ExitCode.OK;
  }
}
