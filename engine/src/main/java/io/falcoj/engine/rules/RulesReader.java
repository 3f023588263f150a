// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import io.falcoj.engine.Priority;
import io.falcoj.engine.yaml.YamlException;
import io.falcoj.engine.yaml.YamlLimits;
import io.falcoj.engine.yaml.YamlMapping;
import io.falcoj.engine.yaml.YamlNode;
import io.falcoj.engine.yaml.YamlReader;
import io.falcoj.engine.yaml.YamlScalar;
import io.falcoj.engine.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns one rules file into items, in the order of the file, and hands each to the collector before
 * it reads the next. An item that cannot be read is reported and left out. Follows falco 0.44 {@code
 * rule_loader_reader}, which however gives up at the first error.
 */
final class RulesReader {

  private static final String APPEND_DEPRECATED =
      "'append' key is deprecated. Add an 'append' entry (e.g. 'condition: append') under"
          + " 'override' instead.";
  private static final String ENABLED_DEPRECATED =
      "The standalone 'enabled' key usage is deprecated. The correct approach requires also a"
          + " 'replace' entry under the 'override' key (i.e. 'enabled: replace').";
  private static final String OVERRIDE_AND_APPEND =
      "Keys 'override' and 'append: true' cannot be used together. Add an 'append' entry (e.g."
          + " 'condition: append') under 'override' instead.";

  private static final String IDENTIFIER = "([a-zA-Z]+[a-zA-Z0-9_]*)";
  private static final Pattern MACRO_NAME = Pattern.compile(IDENTIFIER);
  private static final String BARE_WORD = "([^()\"'[:space:]=,]+)";
  private static final Pattern LIST_NAME = Pattern.compile("[^()\"'\\s=,]+");

  private final RulesFile file;
  private final RulesCollector collector;
  private final Diagnostics diagnostics;

  private RulesReader(RulesFile file, RulesCollector collector, Diagnostics diagnostics) {
    this.file = file;
    this.collector = collector;
    this.diagnostics = diagnostics;
  }

  /**
   * Reads a file.
   *
   * @return its documents, for other checks; empty if it is not YAML
   */
  static List<YamlNode> read(RulesFile file, RulesCollector collector, Diagnostics diagnostics) {
    return new RulesReader(file, collector, diagnostics).read();
  }

  private List<YamlNode> read() {
    LoadContext root = LoadContext.of(file.source());
    List<YamlNode> documents;
    try {
      documents = YamlReader.read(file.source(), YamlLimits.DEFAULT);
    } catch (YamlException e) {
      diagnostics.add(
          Diagnostic.of(
              ErrorCode.LOAD_ERR_YAML_PARSE,
              "found " + e.found() + ", expected " + e.expected(),
              null,
              root.at(e.span(), ItemType.VALUE_FOR, "")));
      return List.of();
    }
    for (YamlNode document : documents) {
      try {
        readDocument(document, root);
      } catch (RulesException e) {
        diagnostics.add(e.diagnostic());
      }
    }
    return documents;
  }

  private void readDocument(YamlNode document, LoadContext root) throws RulesException {
    if (isNull(document)) {
      return;
    }
    if (document instanceof YamlScalar) {
      throw RulesException.malformed("Rules content is not yaml", root);
    }
    if (!(document instanceof YamlSequence)) {
      throw RulesException.malformed("Rules content is not yaml array of objects", root);
    }
    for (YamlNode item : ((YamlSequence) document).items()) {
      if (isNull(item)) {
        continue;
      }
      try {
        readItem(item, root);
      } catch (RulesException e) {
        diagnostics.add(e.diagnostic());
        collector.markBroken(item);
      }
    }
  }

