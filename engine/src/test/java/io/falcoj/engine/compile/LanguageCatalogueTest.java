// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.operator.Modifier;
import io.falcoj.engine.operator.Operator;
import io.falcoj.engine.operator.StandardOperators;
import io.falcoj.engine.operator.TypeFamily;
import io.falcoj.engine.transformer.StandardTransformers;
import io.falcoj.engine.transformer.Transformer;
import io.falcoj.testdata.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The page about the language says of every word what the engine says of it. */
class LanguageCatalogueTest {

  private static List<String> page() throws IOException {
    return Files.readAllLines(TestData.repositoryRoot().resolve("docs/language.md"));
  }

  @Test
  void pageDescribesEveryOperator() throws IOException {
    for (Operator operator : StandardOperators.all()) {
      List<String> symbols = new ArrayList<>(operator.symbols());
      Collections.reverse(symbols);
      List<String> families = new ArrayList<>();
      for (TypeFamily family : TypeFamily.values()) {
        if (operator.supports(family)) {
          families.add(family.name().toLowerCase(Locale.ROOT));
        }
      }
      boolean all = families.size() == TypeFamily.values().length;
      assertThat(page())
          .contains(
              "| `"
                  + String.join("` `", symbols)
                  + "` | "
                  + (all ? "all" : String.join(", ", families))
                  + " | "
                  + operator.description()
                  + " |");
    }
  }

  @Test
  void pageDescribesEveryModifierAndTransformer() throws IOException {
    for (Transformer transformer : StandardTransformers.all()) {
      assertThat(page())
          .contains("| `" + transformer.name() + "` | " + transformer.description() + " |");
    }
    for (Modifier modifier : Modifier.values()) {
      assertThat(page()).anyMatch(line -> line.startsWith("| `" + modifier.word() + "` | "));
    }
  }
}
