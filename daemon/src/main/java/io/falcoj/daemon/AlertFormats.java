// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon;

import io.falcoj.daemon.config.ConfigKeys;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.fields.table.FieldSettings;
import io.falcoj.outputs.AlertFormat;
import io.falcoj.outputs.AlertTime;
import io.falcoj.outputs.JsonAlertFormat;
import io.falcoj.outputs.TextAlertFormat;

/** How alerts look, by the configuration. */
final class AlertFormats {

  private AlertFormats() {}

  static AlertFormat of(FalcoConfig config, FieldSettings place) {
    AlertTime time =
        config.get(ConfigKeys.TIME_FORMAT_ISO_8601) ? AlertTime.ISO_8601 : AlertTime.CLOCK;
    if (!config.get(ConfigKeys.JSON_OUTPUT)) {
      return new TextAlertFormat(time, place.zone());
    }
    return new JsonAlertFormat(
        time,
        place.zone(),
        place.hostname(),
        new JsonAlertFormat.Parts(
            config.get(ConfigKeys.JSON_INCLUDE_OUTPUT),
            config.get(ConfigKeys.JSON_INCLUDE_MESSAGE),
            config.get(ConfigKeys.JSON_INCLUDE_OUTPUT_FIELDS),
            config.get(ConfigKeys.JSON_INCLUDE_TAGS)));
  }
}
