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
import io.falcoj.grammar.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The annotations that say which pods a policy is asked about. The value of each is a YAML list as
 * text: {@code "[nginx, docker.io/redis]"}. Without a value there is no restriction.
 */
final class ScopeAnnotations {

  private static final String IMAGES = "falco-rules-psp-images";
  private static final String NAMESPACES = "falco-rules-psp-namespaces";

  private ScopeAnnotations() {}

  static PolicyScope read(PolicyText text, @Nullable YamlNode annotations) {
    if (!(annotations instanceof YamlMapping mapping)) {
      return PolicyScope.ALL;
    }
    List<String> images = read(text, IMAGES, mapping.get(IMAGES));
    if (images != null) {
      images.forEach(image -> warnOfTag(text, image));
    }
    return new PolicyScope(images, read(text, NAMESPACES, mapping.get(NAMESPACES)));
  }

  private static @Nullable List<String> read(
      PolicyText text, String key, @Nullable YamlNode annotation) {
    if (!(annotation instanceof YamlScalar value) || value.text().isBlank()) {
      return null;
    }
    String path = pathOf(key);
    List<YamlNode> documents;
    SourceText list = SourceText.of(key, value.text());
    try {
      documents = YamlReader.read(list, YamlLimits.DEFAULT);
    } catch (YamlException e) {
      Span place = value.spanOf(e.span().offset(), e.span().end());
      text.errorAt(path, place, "found " + e.found() + ", expected " + e.expected());
      return null;
    }
    if (documents.size() != 1 || !(documents.get(0) instanceof YamlSequence sequence)) {
      text.error(path, "found " + value.describe() + ", expected a list such as \"[a, b]\"");
      return null;
    }
    List<String> names = new ArrayList<>();
    for (YamlNode item : sequence.items()) {
      if (item instanceof YamlScalar name && !name.text().isEmpty()) {
        names.add(name.text());
      } else {
        Span place = value.spanOf(item.span().offset(), item.span().end());
        text.errorAt(path, place, "found " + item.describe() + ", expected a name");
      }
    }
    if (names.isEmpty() && sequence.items().isEmpty()) {
      text.warning(path, "the list is empty, so no pod is judged");
    }
    return names;
  }

  /** An image is compared by its repository; one with tag or digest would never be found. */
  private static void warnOfTag(PolicyText text, String image) {
    boolean tag = image.indexOf(':', image.lastIndexOf('/') + 1) >= 0;
    if (tag || image.indexOf('@') >= 0) {
      text.warning(
          pathOf(IMAGES),
          Printable.quote(image)
              + " names a tag or digest and matches no image, only repositories are compared");
    }
  }

  private static String pathOf(String key) {
    return "metadata.annotations[" + key + "]";
  }
}
