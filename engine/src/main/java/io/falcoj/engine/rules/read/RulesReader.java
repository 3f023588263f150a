// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.read;

import io.falcoj.engine.NearestNames;
import io.falcoj.engine.rules.collect.RulesCollector;
import io.falcoj.engine.rules.definition.ItemKind;
import io.falcoj.engine.rules.definition.ItemNode;
import io.falcoj.engine.rules.definition.ListDefinition;
import io.falcoj.engine.rules.definition.MacroDefinition;
import io.falcoj.engine.rules.definition.Numbers;
import io.falcoj.engine.rules.definition.OverrideMode;
import io.falcoj.engine.rules.definition.PluginRequirement;
import io.falcoj.engine.rules.definition.PluginVersion;
import io.falcoj.engine.rules.definition.RuleKey;
import io.falcoj.engine.rules.definition.SourcedText;
import io.falcoj.engine.rules.definition.Version;
import io.falcoj.engine.rules.result.Diagnostic;
import io.falcoj.engine.rules.result.Diagnostics;
import io.falcoj.engine.rules.result.ErrorCode;
import io.falcoj.engine.rules.result.ItemType;
import io.falcoj.engine.rules.result.LoadContext;
import io.falcoj.engine.rules.result.RulesException;
import io.falcoj.engine.rules.result.WarningCode;
import io.falcoj.engine.yaml.YamlException;
import io.falcoj.engine.yaml.YamlLimits;
import io.falcoj.engine.yaml.YamlMapping;
import io.falcoj.engine.yaml.YamlNode;
import io.falcoj.engine.yaml.YamlReader;
import io.falcoj.engine.yaml.YamlScalar;
import io.falcoj.engine.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns one rules file into items, in the order of the file, and hands each to the collector before
 * it reads the next. An item that cannot be read is reported and left out. Follows falco 0.44
 * {@code rule_loader_reader}, which however gives up at the first error.
 */
public final class RulesReader {

  private static final String IDENTIFIER = "([a-zA-Z]+[a-zA-Z0-9_]*)";
  private static final Pattern MACRO_NAME = Pattern.compile(IDENTIFIER);
  private static final String BARE_WORD = "([^()\"'[:space:]=,]+)";
  private static final Pattern LIST_NAME = Pattern.compile("[^()\"'\\s=,]+");

  private final RulesFile file;
  private final RulesCollector collector;
  private final Diagnostics diagnostics;
  private final LoadContext root;
  private final OverrideReader overrides;

  private RulesReader(RulesFile file, RulesCollector collector, Diagnostics diagnostics) {
    this.file = file;
    this.collector = collector;
    this.diagnostics = diagnostics;
    this.root = LoadContext.of(file.source());
    this.overrides = new OverrideReader(diagnostics);
  }

  /**
   * Reads a file.
   *
   * @return its documents, for other checks; null if it is not YAML
   */
  public static @Nullable List<YamlNode> read(
      RulesFile file, RulesCollector collector, Diagnostics diagnostics) {
    return new RulesReader(file, collector, diagnostics).read();
  }

