// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import io.falcoj.engine.yaml.SourceText;
import io.falcoj.engine.yaml.YamlException;
import io.falcoj.engine.yaml.YamlLimits;
import io.falcoj.engine.yaml.YamlMapping;
import io.falcoj.engine.yaml.YamlNode;
import io.falcoj.engine.yaml.YamlReader;
import io.falcoj.engine.yaml.YamlScalar;
import io.falcoj.engine.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The policies that a rules file was made from, told by the comment at its beginning: what a rules
 * file is about, and no part of its rules, is kept there.
 */
final class SavedPolicies {

  private static final String COMMENT = "#";
  private static final String POLICY = "Policy: ";
  private static final String RULES = "Rules: ";
  private static final String ANY_RULE = " ...";
  private static final String PARTIAL = "Partial: ";
  private static final String TOKENS = "Token volume of the service account: ";
  private static final String NOT_JUDGED = "Not judged: ";
  private static final String NAMESPACES = "Namespaces: ";
  private static final String IMAGES = "Images: ";

  private final SourceText file;
  private final List<String> ruleNames;
  private final List<ConvertedPolicy> policies = new ArrayList<>();
  private String name = "";
  private @Nullable String prefix;
  private boolean partial;
  private List<String> notJudged = List.of();
  private TokenVolumeMode tokens = TokenVolumeMode.OFF;
  private @Nullable List<String> namespaces;
  private @Nullable List<String> images;

  private SavedPolicies(SourceText file) {
    this.file = file;
    this.ruleNames = ruleNames(file);
  }

  /** The lines that tell of a policy. */
  static List<String> comment(ConvertedPolicy policy) {
    List<String> lines = new ArrayList<>();
    lines.add(POLICY + policy.name());
    lines.add(RULES + PolicyRule.prefix(policy.identifier()) + ANY_RULE);
    if (policy.partial()) {
      lines.add(PARTIAL + "only what the policy says is judged.");
    } else {
      lines.add(TOKENS + policy.tokenVolume().text());
    }
    addList(lines, NOT_JUDGED, policy.notJudged().isEmpty() ? null : policy.notJudged());
    addList(lines, NAMESPACES, policy.scope().namespaces());
    addList(lines, IMAGES, policy.scope().images());
    return lines;
  }

  private static void addList(List<String> lines, String key, @Nullable List<String> values) {
    if (values != null) {
      lines.add(key + values.stream().map(RulesWriter::quote).toList());
    }
  }

  /** The policies that a file tells of; none if its comment does not. */
  static List<ConvertedPolicy> read(SourceText file) {
    SavedPolicies saved = new SavedPolicies(file);
    for (String line : commentOf(file.content())) {
      saved.read(line);
    }
    saved.finish();
    return saved.policies;
  }

  /** The lines at the beginning of a file that are comments, without what marks them. */
  static List<String> commentOf(String rules) {
    return rules
        .lines()
        .takeWhile(line -> line.isBlank() || line.startsWith(COMMENT))
        .map(line -> line.isBlank() ? "" : line.substring(COMMENT.length()).strip())
        .toList();
  }

  private void read(String line) {
    if (line.startsWith(POLICY.strip())) {
      finish();
      name = line.substring(POLICY.strip().length()).strip();
    } else if (line.startsWith(RULES) && line.endsWith(ANY_RULE)) {
      prefix = line.substring(RULES.length(), line.length() - ANY_RULE.length());
    } else if (line.startsWith(PARTIAL)) {
      partial = true;
    } else if (line.startsWith(TOKENS)) {
      tokens = TokenVolumeMode.of(line.substring(TOKENS.length())).orElse(TokenVolumeMode.OFF);
    } else if (line.startsWith(NOT_JUDGED)) {
      List<String> properties = list(line.substring(NOT_JUDGED.length()));
      notJudged = properties == null ? List.of() : properties;
    } else if (line.startsWith(NAMESPACES)) {
      namespaces = list(line.substring(NAMESPACES.length()));
    } else if (line.startsWith(IMAGES)) {
      images = list(line.substring(IMAGES.length()));
    }
  }

  private void finish() {
    if (prefix != null && prefix.startsWith(PolicyRule.prefix(""))) {
      String beginning = prefix + " ";
      policies.add(
          new ConvertedPolicy(
              file.name(),
              name,
              prefix.substring(PolicyRule.prefix("").length()),
              new PolicyScope(images, namespaces),
              partial,
              notJudged,
              tokens,
              rulesThatBegin(beginning)));
    }
    prefix = null;
    partial = false;
    notJudged = List.of();
    tokens = TokenVolumeMode.OFF;
    namespaces = null;
    images = null;
  }

  private List<PolicyRule> rulesThatBegin(String beginning) {
    return ruleNames.stream()
        .filter(rule -> rule.startsWith(beginning))
        .map(PolicyRule::ofName)
        .toList();
  }

  private static @Nullable List<String> list(String text) {
    for (YamlNode document : documents(SourceText.of("", text))) {
      if (document instanceof YamlSequence sequence) {
        return texts(sequence.items());
      }
    }
    return null;
  }

  private static List<String> ruleNames(SourceText file) {
    List<YamlNode> names = new ArrayList<>();
    for (YamlNode document : documents(file)) {
      if (document instanceof YamlSequence items) {
        for (YamlNode item : items.items()) {
          if (item instanceof YamlMapping mapping && mapping.get("rule") != null) {
            names.add(mapping.get("rule"));
          }
        }
      }
    }
    return texts(names);
  }

  private static List<String> texts(List<YamlNode> nodes) {
    List<String> texts = new ArrayList<>();
    for (YamlNode node : nodes) {
      if (node instanceof YamlScalar scalar) {
        texts.add(scalar.text());
      }
    }
    return texts;
  }

  /** What is no YAML is told by whoever loads the rules. */
  private static List<YamlNode> documents(SourceText text) {
    try {
      return YamlReader.read(text, YamlLimits.DEFAULT);
    } catch (YamlException e) {
      return List.of();
    }
  }
}
