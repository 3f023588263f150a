// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app;

import io.falcoj.app.config.FalcoConfig;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.rules.LoadResult;
import io.falcoj.engine.rules.RuleLoader;
import io.falcoj.engine.rules.RulesFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Loads rules only to see what is wrong with them. */
public final class RulesCheck {

  private RulesCheck() {}

  /**
   * Loads files one after another, whatever errors they have.
   *
   * @return a result for each file
   * @throws FalcoException if a file cannot be read, or rules require a plugin that is not there
   */
  public static List<LoadResult> check(List<Path> paths, FalcoConfig config) throws FalcoException {
    List<RulesFile> files = new ArrayList<>();
    for (Path path : paths) {
      files.addAll(RulesPath.rules(path));
    }
    FieldRegistry fields = ConfiguredFields.registry(config, LocalPlace.of(System.getenv()));
    RuleLoader loader = FalcoBuilder.newLoader(config, fields, List.of());
    List<LoadResult> results = new ArrayList<>();
    files.forEach(file -> results.add(loader.load(file)));
    String lacking = loader.rules().unsatisfiedRequirement().orElse("");
    if (!lacking.isEmpty()) {
      throw new FalcoException(lacking);
    }
    return results;
  }
}