  private void readItem(YamlNode node, LoadContext root) throws RulesException {
    if (!(node instanceof YamlMapping)) {
      throw RulesException.malformed(
          "Unexpected element type. Each element should be a yaml associative array.",
          root.at(node.span(), ItemType.RULES_CONTENT_ITEM, ""));
    }
    YamlMapping item = (YamlMapping) node;
    ItemKind kind = kindOf(item);
    if (kind == null) {
      diagnostics.warn(
          WarningCode.LOAD_UNKNOWN_ITEM,
          "Unknown top level item",
          root.at(item.span(), ItemType.RULES_CONTENT_ITEM, ""));
      return;
    }
    LoadContext context =
        switch (kind) {
          case REQUIRED_ENGINE_VERSION -> readEngineRequirement(item, root);
          case REQUIRED_PLUGIN_VERSIONS -> readPluginRequirements(item, root);
          case LIST -> readList(item, root);
          case MACRO -> readMacro(item, root);
          case RULE -> readRule(item, root);
        };
    warnAboutKeys(item, kind, context);
  }

  private static @Nullable ItemKind kindOf(YamlMapping item) {
    for (ItemKind kind : ItemKind.values()) {
      if (item.get(kind.key()) != null) {
        return kind;
      }
    }
    return null;
  }

  private void warnAboutKeys(YamlMapping item, ItemKind kind, LoadContext context) {
    Set<String> seen = new HashSet<>();
    for (YamlMapping.Entry entry : item.entries()) {
      String name = entry.name() == null ? entry.key().describe() : entry.name();
      if (kind.findKey(entry.name()).isEmpty()) {
        diagnostics.warn(
            WarningCode.LOAD_UNKNOWN_KEY,
            "Unknown key '" + name + "'. The key will be ignored.",
            context);
      } else if (!seen.add(name)) {
        diagnostics.warn(
            WarningCode.LOAD_UNKNOWN_KEY,
            "Key '" + name + "' stands twice. Only the first one counts.",
            context.at(entry.key().span(), ItemType.VALUE_FOR, name));
      }
    }
  }

  private LoadContext readEngineRequirement(YamlMapping item, LoadContext root)
      throws RulesException {
    LoadContext context = root.at(item.span(), ItemType.REQUIRED_ENGINE_VERSION, "");
    String text = requiredText(item, RuleKey.REQUIRED_ENGINE_VERSION.text(), context).text();
    Long number = Numbers.parseUnsigned(text);
    Version version;
    if (number != null) {
      version = Version.ofEngineNumber(number);
    } else {
      version =
          Version.parse(text)
              .orElseThrow(
                  () ->
                      RulesException.malformed(
                          "Unable to parse engine version '"
                              + text
                              + "' as a semver string. Expected \"x.y.z\" semver format.",
                          context));
    }
    new RulesItem.EngineRequirement(version, context).collect(collector);
    return context;
  }

  private LoadContext readPluginRequirements(YamlMapping item, LoadContext root)
      throws RulesException {
    YamlNode value = required(item, RuleKey.REQUIRED_PLUGIN_VERSIONS.text(), root);
    LoadContext context = root.at(value.span(), ItemType.REQUIRED_PLUGIN_VERSIONS, "");
    for (YamlNode node :
        items(value, "Value of required_plugin_versions must be a sequence", context)) {
      readPluginRequirement(node, context);
    }
    return root.at(item.span(), ItemType.REQUIRED_PLUGIN_VERSIONS, "");
  }

  private void readPluginRequirement(YamlNode node, LoadContext parent) throws RulesException {
    LoadContext unnamed = parent.at(node.span(), ItemType.REQUIRED_PLUGIN_VERSIONS_ENTRY, "");
    YamlMapping plugin = mapping(node, "Plugin version must be a mapping", unnamed);
    String name = requiredText(plugin, "name", unnamed).text();
    LoadContext context = parent.at(node.span(), ItemType.REQUIRED_PLUGIN_VERSIONS_ENTRY, name);
    List<PluginVersion> alternatives = new ArrayList<>();
    alternatives.add(new PluginVersion(name, requiredText(plugin, "version", context).text()));
    YamlNode others = plugin.get("alternatives");
    if (others != null) {
      for (YamlNode other :
          items(others, "Value of plugin version alternatives must be a sequence", context)) {
        alternatives.add(readAlternative(other, context));
      }
    }
    new RulesItem.PluginRequirement(alternatives, context).collect(collector);
  }

