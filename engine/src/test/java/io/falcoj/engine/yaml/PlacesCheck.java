// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks that every node, and every character of a scalar, has a place in the text. */
final class PlacesCheck {

  private PlacesCheck() {}

  static void check(YamlNode node, String text) {
    assertThat(node.span().end()).as("<%s>", text).isLessThanOrEqualTo(text.length());
    if (node instanceof YamlScalar scalar) {
      for (int i = 0; i <= scalar.text().length(); i++) {
        assertThat(scalar.spanOf(i, i + 1).offset()).as("<%s>", text).isBetween(0, text.length());
      }
      assertThat(scalar.toInteger().isPresent() && scalar.isFloat()).isFalse();
    } else if (node instanceof YamlSequence sequence) {
      sequence.items().forEach(item -> check(item, text));
    } else if (node instanceof YamlMapping mapping) {
      for (YamlMapping.Entry entry : mapping.entries()) {
        check(entry.key(), text);
        check(entry.value(), text);
      }
    }
  }
}
