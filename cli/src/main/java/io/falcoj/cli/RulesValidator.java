// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.RulesCheck;
import io.falcoj.daemon.config.ConfigKeys;
import io.falcoj.daemon.listing.RulesListing;
import io.falcoj.engine.rules.result.LoadResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code -V}: says what is wrong with rules files, and with {@code -L} or {@code -l} what they are
 * about, if nothing is. As in Falco the result goes to standard output; as text it holds errors
 * only, and warnings go to the log.
 */
final class RulesValidator implements Action {

  private static final Logger LOGGER = LoggerFactory.getLogger(RulesValidator.class);

  @Option(
      names = {"-V", "--validate"},
      paramLabel = "FILE",
      description = "Check a rules file and say what is wrong with it. May be given several times.")
  private List<Path> files = new ArrayList<>();

  private final RulesDescriber describer;

  RulesValidator(RulesDescriber describer) {
    this.describer = describer;
  }

  @Override
  public boolean isAskedFor() {
    return !files.isEmpty();
  }

  @Override
  public int run(Invocation invocation) throws FalcoException {
    RulesCheck check = RulesCheck.of(files, invocation.config());
    ObjectNode described =
        check.isSuccessful() && describer.isAskedFor() ? describer.describe(check.rules()) : null;
    Console console = invocation.console();
    if (invocation.config().get(ConfigKeys.JSON_OUTPUT)) {
      ObjectNode json = json(check.results());
      if (described != null) {
        json.set("falco_describe_results", described);
      }
      console.print(json + "\n");
    } else {
      String text = described == null ? "" : "\n" + RulesListing.text(described);
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
