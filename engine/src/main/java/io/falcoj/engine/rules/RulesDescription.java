// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import io.falcoj.engine.Event;
import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.engine.Plugin;
import io.falcoj.engine.Priority;
import io.falcoj.engine.compile.ConditionCompileException;
import io.falcoj.engine.compile.RulesetCompiler;
import io.falcoj.engine.format.OutputFormatCompiler;
import io.falcoj.engine.format.OutputFormatException;
import io.falcoj.engine.rules.definition.ExceptionDefinition;
import io.falcoj.engine.rules.definition.PluginVersion;
import io.falcoj.engine.rules.definition.RuleDefinition;
import io.falcoj.engine.rules.definition.RuleKey;
import io.falcoj.engine.rules.definition.SourcedText;
import io.falcoj.engine.rules.resolve.ResolvedRule;
import io.falcoj.engine.ruleset.EventTypeSet;
import io.falcoj.engine.yaml.YamlScalar;
import io.falcoj.grammar.ConditionParser;
import io.falcoj.grammar.ConditionSyntaxException;
import io.falcoj.grammar.Expr;
import io.falcoj.grammar.ExprPrinter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Describes loaded rules, macros and lists in the shape of Falco's {@code -L}. */
final class RulesDescription {

  private static final String SYSCALL_SOURCE = "syscall";
  private static final String ANY_SOURCE = "";

  private final LoadedItems items;
  private final LoaderSettings settings;
  private final ConditionParser parser;
  private final Set<String> macroNames;
  private final Set<String> listNames;

  RulesDescription(LoadedItems items, LoaderSettings settings, ConditionParser parser) {
    this.items = items;
    this.settings = settings;
    this.parser = parser;
    this.macroNames =
        items.macros().stream().map(macro -> macro.definition().name()).collect(Collectors.toSet());
    this.listNames =
        items.lists().stream().map(list -> list.definition().name()).collect(Collectors.toSet());
  }

