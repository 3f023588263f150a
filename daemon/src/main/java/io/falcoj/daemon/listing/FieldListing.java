// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.listing;

import io.falcoj.daemon.ConfiguredFields;
import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.LocalPlace;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.fields.listing.FieldList;
import io.falcoj.fields.listing.FieldListFormat;
import java.util.Map;

/** {@code --list}: the fields that conditions and outputs may use. */
public final class FieldListing {

  private final FieldList list;

  private FieldListing(FieldList list) {
    this.list = list;
  }

  /**
   * The fields that there are with a configuration.
   *
   * @param environment environment variables
   * @param source whose fields to list; empty for all
   * @throws FalcoException if there is no such source
   */
  public static FieldListing of(
      FalcoConfig config, Map<String, String> environment, String source) throws FalcoException {
    FieldRegistry registry = ConfiguredFields.of(config, LocalPlace.of(environment)).registry();
    if (!source.isEmpty() && !registry.sources().contains(source)) {
      throw new FalcoException(
          "--list: found the source \"%s\", expected one of %s"
              .formatted(source, String.join(", ", registry.sources())));
    }
    return new FieldListing(
        source.isEmpty() ? FieldList.of(registry) : FieldList.of(registry, source));
  }

  /** Their names only. */
  public String names(FieldListFormat format) {
    return list.renderNames(format);
  }

  /**
   * All about them.
   *
   * @param verbose whether texts say of which type fields are
   */
  public String text(FieldListFormat format, boolean verbose) {
    return list.render(format, verbose);
  }
}
