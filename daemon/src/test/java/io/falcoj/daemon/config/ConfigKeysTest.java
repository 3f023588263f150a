// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ConfigKeysTest {

  @Test
  void knowsEveryKeyOfFalcoAndNoOtherButItsOwn() throws IOException {
    List<String> falco;
    try (InputStream resource = ConfigKeysTest.class.getResourceAsStream("falco-keys.txt")) {
      falco =
          new String(resource.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .toList();
    }
    assertThat(ConfigKeys.all().stream().map(ConfigKey::path))
        .filteredOn(path -> !path.startsWith("falcoj."))
        .containsExactlyElementsOf(falco);
  }

  @Test
  void theSchemaHasEveryKeyWithItsDescription() {
    for (ConfigKey<?> key : ConfigKeys.all()) {
      String pointer = "/properties/" + key.path().replace(".", "/properties/");
      assertThat(ConfigSchema.document().at(pointer + "/description").asString())
          .as(key.path())
          .isEqualTo(key.description());
    }
  }

  /** With {@code -Dfalcoj.docs.write=true} the page is written instead. */
  @Test
  void theDocumentationHasEveryKey() throws IOException {
    Path page = Path.of("..", "docs", "configuration.md");
    StringBuilder table =
        new StringBuilder("| key | value | here | |\n| --- | --- | --- | --- |\n");
    for (ConfigKey<?> key : ConfigKeys.all()) {
      table.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(key.path(), value(key), key.use().text(), key.description()));
    }
    String text = Files.readString(page);
    if (Boolean.getBoolean("falcoj.docs.write")) {
      int start = text.indexOf("| key | value |");
      text = text.substring(0, start) + table;
      Files.writeString(page, text);
    }
    assertThat(text).endsWith(table);
  }

  private static String value(ConfigKey<?> key) {
    Object standard = key.standard();
    if (standard == null || List.of("", "[]", "{}").contains(standard.toString())) {
      return key.type().description();
    }
    return key.type().description() + "; `" + standard.toString().toLowerCase(Locale.ROOT) + "`";
  }
}
