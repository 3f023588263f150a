// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.rules.read.RulesFile;
import io.falcoj.engine.rules.result.LoadResult;
import java.util.List;

/** Loads rules against {@link TestFields}. */
final class TestLoads {

  private TestLoads() {}

  /** A loader of its own for each test. */
  static RuleLoader loader() {
    return new RuleLoader(LoaderSettings.of(TestFields.REGISTRY, TestPlugins.ALL));
  }

  /** Loads texts one after the other, and gives the last one's result. */
  static LoadResult load(RuleLoader loader, List<String> texts) {
    LoadResult result = loader.load(RulesFile.of("file0.yaml", texts.get(0)));
    for (int i = 1; i < texts.size(); i++) {
      result = loader.load(RulesFile.of("file" + i + ".yaml", texts.get(i)));
    }
    return result;
  }

  /** Loads a text that has no error. */
  static LoadedRules rules(String text) {
    RuleLoader loader = loader();
    LoadResult result = load(loader, List.of(text));
    assertThat(result.errors()).as(result.verbose()).isEmpty();
    return loader.rules();
  }

  /** The result of loading a text. */
  static LoadResult result(String text) {
    return load(loader(), List.of(text));
  }

  /** A rule without warnings about its condition's cost. */
  static String rule(String name, String more) {
    return """
    - rule: %s
      desc: about %s
      condition: proc.name = rex
      output: rex barks
      priority: WARNING
      warn_evttypes: false
    %s\
    """
        .formatted(name, name, more.indent(2));
  }
}
