// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.converter.psp.RulesItem.Macro;
import io.falcoj.engine.yaml.YamlException;
import io.falcoj.engine.yaml.YamlMapping;
import io.falcoj.engine.yaml.YamlNode;
import io.falcoj.engine.yaml.YamlReader;
import io.falcoj.engine.yaml.YamlScalar;
import io.falcoj.engine.yaml.YamlSequence;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RulesWriterTest {

  @Test
  void writesPlainlyWhatReadsPlainly() {
    assertThat(
            RulesWriter.write(List.of("a\nb", ""), List.of(new Macro("x_1", "ka.verb = create"))))
        .isEqualTo("# a\\u000ab\n#\n\n- macro: x_1\n  condition: ka.verb = create\n");
  }

  @Test
  void whateverIsWrittenReadsBack() throws YamlException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      String name = HostileText.next(random, 12);
      String condition = HostileText.next(random, 400);
      String text =
          RulesWriter.write(
              List.of(HostileText.next(random, 40)), List.of(new Macro(name, condition)));
      List<YamlNode> documents = YamlReader.read("seed " + seed, text);
      assertThat(documents).as("seed %d: %s", seed, text).hasSize(1);
      YamlMapping item = (YamlMapping) ((YamlSequence) documents.get(0)).items().get(0);
      assertThat(((YamlScalar) item.get("macro")).text()).as("seed %d", seed).isEqualTo(name);
      YamlScalar read = (YamlScalar) item.get("condition");
      assertThat(read.text()).as("seed %d: %s", seed, text).isEqualTo(condition);
      boolean text11 =
          read.isMarkedAsText()
              || read.toBoolean().isEmpty() && read.toInteger().isEmpty() && !read.isNull();
      assertThat(text11).as("seed %d: %s is text", seed, condition).isTrue();
    }
  }
}
