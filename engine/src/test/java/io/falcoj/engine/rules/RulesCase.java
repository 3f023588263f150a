// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import io.falcoj.engine.yaml.YamlException;
import io.falcoj.engine.yaml.YamlMapping;
import io.falcoj.engine.yaml.YamlNode;
import io.falcoj.engine.yaml.YamlReader;
import io.falcoj.engine.yaml.YamlScalar;
import io.falcoj.engine.yaml.YamlSequence;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules and what is expected of them.
 *
 * @param about what the case shows
 * @param files texts that are loaded one after the other
 * @param expected one text, or several
 */
record RulesCase(String about, List<String> files, List<String> expected) {

  /**
   * Reads all cases of a resource beside this class.
   *
   * @param expectedKey the key of what is expected
   */
  static List<RulesCase> load(String resource, String expectedKey) {
    try (InputStream stream = RulesCase.class.getResourceAsStream(resource)) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      List<RulesCase> cases = new ArrayList<>();
      for (YamlNode node : ((YamlSequence) YamlReader.read(resource, text).get(0)).items()) {
        YamlMapping mapping = (YamlMapping) node;
        cases.add(
            new RulesCase(
                ((YamlScalar) mapping.get("about")).text(),
                texts(mapping.get("rules")),
                texts(mapping.get(expectedKey))));
      }
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (YamlException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static List<String> texts(YamlNode node) {
    if (node instanceof YamlScalar scalar) {
      return List.of(scalar.text());
    }
    return ((YamlSequence) node).items().stream().map(item -> ((YamlScalar) item).text()).toList();
  }
}
