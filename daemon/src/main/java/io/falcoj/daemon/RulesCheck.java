// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon;

import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.engine.rules.LoadedRules;
import io.falcoj.engine.rules.RuleLoader;
import io.falcoj.engine.rules.result.LoadResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What loading rules files came to, when it was done to see what is wrong with them.
 *
 * @param results one for each file
 * @param rules what could be loaded
 */
public record RulesCheck(List<LoadResult> results, LoadedRules rules) {

  public RulesCheck {
    results = List.copyOf(results);
  }

  /** Loads files one after another, whatever errors they have. */
  public static RulesCheck of(List<Path> paths, FalcoConfig config) {
    RulesSettings settings = RulesSettings.of(config, LocalPlace.of(System.getenv()), List.of());
    RuleLoader loader = settings.newLoader();
    List<LoadResult> results = new ArrayList<>();
    for (Path path : paths) {
      try {
        RulesPath.rules(path).forEach(file -> results.add(loader.load(file)));
      } catch (FalcoException e) {
        results.add(LoadResult.unreadable(path.toString(), e.getMessage()));
      }
    }
    return new RulesCheck(results, loader.rules());
  }

  /** Whether no file has an error. */
  public boolean isSuccessful() {
    return results.stream().allMatch(LoadResult::isSuccessful);
  }
}
