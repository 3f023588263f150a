// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app;

import io.falcoj.app.config.ConfigKeys;
import io.falcoj.app.config.FalcoConfig;
import io.falcoj.app.config.PluginEntry;
import io.falcoj.engine.FieldClass;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.fields.StandardFields;
import io.falcoj.fields.constant.StaticFields;
import io.falcoj.fields.json.SyscallJsonFields;
import io.falcoj.fields.table.FieldSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The fields of a run: the standard ones, and what the configuration adds. */
public final class ConfiguredFields {

  private static final String JSON_PLUGIN = "json";

  private ConfiguredFields() {}

  /** All of them. */
  public static FieldRegistry registry(FalcoConfig config, FieldSettings place) {
    List<FieldClass> classes =
        new ArrayList<>(
            StandardFields.classes(
                place.withBase64Buffers(config.get(ConfigKeys.BUFFER_FORMAT_BASE64))));
    if (PluginEntry.loaded(config, JSON_PLUGIN).isPresent()) {
      classes.add(SyscallJsonFields.fieldClass());
    }
    Map<String, String> texts = config.get(ConfigKeys.STATIC_FIELDS);
    if (!texts.isEmpty()) {
      classes.add(StaticFields.fieldClass(texts));
    }
    return new FieldRegistry(classes);
  }
}