  /** Everything that is loaded. */
  ObjectNode ofAll() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode lists = json.putArray("lists");
    items.lists().forEach(list -> lists.add(ofList(list)));
    ArrayNode macros = json.putArray("macros");
    items.macros().forEach(macro -> macros.add(ofMacro(macro)));
    json.put("required_engine_version", items.requiredEngineVersion().toString());
    ArrayNode plugins = json.putArray("required_plugin_versions");
    items.pluginRequirements().forEach(requirement -> plugins.add(ofRequirement(requirement)));
    ArrayNode rules = json.putArray("rules");
    items.rules().forEach(rule -> rules.add(ofRule(rule)));
    return json;
  }

  /** One rule. */
  ObjectNode of(ResolvedRule rule) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putArray("rules").add(ofRule(rule));
    return json;
  }

  private static ObjectNode ofRequirement(List<PluginVersion> alternatives) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode others = json.putArray("alternatives");
    for (PluginVersion other : alternatives.subList(1, alternatives.size())) {
      others.addObject().put("name", other.name()).put("version", other.version());
    }
    json.put("name", alternatives.get(0).name());
    json.put("version", alternatives.get(0).version());
    return json;
  }

  private static ObjectNode ofList(LoadedList list) {
    List<String> values = new ArrayList<>();
    Set<String> references = new LinkedHashSet<>();
    for (YamlScalar scalar : list.definition().items()) {
      String item = scalar.text();
      if (list.items().contains(item)) {
        values.add(item);
      } else {
        references.add(item);
      }
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode details = json.putObject("details");
    details.set("items_compiled", array(list.items()));
    details.set("lists", array(references));
    details.putArray("plugins");
    details.put("used", list.used());
    ObjectNode info = json.putObject("info");
    info.set("items", array(values));
    info.put("name", list.definition().name());
    return json;
  }

  private ObjectNode ofMacro(LoadedMacro macro) {
    ConditionDetails compiled = detailsOf(macro.condition());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode details = json.putObject("details");
    details.put("condition_compiled", ExprPrinter.printAsFalco(macro.condition()));
    details.set("condition_fields", array(compiled.fields()));
    details.set("condition_operators", array(compiled.operators()));
    details.set("events", array(eventNames(ANY_SOURCE, macro.condition(), compiled)));
    putReferences(details, macro.definition().condition());
    // Which plugin has a macro's fields depends on the rule that uses it.
    details.putArray("plugins");
    details.put("used", macro.used());
    ObjectNode info = json.putObject("info");
    info.put("condition", macro.definition().condition().content());
    info.put("name", macro.definition().name());
    return json;
  }

  private ObjectNode ofRule(ResolvedRule resolved) {
    RuleDefinition definition = resolved.definition();
    ConditionDetails compiled = detailsOf(resolved.condition());
    Set<String> outputFields = outputFields(resolved);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode details = json.putObject("details");
    details.put("condition_compiled", ExprPrinter.printAsFalco(resolved.condition()));
    details.set("condition_fields", array(compiled.fields()));
    details.set("condition_operators", array(compiled.operators()));
    details.set("events", array(eventNames(resolved.source(), resolved.condition(), compiled)));
    details.set("exception_fields", array(resolved.exceptionFields()));
    details.set("exception_names", array(exceptionNames(definition)));
    details.set("exception_operators", array(exceptionOperators(definition)));
    putExtraFields(details, resolved);
    putReferences(details, definition.condition());
    details.put("output_compiled", resolved.output());
    details.set("output_fields", array(outputFields));
    details.set("plugins", array(usedPlugins(resolved, compiled, outputFields)));
    json.set("info", infoOf(definition));
    return json;
  }

  private static ObjectNode infoOf(RuleDefinition rule) {
    SortedMap<String, JsonNode> values = new TreeMap<>();
    values.put("name", JsonNodeFactory.instance.stringNode(rule.name()));
    for (RuleKey key : RuleKey.ofRuleValues()) {
      if (!key.describedAs().isEmpty()) {
        values.put(key.describedAs(), json(rule.value(key)));
      }
    }
    ObjectNode info = JsonNodeFactory.instance.objectNode();
    values.forEach(info::set);
    return info;
  }

  private static JsonNode json(Object value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (value instanceof Boolean flag) {
      return nodes.booleanNode(flag);
    }
    if (value instanceof Long number) {
      return nodes.numberNode(number.longValue());
    }
    if (value instanceof Priority priority) {
      return nodes.stringNode(priority.text());
    }
    if (value instanceof SourcedText text) {
      return nodes.stringNode(text.content());
    }
    if (value instanceof Collection<?> texts) {
      ArrayNode array = nodes.arrayNode();
      texts.forEach(text -> array.add(text.toString()));
      return array;
    }
    return nodes.stringNode(value.toString());
  }

  private static void putExtraFields(ObjectNode details, ResolvedRule rule) {
    for (ResolvedRule.ExtraField field : rule.extraFields()) {
      if (!field.raw()) {
        details
            .withObjectProperty("extra_output_formatted_fields")
            .put(field.key(), field.format());
      }
    }
  }

  /** The macros and lists that a condition names as it is written. */
  private void putReferences(ObjectNode details, SourcedText condition) {
    ConditionDetails written;
    try {
      written = detailsOf(parser.parse(condition));
    } catch (ConditionSyntaxException e) {
      // It is a condition only once its lists are put in; then nobody can say what it names.
      written = new ConditionDetails(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());
    }
    details.set("lists", array(written.lists()));
    details.set("macros", array(written.macros()));
  }

  private Set<String> outputFields(ResolvedRule rule) {
    Set<String> fields = new LinkedHashSet<>();
    rule.extraFields().forEach(field -> fields.add(field.format()));
    RulesetCompiler compiler = new RulesetCompiler(settings.fields(), rule.source());
    try {
      fields.addAll(
          new OutputFormatCompiler(parser, compiler::slot)
              .compileRuleOutput(rule.output())
              .fieldNames());
    } catch (OutputFormatException e) {
      throw new IllegalStateException("an output that was checked does not compile", e);
    }
    return fields;
  }

  private List<String> usedPlugins(
      ResolvedRule rule, ConditionDetails compiled, Set<String> outputFields) {
    Set<String> fields = new LinkedHashSet<>(compiled.fields());
    fields.addAll(outputFields);
    List<String> used = new ArrayList<>();
    for (Plugin plugin : settings.plugins()) {
      if (plugin.isUsedBy(rule.source(), fields)) {
        used.add(plugin.name());
      }
    }
    return used;
  }

  private static Set<String> exceptionNames(RuleDefinition rule) {
    Set<String> names = new LinkedHashSet<>();
    rule.exceptions().forEach(exception -> names.add(exception.name()));
    return names;
  }

  private static Set<String> exceptionOperators(RuleDefinition rule) {
    Set<String> operators = new LinkedHashSet<>();
    for (ExceptionDefinition exception : rule.exceptions()) {
      if (exception.comps().isList()) {
        exception.comps().items().forEach(comp -> operators.add(comp.text()));
      } else {
        operators.add(exception.comps().text());
      }
    }
    return operators;
  }

  /** The names of the events for which a condition can be true. */
  private static Set<String> eventNames(String source, Expr condition, ConditionDetails details) {
    EventTable table = EventTable.standard();
    Set<String> names = new LinkedHashSet<>();
    if (source.equals(ANY_SOURCE) || source.equals(SYSCALL_SOURCE)) {
      for (int code : eventTypes(condition).codes()) {
        if (code == EventTable.GENERIC_ENTER || code == EventTable.GENERIC_EXIT) {
          details.eventNames().stream().filter(table::isSyscall).forEach(names::add);
        } else {
          names.add(table.type(code).name());
        }
      }
    } else {
      names.add(table.type(Event.PLUGIN_EVENT).name());
    }
    EventType async = table.type(EventTable.ASYNC_EVENT);
    names.add(async.name());
    return names;
  }

  private static EventTypeSet eventTypes(Expr condition) {
    try {
      return RulesetCompiler.eventTypesOf(condition);
    } catch (ConditionCompileException e) {
      // Only a macro that no rule uses can be so; nothing restricts its events.
      return EventTypeSet.ALL;
    }
  }

  private ConditionDetails detailsOf(Expr condition) {
    return ConditionDetails.of(condition, macroNames, listNames);
  }

  private static ArrayNode array(Collection<String> texts) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    texts.forEach(array::add);
    return array;
  }
}
