// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon;

import io.falcoj.daemon.config.ConfigKeys;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.daemon.config.PluginEntry;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.fields.constant.StaticFields;
import io.falcoj.fields.json.SyscallJsonFields;
import io.falcoj.fields.table.FieldSettings;
import io.falcoj.library.FalcoSettings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of a run: the standard ones, and what the configuration adds.
 *
 * @param place where falcoj runs, and how data is printed
 * @param json whether documents in JSON have fields of their own among system calls
 * @param texts further fields with the same text for every event, by name
 */
public record ConfiguredFields(FieldSettings place, boolean json, Map<String, String> texts) {

  private static final String JSON_PLUGIN = "json";

  public ConfiguredFields {
    texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
  }

  /** Reads the configuration. */
  public static ConfiguredFields of(FalcoConfig config, FieldSettings place) {
    return new ConfiguredFields(
        place.withBase64Buffers(config.get(ConfigKeys.BUFFER_FORMAT_BASE64)),
        PluginEntry.loaded(config, JSON_PLUGIN).isPresent(),
        config.get(ConfigKeys.STATIC_FIELDS));
  }

  /** All of them. */
  public FieldRegistry registry() {
    return settings().fields();
  }

  /** The standard settings of the library, with these fields. */
  FalcoSettings settings() {
    FalcoSettings settings = FalcoSettings.at(place);
    if (json) {
      settings = settings.withFields(SyscallJsonFields.fieldClass());
    }
    return texts.isEmpty() ? settings : settings.withFields(StaticFields.fieldClass(texts));
  }
}
