// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.transformer;

import io.falcoj.engine.predicate.ValueShape;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A transformer of one argument, which may be a list. */
abstract class SingleArgumentTransformer extends Transformer {

  SingleArgumentTransformer(String name, String description) {
    super(name, description);
  }

  /** What it yields for such an argument; empty if it does not take it. */
  abstract Optional<ValueShape> resultOf(ValueShape argument);

  /** What it computes for an argument that it takes. */
  abstract ValueFunction function(ValueShape argument);

  @Override
  public final BoundTransformer bind(List<TransformerArgument> arguments, @Nullable String option)
      throws TransformerException {
    if (arguments.size() != 1) {
      throw new TransformerException("unknown multivalue transformer");
    }
    if (option != null) {
      throw new TransformerException(
          "filter error: transformer '" + name() + "' does not support field arguments");
    }
    TransformerArgument argument = arguments.get(0);
    ValueShape shape = argument.shape();
    Optional<ValueShape> result = resultOf(shape);
    if (result.isEmpty()) {
      throw new TransformerException(
          "can't add field transformer: type '"
              + shape.type()
              + "' is not supported by '"
              + name()
              + "' transformer applied on "
              + (shape.list() ? "list " : "")
              + "field '"
              + argument.field()
              + "'");
    }
    return new BoundTransformer(result.get(), function(shape));
  }
}