  private PluginVersion readAlternative(YamlNode node, LoadContext parent) throws RulesException {
    LoadContext unnamed =
        parent.at(node.span(), ItemType.REQUIRED_PLUGIN_VERSIONS_ALTERNATIVE, "");
    YamlMapping plugin = mapping(node, "Plugin version alternative must be a mapping", unnamed);
    String name = requiredText(plugin, "name", unnamed).text();
    LoadContext context =
        parent.at(node.span(), ItemType.REQUIRED_PLUGIN_VERSIONS_ALTERNATIVE, name);
    return new PluginVersion(name, requiredText(plugin, "version", context).text());
  }

  private LoadContext readList(YamlMapping item, LoadContext root) throws RulesException {
    LoadContext context = named(item, ItemKind.LIST, root);
    String name = lastName(context);
    if (!LIST_NAME.matcher(name).matches()) {
      diagnostics.warn(
          WarningCode.LOAD_INVALID_LIST_NAME,
          "List has an invalid name. List names should match a regular expression: " + BARE_WORD,
          context);
    }
    List<String> items = texts(required(item, RuleKey.LIST_ITEMS.text(), context), "items", context);
    OverrideMode mode = modeOf(item, ItemKind.LIST, RuleKey.LIST_ITEMS, context);
    new RulesItem.ListItem(new ListDefinition(name, items, context), mode).collect(collector);
    return context;
  }

  private LoadContext readMacro(YamlMapping item, LoadContext root) throws RulesException {
    LoadContext context = named(item, ItemKind.MACRO, root);
    String name = lastName(context);
    if (!MACRO_NAME.matcher(name).matches()) {
      diagnostics.warn(
          WarningCode.LOAD_INVALID_MACRO_NAME,
          "Macro has an invalid name. Macro names should match a regular expression: " + IDENTIFIER,
          context);
    }
    YamlScalar condition = requiredText(item, RuleKey.MACRO_CONDITION.text(), context);
    LoadContext conditionContext = context.at(condition.span(), ItemType.MACRO_CONDITION, "");
    OverrideMode mode = modeOf(item, ItemKind.MACRO, RuleKey.MACRO_CONDITION, context);
    MacroDefinition macro =
        new MacroDefinition(name, SourcedText.of(condition), context, conditionContext);
    new RulesItem.MacroItem(macro, mode).collect(collector);
    return context;
  }

  /** What an item that has but one key besides its name does to the one that is defined already. */
  private OverrideMode modeOf(YamlMapping item, ItemKind kind, RuleKey key, LoadContext context)
      throws RulesException {
    boolean append = readAppend(item, context);
    Map<RuleKey, OverrideMode> overrides = readOverrides(item, kind, context);
    if (append && !overrides.isEmpty()) {
      throw RulesException.malformed(OVERRIDE_AND_APPEND, context);
    }
    return append || overrides.get(key) == OverrideMode.APPEND
        ? OverrideMode.APPEND
        : OverrideMode.REPLACE;
  }

  private boolean readAppend(YamlMapping item, LoadContext context) throws RulesException {
    boolean append = optionalBoolean(item, RuleKey.RULE_APPEND.text(), false, context);
    if (append) {
      diagnostics.warn(WarningCode.LOAD_DEPRECATED_ITEM, APPEND_DEPRECATED, context);
    }
    return append;
  }

  private Map<RuleKey, OverrideMode> readOverrides(
      YamlMapping item, ItemKind kind, LoadContext context) throws RulesException {
    Map<RuleKey, OverrideMode> overrides = new EnumMap<>(RuleKey.class);
    YamlNode node = item.get(RuleKey.RULE_OVERRIDE.text());
    if (node == null || isNull(node)) {
      return overrides;
    }
    LoadContext overridesContext = context.at(item.span(), ItemType.OVERRIDE, "");
    YamlMapping mapping = mapping(node, "Value is not a mapping", overridesContext);
    for (YamlMapping.Entry entry : mapping.entries()) {
      readOverride(entry, kind, overrides, overridesContext);
    }
    return overrides;
  }

