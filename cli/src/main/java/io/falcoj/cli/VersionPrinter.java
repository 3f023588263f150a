// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.app.FalcoException;
import io.falcoj.app.config.ConfigKeys;
import io.falcoj.app.config.FalcoConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code --version}: falcoj's own version, and the versions of what it follows. */
final class VersionPrinter {

  private static final String RESOURCE = "versions.properties";

  private final Console console;

  VersionPrinter(Console console) {
    this.console = console;
  }

  int run(FalcoConfig config) throws FalcoException {
    Properties versions = versions();
    console.print(config.get(ConfigKeys.JSON_OUTPUT) ? json(versions) : text(versions));
    return ExitCode.OK;
  }

  private static String text(Properties versions) {
    return "falcoj version: %s\nFalco version:  %s\nLibs version:   %s\nEngine:         %s\n"
        .formatted(
            versions.getProperty("falcoj"),
            versions.getProperty("falco"),
            versions.getProperty("libs"),
            versions.getProperty("engine"));
  }

  private static String json(Properties versions) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("engine_version_semver", versions.getProperty("engine"));
    json.put("falco_version", versions.getProperty("falco"));
    json.put("falcoj_version", versions.getProperty("falcoj"));
    json.put("libs_version", versions.getProperty("libs"));
    return json + "\n";
  }

  private static Properties versions() {
    Properties versions = new Properties();
    try (InputStream resource = VersionPrinter.class.getResourceAsStream(RESOURCE)) {
      versions.load(resource);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return versions;
  }
}
