// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.config;

import io.falcoj.engine.FieldClass;
import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.rules.resolve.AppendOutput;
import io.falcoj.engine.rules.resolve.ResolvedRule.ExtraField;
import io.falcoj.engine.yaml.YamlMapping;
import io.falcoj.engine.yaml.YamlNode;
import io.falcoj.engine.yaml.YamlScalar;
import io.falcoj.engine.yaml.YamlSequence;
import io.falcoj.grammar.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An entry of {@code append_output}.
 *
 * @param addition what is added to the outputs of which rules
 * @param suggestedFields whether the fields that ask for it are added too, each as {@code
 *     container_id=%container.id}
 */
public record OutputAddition(AppendOutput addition, boolean suggestedFields) {

  private static final String MATCH = "match";
  private static final String EXTRA_OUTPUT = "extra_output";
  private static final String EXTRA_FIELDS = "extra_fields";
  private static final String SUGGESTED_OUTPUT = "suggested_output";
  private static final String SOURCE = "source";
  private static final String TAGS = "tags";
  private static final String RULE = "rule";
  private static final YamlMapping NOTHING = new YamlMapping(List.of(), Span.START);
  private static final ConfigType<List<String>> TEXTS = ConfigType.listOf("texts", ConfigType.TEXT);

  /** How it is written. */
  static final ConfigType<OutputAddition> TYPE =
      new ConfigType<>(
          "a mapping that says what to add to which outputs", schema(), OutputAddition::read);

  private static ObjectNode schema() {
    ObjectNode named = ConfigType.ofType("object");
    named.set("additionalProperties", ConfigType.TEXT.schema());
    ObjectNode fields = ConfigType.ofType("array");
    ArrayNode either = fields.putObject("items").putArray("anyOf");
    either.add(named).add(ConfigType.TEXT.schema());
    return ConfigShape.of()
        .part(MATCH, ConfigShape.of().text(SOURCE).part(TAGS, TEXTS.schema()).text(RULE).schema())
        .text(EXTRA_OUTPUT)
        .part(EXTRA_FIELDS, fields)
        .part(SUGGESTED_OUTPUT, ConfigType.BOOLEAN.schema())
        .schema();
  }

  /** What is added, the suggested fields among it. */
  public List<AppendOutput> additions(FieldRegistry fields) {
    List<AppendOutput> additions = new ArrayList<>();
    additions.add(addition);
    if (suggestedFields) {
      for (String source : fields.sources()) {
        if (addition.source().isEmpty() || addition.source().equals(source)) {
          addSuggested(source, fields, additions);
        }
      }
    }
    return additions;
  }

  private void addSuggested(String source, FieldRegistry fields, List<AppendOutput> additions) {
    for (FieldClass fieldClass : fields.classes(source)) {
      for (FieldDefinition field : fieldClass.fields()) {
        if (field.is(FieldDefinition.Flag.SUGGESTED)) {
          String format = field.name().replace('.', '_') + "=%" + field.name();
          additions.add(
              new AppendOutput(source, addition.tags(), addition.rule(), format, List.of()));
        }
      }
    }
  }

  private static Optional<OutputAddition> read(YamlNode node) {
    if (!(node instanceof YamlMapping)) {
      return Optional.empty();
    }
    YamlMapping mapping = (YamlMapping) node;
    YamlMapping match = mapping.get(MATCH) instanceof YamlMapping given ? given : NOTHING;
    Optional<List<String>> tags = read(match.get(TAGS), TEXTS, List.of());
    Optional<Boolean> suggested =
        read(mapping.get(SUGGESTED_OUTPUT), ConfigType.BOOLEAN, Boolean.FALSE);
    Optional<List<ExtraField>> fields = readFields(mapping.get(EXTRA_FIELDS));
    if (tags.isEmpty() || suggested.isEmpty() || fields.isEmpty()) {
      return Optional.empty();
    }
    AppendOutput addition =
        new AppendOutput(
            ConfigShape.text(match, SOURCE),
            Set.copyOf(tags.get()),
            ConfigShape.text(match, RULE),
            ConfigShape.text(mapping, EXTRA_OUTPUT),
            fields.get());
    return Optional.of(new OutputAddition(addition, suggested.get()));
  }

  private static <T> Optional<T> read(@Nullable YamlNode node, ConfigType<T> type, T absent) {
    return node == null ? Optional.of(absent) : type.reader().apply(node);
  }

  /** Reads a list of names of fields, and of mappings of one name to a text each. */
  private static Optional<List<ExtraField>> readFields(@Nullable YamlNode node) {
    if (node == null) {
      return Optional.of(List.of());
    }
    if (!(node instanceof YamlSequence)) {
      return Optional.empty();
    }
    Map<String, ExtraField> fields = new LinkedHashMap<>();
    for (YamlNode item : ((YamlSequence) node).items()) {
      ExtraField field = readField(item);
      if (field == null) {
        return Optional.empty();
      }
      ExtraField earlier = fields.put(field.key(), field);
      if (earlier != null && !(earlier.raw() && field.raw())) {
        return Optional.empty();
      }
    }
    return Optional.of(List.copyOf(fields.values()));
  }

  private static @Nullable ExtraField readField(YamlNode node) {
    if (node instanceof YamlScalar scalar) {
      return new ExtraField(scalar.text(), "%" + scalar.text(), true);
    }
    Map<String, String> named = ConfigType.TEXTS_BY_NAME.reader().apply(node).orElse(Map.of());
    if (named.size() != 1) {
      return null;
    }
    Map.Entry<String, String> field = named.entrySet().iterator().next();
    return new ExtraField(field.getKey(), field.getValue(), false);
  }
}