  private static void readOverride(
      YamlMapping.Entry entry,
      ItemKind kind,
      Map<RuleKey, OverrideMode> overrides,
      LoadContext context)
      throws RulesException {
    String name = entry.name() == null ? entry.key().describe() : entry.name();
    String operation = entry.value() instanceof YamlScalar scalar ? scalar.text() : "";
    RuleKey key = kind.findKey(name).orElse(null);
    for (OverrideMode mode : OverrideMode.values()) {
      if (!operation.equals(mode.text())) {
        continue;
      }
      if (key == null || !key.allows(mode)) {
        throw new RulesException(
            ErrorCode.LOAD_ERR_YAML_VALIDATE,
            mode == OverrideMode.APPEND
                ? "Key '" + name + "' cannot be appended to, use 'replace' instead"
                : "Key '" + name + "' cannot be replaced",
            "override can name " + overridable(kind, mode),
            context.at(entry.key().span(), ItemType.OVERRIDE, name));
      }
      overrides.put(key, mode);
      return;
    }
    StringBuilder allowed = new StringBuilder();
    for (OverrideMode mode : OverrideMode.values()) {
      if (key != null && key.allows(mode)) {
        allowed.append(mode.text()).append(' ');
      }
    }
    throw RulesException.malformed(
        "Invalid override operation for key '"
            + name
            + "': '"
            + operation
            + "'. Allowed values are: "
            + allowed,
        context.at(entry.value().span(), ItemType.VALUE_FOR, name));
  }

  private static String overridable(ItemKind kind, OverrideMode mode) {
    List<String> names = new ArrayList<>();
    for (RuleKey key : kind.keys()) {
      if (key.allows(mode)) {
        names.add(key.text());
      }
    }
    return String.join(", ", names) + " to " + mode.text();
  }

  private LoadContext readRule(YamlMapping item, LoadContext root) throws RulesException {
    LoadContext context = named(item, ItemKind.RULE, root);
    String source = optionalEmptyText(item, RuleKey.RULE_SOURCE.text(), context);
    boolean append = readAppend(item, context);
    Map<RuleKey, OverrideMode> overrides = readOverrides(item, ItemKind.RULE, context);
    if (append && !overrides.isEmpty()) {
      throw RulesException.malformed(OVERRIDE_AND_APPEND, context);
    }
    if (!overrides.isEmpty()) {
      readRuleOverrides(item, source, overrides, context);
    } else if (append) {
      readRuleAppend(item, source, context);
    } else if (definesNothing(item)) {
      readRuleEnabled(item, context);
    } else {
      readRuleDefinition(item, context);
    }
    return context;
  }

  private static boolean definesNothing(YamlMapping item) {
    return item.get(RuleKey.RULE_CONDITION.text()) == null
        && item.get(RuleKey.RULE_OUTPUT.text()) == null
        && item.get(RuleKey.RULE_DESC.text()) == null
        && item.get(RuleKey.RULE_PRIORITY.text()) == null;
  }

  private void readRuleEnabled(YamlMapping item, LoadContext context) throws RulesException {
    boolean enabled = requiredBoolean(item, RuleKey.RULE_ENABLED.text(), context);
    diagnostics.warn(WarningCode.LOAD_DEPRECATED_ITEM, ENABLED_DEPRECATED, context);
    new RulesItem.RuleEnabledItem(lastName(context), enabled, context).collect(collector);
  }

