// SPDX-License-Identifier: Apache-2.0
package io.falcoj.benchmarks;

import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.rules.LoadedRules;
import io.falcoj.engine.rules.LoaderSettings;
import io.falcoj.engine.rules.RuleLoader;
import io.falcoj.engine.rules.RunnableRules;
import io.falcoj.engine.rules.read.RulesFile;
import io.falcoj.engine.rules.result.LoadResult;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.fields.StandardFields;
import io.falcoj.fields.StandardPlugins;
import io.falcoj.fields.table.FieldSettings;
import io.falcoj.sources.audit.event.AuditEvent;
import java.time.ZoneOffset;

/** Rules of a text, loaded as the command line loads them. */
public final class LoadedRuleset {
  /** Rules over audit events of the kinds that teams run: fifty of them. */
  static final String FIFTY_RULES = "rules/k8s-audit.yaml";

  private static final FieldRegistry FIELDS =
      StandardFields.registry(new FieldSettings(ZoneOffset.UTC, "benchmark"));

  private LoadedRuleset() {}

  /** Reads and checks rules. */
  public static LoadedRules load(String rules) {
    RuleLoader loader = new RuleLoader(LoaderSettings.of(FIELDS, StandardPlugins.ALL));
    LoadResult result = loader.load(RulesFile.of("rules.yaml", rules));
    if (!result.isSuccessful()) {
      throw new IllegalArgumentException(result.verbose());
    }
    return loader.rules();
  }

  /** The rules over audit events, compiled. */
  static RunnableRules compile(LoadedRules rules) {
    return compile(rules, AuditEvent.SOURCE);
  }

  /** The rules over events of a source, compiled. */
  public static RunnableRules compile(LoadedRules rules, String source) {
    RunnableRules compiled = rules.compile(rules.select(), RuleMatching.FIRST).get(source);
    if (compiled == null) {
      throw new IllegalArgumentException("no rule over events of " + source);
    }
    return compiled;
  }
}
