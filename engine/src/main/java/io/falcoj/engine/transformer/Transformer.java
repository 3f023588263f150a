// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.transformer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transformer of the condition language: which arguments it takes and what it makes of them.
 * Immutable.
 */
public abstract class Transformer {

  private final String name;
  private final String description;

  Transformer(String name, String description) {
    this.name = name;
    this.description = description;
  }

  /** The name before the parenthesis. */
  public final String name() {
    return name;
  }

  /** What it does, in one sentence. */
  public final String description() {
    return description;
  }

  /**
   * Applies the transformer.
   *
   * @param arguments one or more
   * @param option the text between brackets behind the parenthesis; null without brackets
   * @throws TransformerException if it does not take these arguments or this option
   */
  public abstract BoundTransformer bind(
      List<TransformerArgument> arguments, @Nullable String option) throws TransformerException;

  @Override
  public final String toString() {
    return name;
  }
}