  private void readRuleDefinition(YamlMapping item, LoadContext context) throws RulesException {
    YamlScalar condition = requiredText(item, RuleKey.RULE_CONDITION.text(), context);
    YamlScalar output = requiredText(item, RuleKey.RULE_OUTPUT.text(), context);
    RuleBuilder rule =
        new RuleBuilder(
            lastName(context),
            SourcedText.of(condition),
            SourcedText.of(output).trimmed(),
            requiredText(item, RuleKey.RULE_DESC.text(), context).text(),
            context,
            context.at(condition.span(), ItemType.RULE_CONDITION, ""),
            context.at(output.span(), ItemType.RULE_OUTPUT, ""));
    rule.priority = requiredPriority(item, context);
    YamlScalar source = optionalText(item, RuleKey.RULE_SOURCE.text(), context);
    if (source != null) {
      rule.source = source.text();
    }
    rule.enabled = optionalBoolean(item, RuleKey.RULE_ENABLED.text(), true, context);
    rule.capture = optionalBoolean(item, RuleKey.RULE_CAPTURE.text(), false, context);
    if (item.get(RuleKey.RULE_CAPTURE_DURATION.text()) != null) {
      rule.captureDurationMillis =
          requiredNumber(item, RuleKey.RULE_CAPTURE_DURATION.text(), context);
    }
    rule.warnEventTypes =
        optionalBoolean(item, RuleKey.RULE_WARN_EVTTYPES.text(), true, context);
    rule.skipIfUnknownFilter =
        optionalBoolean(item, RuleKey.RULE_SKIP_IF_UNKNOWN_FILTER.text(), false, context);
    rule.generated = file.generated();
    rule.tags = readTags(item, context);
    rule.exceptions = readExceptions(item, false, context);
    new RulesItem.RuleItem(rule.build()).collect(collector);
  }

  private void readRuleAppend(YamlMapping item, String source, LoadContext context)
      throws RulesException {
    List<Consumer<RuleBuilder>> changes = new ArrayList<>();
    if (item.get(RuleKey.RULE_CONDITION.text()) != null) {
      changes.add(change(RuleKey.RULE_CONDITION, OverrideMode.APPEND, item, context));
    }
    List<ExceptionDefinition> exceptions =
        item.get(RuleKey.RULE_EXCEPTIONS.text()) == null
            ? null
            : readExceptions(item, true, context);
    RuleUpdate update =
        new RuleUpdate(
            lastName(context), OverrideMode.APPEND, source, changes, exceptions, context);
    new RulesItem.RuleUpdateItem(update).collect(collector);
  }

  private void readRuleOverrides(
      YamlMapping item, String source, Map<RuleKey, OverrideMode> overrides, LoadContext context)
      throws RulesException {
    for (OverrideMode mode : OverrideMode.values()) {
      if (overrides.containsValue(mode)) {
        RuleUpdate update = readRuleUpdate(item, source, mode, overrides, context);
        new RulesItem.RuleUpdateItem(update).collect(collector);
      }
    }
    SortedMap<String, YamlNode> unexpected = new TreeMap<>();
    for (RuleKey key : ItemKind.RULE.keys()) {
      YamlNode value = item.get(key.text());
      if (value != null && key.isOverridable() && !overrides.containsKey(key)) {
        unexpected.put(key.text(), value);
      }
    }
    if (!unexpected.isEmpty()) {
      String key = unexpected.firstKey();
      YamlNode value = unexpected.get(key);
      throw RulesException.malformed(
          "Unexpected key '" + key + "': no corresponding entry under 'override' is defined.",
          context.at(value.span(), ItemType.OVERRIDE, key));
    }
  }

  private RuleUpdate readRuleUpdate(
      YamlMapping item,
      String source,
      OverrideMode mode,
      Map<RuleKey, OverrideMode> overrides,
      LoadContext context)
      throws RulesException {
    List<Consumer<RuleBuilder>> changes = new ArrayList<>();
    List<ExceptionDefinition> exceptions = null;
    for (Map.Entry<RuleKey, OverrideMode> override : overrides.entrySet()) {
      RuleKey key = override.getKey();
      if (override.getValue() != mode) {
        continue;
      }
      if (item.get(key.text()) == null) {
        throw RulesException.malformed(
            "An "
                + mode.text()
                + " override for '"
                + key.text()
                + "' was specified but '"
                + key.text()
                + "' is not defined",
            context);
      }
      if (key == RuleKey.RULE_EXCEPTIONS) {
        exceptions = readExceptions(item, mode == OverrideMode.APPEND, context);
      } else {
        changes.add(change(key, mode, item, context));
      }
    }
    boolean namesSource = overrides.get(RuleKey.RULE_CONDITION) == mode;
    return new RuleUpdate(
        lastName(context), mode, namesSource ? source : "", changes, exceptions, context);
  }

