// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.transformer;

import io.falcoj.engine.FieldType;
import io.falcoj.engine.Values;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.predicate.ValueShape;
import java.util.Optional;
import java.util.Set;

/** Makes one text of each text, without changing the type; an absent value stays absent. */
abstract class TextTransformer extends SingleArgumentTransformer {

  private final Set<FieldType> types;

  TextTransformer(String name, Set<FieldType> types, String description) {
    super(name, description);
    this.types = Set.copyOf(types);
  }

  /**
   * Adds the text that becomes of element {@code index} of {@code source}.
   *
   * @return whether it could be made; if not, the whole result is absent
   */
  abstract boolean transform(Values source, int index, Values result);

  @Override
  final Optional<ValueShape> resultOf(ValueShape argument) {
    return types.contains(argument.type()) ? Optional.of(argument) : Optional.empty();
  }

  @Override
  final ValueFunction function(ValueShape argument) {
    return this::apply;
  }

  private void apply(EvalContext context, int[] arguments, Values result) {
    Values source = context.values(arguments[0]);
    if (!source.isPresent()) {
      return;
    }
    result.present();
    for (int i = 0; i < source.size(); i++) {
      if (!source.isPresent(i)) {
        result.addAbsent();
      } else if (!transform(source, i, result)) {
        result.clear();
        return;
      }
    }
  }
}
