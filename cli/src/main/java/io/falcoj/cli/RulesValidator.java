// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.RulesCheck;
import io.falcoj.daemon.config.ConfigKeys;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.engine.rules.result.LoadResult;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code -V}: says what is wrong with rules files, and with {@code -L} or {@code -l} what they are
 * about, if nothing is. As in Falco the result goes to standard output; as text it holds errors
 * only, and warnings go to the log.
 */
final class RulesValidator {

  private static final Logger LOGGER = LoggerFactory.getLogger(RulesValidator.class);

  private final Console console;

  RulesValidator(Console console) {
    this.console = console;
  }

  int run(RuleOptions options, FalcoConfig config) throws FalcoException {
    RulesCheck check = RulesCheck.of(options.validate, config);
    boolean describes =
        check.isSuccessful() && (options.listRules || options.describedRule != null);
    ObjectNode described =
        describes ? RulesDescriber.describe(check.rules(), options.describedRule) : null;
    if (config.get(ConfigKeys.JSON_OUTPUT)) {
      ObjectNode json = json(check.results());
      if (described != null) {
        json.set("falco_describe_results", described);
      }
      console.print(json + "\n");
    } else {
      String text = described == null ? "" : "\n" + RulesDescriber.text(described);
      console.print(text(check.results()) + text);
    }
    return check.isSuccessful() ? ExitCode.OK : ExitCode.ERROR;
  }

  private static String text(List<LoadResult> results) {
    return results.stream().map(RulesValidator::text).collect(Collectors.joining("\n", "", "\n"));
  }

  private static String text(LoadResult result) {
    if (result.isSuccessful() && result.hasWarnings()) {
      LOGGER.warn(result.verbose());
      return result.file() + ": Ok, with warnings";
    }
    return result.verbose();
  }

  private static ObjectNode json(List<LoadResult> results) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode array = json.putArray("falco_load_results");
    results.forEach(result -> array.add(result.json()));
    return json;
  }
}