  private @Nullable List<YamlNode> read() {
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
      return null;
    }
    // What becomes of the rules hangs on the plugins, wherever in the file they are required.
    documents.forEach(this::readPluginRequirements);
    for (YamlNode document : documents) {
      try {
        readDocument(document);
      } catch (RulesException e) {
        diagnostics.add(e.diagnostic());
      }
    }
    return documents;
  }

  private void readDocument(YamlNode document) throws RulesException {
    if (ItemNode.isNull(document)) {
      return;
    }
    if (document instanceof YamlScalar) {
      throw RulesException.malformed("Rules content is not yaml", root);
    }
    if (document instanceof YamlMapping mapping) {
      throw new RulesException(
          ErrorCode.LOAD_ERR_YAML_VALIDATE,
          "Rules content is not yaml array of objects",
          hint(mapping),
          root);
    }
    for (YamlNode item : ((YamlSequence) document).items()) {
      if (ItemNode.isNull(item)) {
        continue;
      }
      try {
        readItem(item);
      } catch (RulesException e) {
        diagnostics.add(e.diagnostic());
        collector.markBroken(item);
      }
    }
  }

  private void readPluginRequirements(YamlNode document) {
    if (!(document instanceof YamlSequence sequence)) {
      return;
    }
    for (YamlNode node : sequence.items()) {
      if (!(node instanceof YamlMapping mapping)) {
        continue;
      }
      ItemNode item = new ItemNode(mapping, root.at(node.span(), ItemType.RULES_CONTENT_ITEM, ""));
      if (kindOf(item) == ItemKind.REQUIRED_PLUGIN_VERSIONS) {
        try {
          readPluginRequirements(item);
        } catch (RulesException e) {
          diagnostics.add(e.diagnostic());
        }
      }
    }
  }

  private static String hint(YamlMapping document) {
    return document.get("kind") instanceof YamlScalar kind
        ? "this is a Kubernetes object, a " + kind.text() + "; a policy is made into rules by --psp"
        : "each item begins with a dash: - " + firstKey(document) + ":";
  }

  private static String firstKey(YamlMapping document) {
    for (YamlMapping.Entry entry : document.entries()) {
      if (entry.name() != null) {
        return entry.name();
      }
    }
    return ItemKind.RULE.key();
  }

  private void readItem(YamlNode node) throws RulesException {
    ItemNode item =
        ItemNode.of(
            node,
            "Unexpected element type. Each element should be a yaml associative array.",
            root.at(node.span(), ItemType.RULES_CONTENT_ITEM, ""));
    ItemKind kind = kindOf(item);
    if (kind == null) {
      diagnostics.warn(WarningCode.LOAD_UNKNOWN_ITEM, "Unknown top level item", item.context());
      return;
    }
    LoadContext context =
        switch (kind) {
          case REQUIRED_ENGINE_VERSION -> readEngineRequirement(item);
          case REQUIRED_PLUGIN_VERSIONS ->
              root.at(item.mapping().span(), ItemType.REQUIRED_PLUGIN_VERSIONS, "");
          case LIST -> readList(item);
          case MACRO -> readMacro(item);
          case RULE -> readRule(item);
        };
    warnAboutKeys(item.in(context), kind);
  }

  private static @Nullable ItemKind kindOf(ItemNode item) {
    for (ItemKind kind : ItemKind.values()) {
      if (item.has(kind.key())) {
        return kind;
      }
    }
    return null;
  }

  private void warnAboutKeys(ItemNode item, ItemKind kind) {
    Set<String> seen = new HashSet<>();
    for (YamlMapping.Entry entry : item.mapping().entries()) {
      String name = entry.name() == null ? entry.key().describe() : entry.name();
      if (RuleKey.find(kind, entry.name()).isEmpty()) {
        diagnostics.add(unknownKey(name, entry, item, kind));
      } else if (!seen.add(name)) {
        diagnostics.warn(
            WarningCode.LOAD_UNKNOWN_KEY,
            "Key '" + name + "' stands twice. Only the first one counts.",
            item.at(entry.key(), name));
      }
    }
  }

  private static Diagnostic unknownKey(
      String name, YamlMapping.Entry entry, ItemNode item, ItemKind kind) {
    List<String> near =
        NearestNames.to(name, RuleKey.of(kind).stream().map(RuleKey::text).toList());
    return Diagnostic.of(
        WarningCode.LOAD_UNKNOWN_KEY,
        "Unknown key '" + name + "'. The key will be ignored.",
        near.isEmpty() ? null : "did you mean " + String.join(", ", near) + "?",
        item.context().pointingAt(entry.key().span()));
  }

  private LoadContext readEngineRequirement(ItemNode node) throws RulesException {
    ItemNode item = node.in(root.at(node.mapping().span(), ItemType.REQUIRED_ENGINE_VERSION, ""));
    String text = item.requiredText(RuleKey.REQUIRED_ENGINE_VERSION).text();
    Long number = Numbers.parseUnsigned(text);
    Version version = number == null ? null : Version.ofEngineNumber(number);
    if (version == null) {
      version = Version.parse(text).orElse(null);
    }
    if (version == null) {
      throw RulesException.malformed(
          "Unable to parse engine version '"
              + text
              + "' as a semver string. Expected \"x.y.z\" semver format.",
          item.context());
    }
    collector.requireEngine(version, item.context());
    return item.context();
  }

  private void readPluginRequirements(ItemNode item) throws RulesException {
    YamlNode value = item.required(RuleKey.REQUIRED_PLUGIN_VERSIONS.text());
    LoadContext context = root.at(value.span(), ItemType.REQUIRED_PLUGIN_VERSIONS, "");
    for (YamlNode plugin :
        ItemNode.items(value, "Value of required_plugin_versions must be a sequence", context)) {
      readPluginRequirement(plugin, context);
    }
  }

  private void readPluginRequirement(YamlNode node, LoadContext parent) throws RulesException {
    LoadContext unnamed = parent.at(node.span(), ItemType.REQUIRED_PLUGIN_VERSIONS_ENTRY, "");
    ItemNode plugin = ItemNode.of(node, "Plugin version must be a mapping", unnamed);
    String name = plugin.requiredText("name").text();
    LoadContext context = parent.at(node.span(), ItemType.REQUIRED_PLUGIN_VERSIONS_ENTRY, name);
    List<PluginVersion> alternatives = new ArrayList<>();
    alternatives.add(new PluginVersion(name, plugin.in(context).requiredText("version").text()));
    YamlNode others = plugin.get("alternatives");
    if (others != null) {
      for (YamlNode other :
          ItemNode.items(
              others, "Value of plugin version alternatives must be a sequence", context)) {
        alternatives.add(readAlternative(other, context));
      }
    }
    collector.requirePlugin(new PluginRequirement(alternatives, context));
  }

  private static PluginVersion readAlternative(YamlNode node, LoadContext parent)
      throws RulesException {
    ItemType itemType = ItemType.REQUIRED_PLUGIN_VERSIONS_ALTERNATIVE;
    ItemNode plugin =
        ItemNode.of(
            node,
            "Plugin version alternative must be a mapping",
            parent.at(node.span(), itemType, ""));
    String name = plugin.requiredText("name").text();
    ItemNode named = plugin.in(parent.at(node.span(), itemType, name));
    return new PluginVersion(name, named.requiredText("version").text());
  }

  private LoadContext readList(ItemNode node) throws RulesException {
    String name = nameOf(node, ItemKind.LIST);
    ItemNode item = node.in(root.at(node.mapping().span(), ItemType.LIST, name));
    if (!LIST_NAME.matcher(name).matches()) {
      diagnostics.warn(
          WarningCode.LOAD_INVALID_LIST_NAME,
          "List has an invalid name. List names should match a regular expression: " + BARE_WORD,
          item.context());
    }
    List<YamlScalar> items = item.requiredScalars(RuleKey.LIST_ITEMS);
    OverrideMode mode =
        overrides.read(item, RuleKey.LIST_APPEND, RuleKey.LIST_OVERRIDE).modeOf(RuleKey.LIST_ITEMS);
    collector.collect(new ListDefinition(name, items, item.context()), mode);
    return item.context();
  }

  private LoadContext readMacro(ItemNode node) throws RulesException {
    String name = nameOf(node, ItemKind.MACRO);
    ItemNode item = node.in(root.at(node.mapping().span(), ItemType.MACRO, name));
    if (!MACRO_NAME.matcher(name).matches()) {
      diagnostics.warn(
          WarningCode.LOAD_INVALID_MACRO_NAME,
          "Macro has an invalid name. Macro names should match a regular expression: " + IDENTIFIER,
          item.context());
    }
    YamlScalar condition = item.requiredText(RuleKey.MACRO_CONDITION);
    OverrideMode mode =
        overrides
            .read(item, RuleKey.MACRO_APPEND, RuleKey.MACRO_OVERRIDE)
            .modeOf(RuleKey.MACRO_CONDITION);
    MacroDefinition macro =
        new MacroDefinition(
            name,
            SourcedText.of(condition),
            item.context(),
            item.context().at(condition.span(), ItemType.MACRO_CONDITION, ""));
    collector.collect(macro, mode);
    return item.context();
  }

  private LoadContext readRule(ItemNode node) throws RulesException {
    String name = nameOf(node, ItemKind.RULE);
    ItemNode item = node.in(root.at(node.mapping().span(), ItemType.RULE, name));
    new RuleReader(file, collector, diagnostics).read(item, name);
    return item.context();
  }

  private String nameOf(ItemNode item, ItemKind kind) throws RulesException {
    return item.in(root.at(item.mapping().span(), kind.itemType(), ""))
        .requiredText(kind.key())
        .text();
  }
}
