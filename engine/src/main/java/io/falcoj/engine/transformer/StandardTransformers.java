// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.transformer;

import java.util.List;

/**
 * All transformers, in the order in which error texts name them. To add one, add a class and a line
 * here; the parser, documentation and the tests' matrix derive from this list.
 */
public final class StandardTransformers {

  /** The name that marks a plain field on the right-hand side; it transforms nothing. */
  public static final String FIELD = "val";

  private static final List<Transformer> ALL =
      List.of(
          CaseTransformer.toLower(),
          CaseTransformer.toUpper(),
          new Base64Transformer(),
          new BasenameTransformer(),
          new LengthTransformer(),
          new JoinTransformer(),
          new ConcatTransformer(),
          new GetoptTransformer());

  private StandardTransformers() {}

  /** All transformers. */
  public static List<Transformer> all() {
    return ALL;
  }

  /** The names of all transformers. */
  public static List<String> names() {
    return ALL.stream().map(Transformer::name).toList();
  }

  /**
   * The transformer called {@code name}.
   *
   * @throws IllegalArgumentException if there is none; the parser lets none through
   */
  public static Transformer of(String name) {
    for (Transformer transformer : ALL) {
      if (transformer.name().equals(name)) {
        return transformer;
      }
    }
    throw new IllegalArgumentException("no transformer '" + name + "'");
  }
}
