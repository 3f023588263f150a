// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.listing;

import io.falcoj.engine.FieldClass;
import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.FieldDefinition.Flag;
import io.falcoj.engine.FieldRegistry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The fields that rules may use, as {@code --list} shows them; without hidden and deprecated ones,
 * and without those that outputs alone may use. Immutable.
 *
 * <p>Every form is that of falco 0.44, whose scripts read it: {@code falco_engine::list_fields} and
 * libs 0.25 {@code filter_fieldclass_info}.
 */
public final class FieldList {

  private final List<ListedClass> classes;

  private FieldList(List<ListedClass> classes) {
    this.classes = List.copyOf(classes);
  }

  /** The fields of all sources. */
  public static FieldList of(FieldRegistry registry) {
    List<ListedClass> listed = new ArrayList<>();
    for (FieldClass fieldClass : registry.classes()) {
      Set<String> sources = new LinkedHashSet<>();
      fieldClass.fields().forEach(field -> sources.addAll(field.sources()));
      addListed(fieldClass, List.copyOf(sources), listed);
    }
    return new FieldList(listed);
  }

  /** The fields of one source; none if it is unknown. */
  public static FieldList of(FieldRegistry registry, String source) {
    List<ListedClass> listed = new ArrayList<>();
    for (FieldClass fieldClass : registry.classes(source)) {
      addListed(fieldClass, List.of(source), listed);
    }
    return new FieldList(listed);
  }

  private static void addListed(
      FieldClass fieldClass, List<String> sources, List<ListedClass> listed) {
    List<FieldDefinition> fields =
        fieldClass.fields().stream().filter(FieldList::isListed).toList();
    if (!fields.isEmpty()) {
      listed.add(new ListedClass(fieldClass, sources, fields));
    }
  }

  private static boolean isListed(FieldDefinition field) {
    return !field.is(Flag.HIDDEN) && !field.is(Flag.PRINT_ONLY) && !field.isDeprecated();
  }

  /**
   * The whole list, with descriptions.
   *
   * @param verbose whether text tells the types, too; the other formats always do
   * @return ends with a line break
   */
  public String render(FieldListFormat format, boolean verbose) {
    return switch (format) {
      case TEXT -> FieldListText.render(classes, verbose);
      case MARKDOWN -> FieldListMarkdown.render(classes);
      case JSON -> FieldListJson.render(classes);
    };
  }

  /**
   * The names alone, one a line, or for JSON in an array.
   *
   * @return ends with a line break
   */
  public String renderNames(FieldListFormat format) {
    List<String> names = new ArrayList<>();
    for (ListedClass listed : classes) {
      listed.fields().forEach(field -> names.add(field.name()));
    }
    return switch (format) {
      case TEXT, MARKDOWN -> String.join("\n", names) + "\n";
      case JSON -> FieldListJson.renderNames(names);
    };
  }
}
