// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.config;

import io.falcoj.engine.Priority;
import io.falcoj.engine.ruleset.RuleMatching;
import java.util.List;

/**
 * The keys of the configuration that falcoj acts on, by Falco's names. To add one, add a constant
 * and name it in {@link #all()}; reading, messages and documentation derive from that.
 */
public final class ConfigKeys {

  public static final ConfigKey<Boolean> BUFFER_FORMAT_BASE64 =
      new ConfigKey<>(
          "buffer_format_base64",
          ConfigType.BOOLEAN,
          false,
          "Print buffers, which may hold any bytes, in base64.");

  public static final ConfigKey<Boolean> FILE_OUTPUT_ENABLED =
      new ConfigKey<>(
          "file_output.enabled", ConfigType.BOOLEAN, false, "Append alerts to a file.");

  public static final ConfigKey<String> FILE_OUTPUT_FILENAME =
      new ConfigKey<>("file_output.filename", ConfigType.TEXT, "", "The file that gets alerts.");

  public static final ConfigKey<Boolean> FILE_OUTPUT_KEEP_ALIVE =
      new ConfigKey<>(
          "file_output.keep_alive",
          ConfigType.BOOLEAN,
          false,
          "Keep the file open between two alerts.");

  public static final ConfigKey<Boolean> JSON_INCLUDE_MESSAGE =
      new ConfigKey<>(
          "json_include_message_property",
          ConfigType.BOOLEAN,
          false,
          "Add the alert's text without time and priority to its JSON.");

  public static final ConfigKey<Boolean> JSON_INCLUDE_OUTPUT =
      new ConfigKey<>(
          "json_include_output_property",
          ConfigType.BOOLEAN,
          true,
          "Add the alert's text line to its JSON.");

  public static final ConfigKey<Boolean> JSON_INCLUDE_OUTPUT_FIELDS =
      new ConfigKey<>(
          "json_include_output_fields_property",
          ConfigType.BOOLEAN,
          true,
          "Add the values of the output's fields to the alert's JSON.");

  public static final ConfigKey<Boolean> JSON_INCLUDE_TAGS =
      new ConfigKey<>(
          "json_include_tags_property",
          ConfigType.BOOLEAN,
          true,
          "Add the rule's tags to the alert's JSON.");

  public static final ConfigKey<Boolean> JSON_OUTPUT =
      new ConfigKey<>("json_output", ConfigType.BOOLEAN, false, "Write alerts as JSON.");

  public static final ConfigKey<Priority> PRIORITY =
      new ConfigKey<>(
          "priority",
          ConfigType.PRIORITY,
          Priority.DEBUG,
          "Leave out rules that are less urgent than this.");

  public static final ConfigKey<RuleMatching> RULE_MATCHING =
      new ConfigKey<>(
          "rule_matching",
          ConfigType.oneOf(RuleMatching.class),
          RuleMatching.FIRST,
          "Alert on the first rule that an event matches, or on all of them.");

  public static final ConfigKey<Boolean> STDOUT_OUTPUT_ENABLED =
      new ConfigKey<>(
          "stdout_output.enabled", ConfigType.BOOLEAN, true, "Write alerts to standard output.");

  public static final ConfigKey<Boolean> TIME_FORMAT_ISO_8601 =
      new ConfigKey<>(
          "time_format_iso_8601",
          ConfigType.BOOLEAN,
          false,
          "Write times as date, time and offset in UTC.");

  private ConfigKeys() {}

  /** All keys, by path. */
  public static List<ConfigKey<?>> all() {
    return List.of(
        BUFFER_FORMAT_BASE64,
        FILE_OUTPUT_ENABLED,
        FILE_OUTPUT_FILENAME,
        FILE_OUTPUT_KEEP_ALIVE,
        JSON_INCLUDE_MESSAGE,
        JSON_INCLUDE_OUTPUT_FIELDS,
        JSON_INCLUDE_OUTPUT,
        JSON_INCLUDE_TAGS,
        JSON_OUTPUT,
        PRIORITY,
        RULE_MATCHING,
        STDOUT_OUTPUT_ENABLED,
        TIME_FORMAT_ISO_8601);
  }
}
