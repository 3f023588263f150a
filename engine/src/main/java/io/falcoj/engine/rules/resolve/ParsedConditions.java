// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.resolve;

import io.falcoj.engine.rules.definition.SourcedText;
import io.falcoj.grammar.ConditionParser;
import io.falcoj.grammar.ConditionSyntaxException;
import io.falcoj.grammar.Expr;
import java.util.HashMap;
import java.util.Map;

/**
 * Parses conditions, and keeps the tree of each macro and rule: all conditions are looked at again
 * after each file, but few have changed, or the places where they were written.
 */
public final class ParsedConditions {

  private final ConditionParser parser;
  private final Map<String, Parsed> macros = new HashMap<>();
  private final Map<String, Parsed> rules = new HashMap<>();

  private record Parsed(SourcedText text, Expr expr) {}

  public ParsedConditions(ConditionParser parser) {
    this.parser = parser;
  }

  Expr ofMacro(String name, SourcedText text) throws ConditionSyntaxException {
    return parse(macros, name, text);
  }

  Expr ofRule(String name, SourcedText text) throws ConditionSyntaxException {
    return parse(rules, name, text);
  }

  private Expr parse(Map<String, Parsed> known, String name, SourcedText text)
      throws ConditionSyntaxException {
    Parsed parsed = known.get(name);
    if (parsed == null || !parsed.text().equals(text)) {
      parsed = new Parsed(text, parser.parse(text));
      known.put(name, parsed);
    }
    return parsed.expr();
  }
}