  /** What a key of the item does to the rule that it names. */
  private Consumer<RuleBuilder> change(
      RuleKey key, OverrideMode mode, YamlMapping item, LoadContext context)
      throws RulesException {
    boolean append = mode == OverrideMode.APPEND;
    return switch (key) {
      case RULE_CONDITION -> {
        SourcedText more = SourcedText.of(requiredText(item, key.text(), context));
        yield rule -> rule.condition = append ? rule.condition.joinedWith(more) : more;
      }
      case RULE_OUTPUT -> {
        SourcedText more = SourcedText.of(requiredText(item, key.text(), context));
        yield rule -> rule.output = append ? rule.output.joinedWith(more) : more;
      }
      case RULE_DESC -> {
        String more = requiredText(item, key.text(), context).text();
        yield rule -> rule.description = append ? rule.description + " " + more : more;
      }
      case RULE_TAGS -> {
        SortedSet<String> more = readTags(item, context);
        yield rule -> {
          if (!append) {
            rule.tags.clear();
          }
          rule.tags.addAll(more);
        };
      }
      case RULE_PRIORITY -> {
        Priority priority = requiredPriority(item, context);
        yield rule -> rule.priority = priority;
      }
      case RULE_CAPTURE_DURATION -> {
        long millis = requiredNumber(item, key.text(), context);
        yield rule -> rule.captureDurationMillis = millis;
      }
      case RULE_ENABLED -> {
        boolean value = requiredBoolean(item, key.text(), context);
        yield rule -> rule.enabled = value;
      }
      case RULE_CAPTURE -> {
        boolean value = requiredBoolean(item, key.text(), context);
        yield rule -> rule.capture = value;
      }
      case RULE_WARN_EVTTYPES -> {
        boolean value = requiredBoolean(item, key.text(), context);
        yield rule -> rule.warnEventTypes = value;
      }
      case RULE_SKIP_IF_UNKNOWN_FILTER -> {
        boolean value = requiredBoolean(item, key.text(), context);
        yield rule -> rule.skipIfUnknownFilter = value;
      }
      case REQUIRED_ENGINE_VERSION,
          REQUIRED_PLUGIN_VERSIONS,
          LIST,
          LIST_ITEMS,
          LIST_APPEND,
          LIST_OVERRIDE,
          MACRO,
          MACRO_CONDITION,
          MACRO_APPEND,
          MACRO_OVERRIDE,
          RULE,
          RULE_SOURCE,
          RULE_EXCEPTIONS,
          RULE_OVERRIDE,
          RULE_APPEND ->
          throw new IllegalArgumentException("not a key that changes a rule: " + key);
    };
  }

  private List<ExceptionDefinition> readExceptions(
      YamlMapping item, boolean append, LoadContext parent) throws RulesException {
    List<ExceptionDefinition> exceptions = new ArrayList<>();
    YamlNode node = item.get(RuleKey.RULE_EXCEPTIONS.text());
    if (node == null || isNull(node)) {
      return exceptions;
    }
    LoadContext context = parent.at(node.span(), ItemType.EXCEPTIONS, "");
    Set<String> names = new HashSet<>();
    for (YamlNode entry : items(node, "Rule exceptions must be a sequence", context)) {
      ExceptionDefinition exception = readException(entry, append, context, parent);
      if (!names.add(exception.name())) {
        diagnostics.warn(
            WarningCode.LOAD_EXCEPTION_NAME_NOT_UNIQUE,
            "Multiple definitions of exception '" + exception.name() + "' in the same rule",
            exception.context());
      }
      exceptions.add(exception);
    }
    return exceptions;
  }

