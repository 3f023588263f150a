// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon;

import io.falcoj.fields.StandardPlugins;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** falcoj's own version, and the versions of what it follows. */
public final class Versions {

  private static final Properties VERSIONS = read();

  private Versions() {}

  /** Version of falcoj. */
  public static String falcoj() {
    return VERSIONS.getProperty("falcoj_version");
  }

  /** Version of Falco that falcoj follows. */
  public static String falco() {
    return VERSIONS.getProperty("falco_version");
  }

  /** Version of the schema of system call events. */
  public static String schema() {
    return VERSIONS.getProperty("driver_schema_version");
  }

  /** All versions, for a person. */
  public static String text() {
    return """
    falcoj version: %s
    Falco version: %s
    Libs version:  %s
    Plugin API:    %s
    Engine:        %s
    Driver:
      API version:    %s
      Schema version: %s
      Default driver: %s
    """
        .formatted(
            falcoj(),
            VERSIONS.getProperty("falco_version"),
            VERSIONS.getProperty("libs_version"),
            VERSIONS.getProperty("plugin_api_version"),
            VERSIONS.getProperty("engine_version_semver"),
            VERSIONS.getProperty("driver_api_version"),
            schema(),
            VERSIONS.getProperty("default_driver_version"));
  }

  /** All versions in the shape of Falco's, with falcoj's own beside. */
  public static ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    VERSIONS.stringPropertyNames().stream()
        .sorted()
        .forEach(name -> json.put(name, VERSIONS.getProperty(name)));
    ObjectNode plugins = json.putObject("plugin_versions");
    StandardPlugins.ALL.forEach(plugin -> plugins.put(plugin.name(), plugin.version()));
    return json;
  }

  private static Properties read() {
    Properties versions = new Properties();
    try (InputStream resource = Versions.class.getResourceAsStream("versions.properties")) {
      versions.load(resource);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return versions;
  }
}
