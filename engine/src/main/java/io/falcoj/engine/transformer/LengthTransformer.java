// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.transformer;

import io.falcoj.engine.FieldType;
import io.falcoj.engine.Values;
import io.falcoj.engine.predicate.ValueShape;
import java.util.Optional;

/** {@code len}: how many bytes a text has, or how many elements a list. */
final class LengthTransformer extends SingleArgumentTransformer {

  private static final ValueShape RESULT = ValueShape.of(FieldType.UINT64, false);

  LengthTransformer() {
    super("len", "The number of bytes of a text, or of elements of a list.");
  }

  @Override
  Optional<ValueShape> resultOf(ValueShape argument) {
    boolean text = argument.type().isString() || argument.type() == FieldType.BYTEBUF;
    return argument.list() || text ? Optional.of(RESULT) : Optional.empty();
  }

  @Override
  ValueFunction function(ValueShape argument) {
    if (argument.list()) {
      return (context, arguments, result) -> {
        Values list = context.values(arguments[0]);
        if (list.isPresent()) {
          result.addLong(list.size());
        }
      };
    }
    return (context, arguments, result) -> {
      Values text = context.values(arguments[0]);
      if (text.size() > 0 && text.isPresent(0)) {
        result.addLong(text.lengthAt(0));
      }
    };
  }
}