  private ExceptionDefinition readException(
      YamlNode node, boolean append, LoadContext exceptions, LoadContext rule)
      throws RulesException {
    LoadContext unnamed = exceptions.at(node.span(), ItemType.EXCEPTION, "");
    YamlMapping mapping = mapping(node, "Rule exception must be a mapping", unnamed);
    String name = requiredText(mapping, "name", unnamed).text();
    LoadContext context = rule.at(node.span(), ItemType.EXCEPTION, name);
    ExceptionEntry fields = ExceptionEntry.NONE;
    if (!append || mapping.get("fields") != null) {
      fields = readEntry(required(mapping, "fields", context), "fields", context);
    }
    ExceptionEntry comps = ExceptionEntry.NONE;
    YamlNode compsNode = mapping.get("comps");
    if (compsNode != null) {
      comps = readEntry(compsNode, "comps", context);
    }
    List<ExceptionEntry> values = new ArrayList<>();
    YamlNode valuesNode = mapping.get("values");
    if (valuesNode != null) {
      LoadContext valuesContext = context.at(valuesNode.span(), ItemType.EXCEPTION_VALUES, "");
      for (YamlNode value :
          items(valuesNode, "Rule exception values must be a sequence", valuesContext)) {
        LoadContext valueContext =
            valuesContext.at(value.span(), ItemType.EXCEPTION_VALUE, "");
        values.add(readEntry(value, "", valueContext));
      }
    } else if (append) {
      diagnostics.warn(
          WarningCode.LOAD_APPEND_NO_VALUES,
          "Overriding/appending exception with no values",
          context);
    }
    return new ExceptionDefinition(name, fields, comps, values, context);
  }

  private static ExceptionEntry readEntry(YamlNode node, String key, LoadContext parent)
      throws RulesException {
    LoadContext context = parent.at(node.span(), ItemType.VALUE_FOR, key);
    if (node instanceof YamlSequence sequence) {
      List<ExceptionEntry> items = new ArrayList<>();
      for (YamlNode item : sequence.items()) {
        items.add(readEntry(item, "", context.at(item.span(), ItemType.EXCEPTION, "")));
      }
      return ExceptionEntry.of(items);
    }
    if (node instanceof YamlScalar scalar && !scalar.isNull()) {
      if (scalar.text().isEmpty()) {
        throw RulesException.malformed("Value must be non-empty", context);
      }
      return ExceptionEntry.of(scalar.text());
    }
    return ExceptionEntry.NONE;
  }

  private static SortedSet<String> readTags(YamlMapping item, LoadContext context)
      throws RulesException {
    YamlNode node = item.get(RuleKey.RULE_TAGS.text());
    return node == null
        ? new TreeSet<>()
        : new TreeSet<>(texts(node, RuleKey.RULE_TAGS.text(), context));
  }

  private static Priority requiredPriority(YamlMapping item, LoadContext context)
      throws RulesException {
    YamlScalar text = requiredText(item, RuleKey.RULE_PRIORITY.text(), context);
    return Priority.parse(text.text())
        .orElseThrow(
            () ->
                new RulesException(
                    ErrorCode.LOAD_ERR_YAML_VALIDATE,
                    "Invalid priority",
                    "'" + text.text() + "' is none of " + priorities(),
                    context.at(text.span(), ItemType.RULE_PRIORITY, "")));
  }

  private static String priorities() {
    List<String> names = new ArrayList<>();
    for (Priority priority : Priority.values()) {
      names.add(priority.name());
    }
    return String.join(", ", names);
  }

  /** The context of an item with its name. */
  private static LoadContext named(YamlMapping item, ItemKind kind, LoadContext root)
      throws RulesException {
    LoadContext unnamed = root.at(item.span(), kind.itemType(), "");
    String name = requiredText(item, kind.key(), unnamed).text();
    return root.at(item.span(), kind.itemType(), name);
  }

  private static String lastName(LoadContext context) {
    List<LoadContext.Location> locations = context.locations();
    return locations.get(locations.size() - 1).itemName();
  }

