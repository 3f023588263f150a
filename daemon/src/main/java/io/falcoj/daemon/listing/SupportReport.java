// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.listing;

import io.falcoj.daemon.ConfiguredFalco;
import io.falcoj.daemon.Versions;
import io.falcoj.daemon.config.LoadedConfig;
import io.falcoj.engine.rules.read.RulesFile;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code --support}: what a report of a fault needs, in the shape of Falco's. The configuration and
 * the rules are there as they are: who passes it on looks through it first.
 */
public final class SupportReport {

  private SupportReport() {}

  /**
   * The report as one line of JSON.
   *
   * @param arguments with which falcoj was called
   */
  public static String of(ConfiguredFalco falco, LoadedConfig loaded, List<String> arguments) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("cmdline", String.join(" ", arguments));
    json.put("config", loaded.json().toString());
    json.set("engine_info", Versions.json());
    ArrayNode files = json.putArray("rules_files");
    for (RulesFile file : falco.files()) {
      ObjectNode node = files.addObject().put("name", file.name());
      node.putArray("variants").addObject().put("content", file.source().content());
    }
    ObjectNode system = json.putObject("system_info");
    system.put("machine", System.getProperty("os.arch"));
    system.put("release", System.getProperty("os.version"));
    system.put("sysname", System.getProperty("os.name"));
    system.put("version", System.getProperty("java.vendor") + " " + Runtime.version());
    json.put("version", Versions.falcoj());
    return json + "\n";
  }
}
