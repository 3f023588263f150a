// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.read;

import io.falcoj.engine.rules.definition.ExceptionDefinition;
import io.falcoj.engine.rules.definition.ExceptionEntry;
import io.falcoj.engine.rules.definition.ItemNode;
import io.falcoj.engine.rules.definition.RuleKey;
import io.falcoj.engine.rules.result.Diagnostics;
import io.falcoj.engine.rules.result.ItemType;
import io.falcoj.engine.rules.result.LoadContext;
import io.falcoj.engine.rules.result.RulesException;
import io.falcoj.engine.rules.result.WarningCode;
import io.falcoj.engine.yaml.YamlNode;
import io.falcoj.engine.yaml.YamlScalar;
import io.falcoj.engine.yaml.YamlSequence;
import io.falcoj.grammar.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the exceptions of a rule. */
final class ExceptionReader {

  private final Diagnostics diagnostics;

  ExceptionReader(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /**
   * The exceptions of an item; none if it has no such key, or nothing behind it.
   *
   * @param append whether they are appended: then they need no fields
   */
  List<ExceptionDefinition> read(ItemNode rule, boolean append) throws RulesException {
    List<ExceptionDefinition> exceptions = new ArrayList<>();
    YamlNode node = rule.get(RuleKey.RULE_EXCEPTIONS.text());
    if (node == null || ItemNode.isNull(node)) {
      return exceptions;
    }
    LoadContext context = rule.context().at(node.span(), ItemType.EXCEPTIONS, "");
    Set<String> names = new HashSet<>();
    for (YamlNode entry : ItemNode.items(node, "Rule exceptions must be a sequence", context)) {
      ItemNode unnamed =
          ItemNode.of(
              entry,
              "Rule exception must be a mapping",
              context.at(entry.span(), ItemType.EXCEPTION, ""));
      String name = unnamed.requiredText("name").text();
      ItemNode named = unnamed.in(rule.context().at(entry.span(), ItemType.EXCEPTION, name));
      if (!names.add(name)) {
        diagnostics.warn(
            WarningCode.LOAD_EXCEPTION_NAME_NOT_UNIQUE,
            "Multiple definitions of exception '" + name + "' in the same rule",
            named.context());
      }
      exceptions.add(readException(named, name, append));
    }
    return exceptions;
  }

  private ExceptionDefinition readException(ItemNode exception, String name, boolean append)
      throws RulesException {
    ExceptionEntry fields = ExceptionEntry.NONE;
    if (!append || exception.has("fields")) {
      fields = readEntry(exception.required("fields"), "fields", exception.context());
    }
    ExceptionEntry comps = ExceptionEntry.NONE;
    if (exception.has("comps")) {
      comps = readEntry(exception.required("comps"), "comps", exception.context());
    }
    List<ExceptionEntry> values = new ArrayList<>();
    YamlNode valuesNode = exception.get("values");
    if (valuesNode != null) {
      values.addAll(readValues(valuesNode, exception.context()));
    } else if (append) {
      diagnostics.warn(
          WarningCode.LOAD_APPEND_NO_VALUES,
          "Overriding/appending exception with no values",
          exception.context());
    }
    return new ExceptionDefinition(name, fields, comps, values, exception.context());
  }

  private static List<ExceptionEntry> readValues(YamlNode node, LoadContext exception)
      throws RulesException {
    LoadContext context = exception.at(node.span(), ItemType.EXCEPTION_VALUES, "");
    List<ExceptionEntry> values = new ArrayList<>();
    for (YamlNode value :
        ItemNode.items(node, "Rule exception values must be a sequence", context)) {
      values.add(readEntry(value, "", context.at(value.span(), ItemType.EXCEPTION_VALUE, "")));
    }
    return values;
  }

  private static ExceptionEntry readEntry(YamlNode node, String key, LoadContext parent)
      throws RulesException {
    LoadContext context = parent.at(node.span(), ItemType.VALUE_FOR, key);
    Span place = node instanceof YamlScalar value ? value.valueSpan() : node.span();
    if (node instanceof YamlSequence sequence) {
      List<ExceptionEntry> items = new ArrayList<>();
      for (YamlNode item : sequence.items()) {
        items.add(readEntry(item, "", context.at(item.span(), ItemType.EXCEPTION, "")));
      }
      return new ExceptionEntry(true, "", items, place);
    }
    if (node instanceof YamlScalar scalar && !scalar.isNull()) {
      if (scalar.text().isEmpty()) {
        throw RulesException.malformed("Value must be non-empty", context);
      }
      return new ExceptionEntry(false, scalar.text(), List.of(), place);
    }
    return new ExceptionEntry(false, "", List.of(), place);
  }
}