  private static YamlNode required(YamlMapping item, String key, LoadContext context)
      throws RulesException {
    YamlNode value = item.get(key);
    if (value == null) {
      throw RulesException.malformed("Item has no mapping for key '" + key + "'", context);
    }
    return value;
  }

  private static YamlScalar requiredText(YamlMapping item, String key, LoadContext context)
      throws RulesException {
    YamlNode value = required(item, key, context);
    if (isNull(value)) {
      throw RulesException.malformed("Mapping for key '" + key + "' is empty", context);
    }
    LoadContext valueContext = context.at(value.span(), ItemType.VALUE_FOR, key);
    if (!(value instanceof YamlScalar)) {
      throw RulesException.malformed("Value is not a scalar value", valueContext);
    }
    YamlScalar scalar = (YamlScalar) value;
    if (scalar.text().isEmpty()) {
      throw RulesException.malformed("Value must be non-empty", valueContext);
    }
    return scalar;
  }

  private static @Nullable YamlScalar optionalText(
      YamlMapping item, String key, LoadContext context) throws RulesException {
    return item.get(key) == null ? null : requiredText(item, key, context);
  }

  /** The text behind a key that may be missing or without value; empty then. */
  private static String optionalEmptyText(YamlMapping item, String key, LoadContext context)
      throws RulesException {
    YamlNode value = item.get(key);
    if (value == null
        || isNull(value)
        || (value instanceof YamlScalar scalar && scalar.text().isEmpty())) {
      return "";
    }
    return requiredText(item, key, context).text();
  }

  private static boolean requiredBoolean(YamlMapping item, String key, LoadContext context)
      throws RulesException {
    YamlScalar scalar = requiredText(item, key, context);
    return scalar.toBoolean().orElseThrow(() -> undecodable(scalar, key, "true or false", context));
  }

  private static boolean optionalBoolean(
      YamlMapping item, String key, boolean otherwise, LoadContext context)
      throws RulesException {
    return item.get(key) == null ? otherwise : requiredBoolean(item, key, context);
  }

  private static long requiredNumber(YamlMapping item, String key, LoadContext context)
      throws RulesException {
    YamlScalar scalar = requiredText(item, key, context);
    Long number = Numbers.parseUnsigned(scalar.text());
    if (number == null) {
      throw undecodable(scalar, key, "a whole number from 0 to 4294967295", context);
    }
    return number;
  }

  private static RulesException undecodable(
      YamlScalar scalar, String key, String expected, LoadContext context) {
    return new RulesException(
        ErrorCode.LOAD_ERR_YAML_VALIDATE,
        "Can't decode YAML scalar value",
        "'" + key + "' must be " + expected + ", not '" + scalar.text() + "'",
        context.at(scalar.span(), ItemType.VALUE_FOR, key));
  }

  private static List<String> texts(YamlNode value, String key, LoadContext parent)
      throws RulesException {
    LoadContext context = parent.at(value.span(), ItemType.VALUE_FOR, key);
    List<String> texts = new ArrayList<>();
    for (YamlNode item : items(value, "Value is not a sequence", context)) {
      if (!(item instanceof YamlScalar) || isNull(item)) {
        throw RulesException.malformed(
            "sequence value is not scalar", context.at(item.span(), ItemType.LIST_ITEM, ""));
      }
      texts.add(((YamlScalar) item).text());
    }
    return texts;
  }

  private static List<YamlNode> items(YamlNode node, String otherwise, LoadContext context)
      throws RulesException {
    if (!(node instanceof YamlSequence)) {
      throw RulesException.malformed(otherwise, context);
    }
    return ((YamlSequence) node).items();
  }

  private static YamlMapping mapping(YamlNode node, String otherwise, LoadContext context)
      throws RulesException {
    if (!(node instanceof YamlMapping)) {
      throw RulesException.malformed(otherwise, context);
    }
    return (YamlMapping) node;
  }

  private static boolean isNull(YamlNode node) {
    return node instanceof YamlScalar scalar && scalar.isNull();
  }
}
