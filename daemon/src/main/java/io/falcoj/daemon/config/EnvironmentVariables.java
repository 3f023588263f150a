// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.config;

import io.falcoj.engine.yaml.YamlMapping;
import io.falcoj.engine.yaml.YamlNode;
import io.falcoj.engine.yaml.YamlScalar;
import io.falcoj.engine.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts environment variables into the values of a configuration, as falco 0.44 {@code yaml_helper}
 * does: {@code ${NAME}} becomes the variable's value, in which further variables may stand, or
 * nothing if it is not set; {@code $${NAME}} becomes {@code ${NAME}}; behind a dollar sign of any
 * other kind nothing is replaced any more. Keys stay as they are.
 */
final class EnvironmentVariables {

  /** Values may name variables that name others, and each other. */
  private static final int MAX_REPLACEMENTS = 1000;

  private static final int MAX_LENGTH = 1 << 20;

  private final Map<String, String> variables;

  EnvironmentVariables(Map<String, String> variables) {
    this.variables = variables;
  }

  /**
   * Replaces in all values of a document.
   *
   * @throws ConfigException if variables name each other without end
   */
  YamlNode replaceIn(YamlNode node) throws ConfigException {
    if (node instanceof YamlScalar scalar) {
      return new YamlScalar(
          replaceIn(scalar.text()), scalar.style(), scalar.tag(), scalar.span(), scalar.source());
    }
    if (node instanceof YamlSequence sequence) {
      List<YamlNode> items = new ArrayList<>();
      for (YamlNode item : sequence.items()) {
        items.add(replaceIn(item));
      }
      return new YamlSequence(items, sequence.span());
    }
    YamlMapping mapping = (YamlMapping) node;
    List<YamlMapping.Entry> entries = new ArrayList<>();
    for (YamlMapping.Entry entry : mapping.entries()) {
      entries.add(new YamlMapping.Entry(entry.key(), replaceIn(entry.value())));
    }
    return new YamlMapping(entries, mapping.span());
  }

  private String replaceIn(String text) throws ConfigException {
    if (text.indexOf('$') < 0) {
      return text;
    }
    StringBuilder value = new StringBuilder(text);
    int replacements = 0;
    int dollar = value.indexOf("$");
    while (dollar >= 0) {
      int end = value.indexOf("}", dollar);
      if (end < 0) {
        break;
      }
      if (value.indexOf("${", dollar) == dollar) {
        String name = value.substring(dollar + 2, end);
        value.replace(dollar, end + 1, variables.getOrDefault(name, ""));
        replacements++;
      } else if (value.indexOf("$${", dollar) == dollar) {
        value.deleteCharAt(dollar);
        dollar++;
      } else {
        break;
      }
      if (replacements > MAX_REPLACEMENTS || value.length() > MAX_LENGTH) {
        throw new ConfigException("the environment variables in \"" + text + "\" have no end");
      }
      dollar = value.indexOf("$", dollar);
    }
    return value.toString();
  }
}
