// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.transformer;

import io.falcoj.engine.FieldType;
import io.falcoj.engine.Values;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.predicate.ValueShape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code concat(a, b, ...)}: texts one behind the other; absent if one of them is. */
final class ConcatTransformer extends Transformer {

  private static final ValueShape RESULT = ValueShape.of(FieldType.CHARBUF, false);

  ConcatTransformer() {
    super("concat", "Two or more texts, one behind the other.");
  }

  @Override
  public BoundTransformer bind(List<TransformerArgument> arguments, @Nullable String option)
      throws TransformerException {
    if (arguments.size() == 1) {
      throw new TransformerException("unknown field transfomer 'concat'");
    }
    if (arguments.size() < 2) {
      throw new TransformerException("concat() requires at least 2 arguments");
    }
    for (TransformerArgument argument : arguments) {
      if (argument.shape().type() != FieldType.CHARBUF || argument.shape().list()) {
        throw new TransformerException("concat() arguments must be strings");
      }
    }
    if (option != null) {
      throw new TransformerException("transformer 'concat' does not support field arguments");
    }
    return new BoundTransformer(RESULT, ConcatTransformer::concat);
  }

  private static void concat(EvalContext context, int[] slots, Values result) {
    long capacity = 0;
    for (int slot : slots) {
      Values text = context.values(slot);
      if (text.size() == 0 || !text.isPresent(0)) {
        return;
      }
      capacity += text.lengthAt(0);
    }
    if (capacity > Integer.MAX_VALUE / 4) {
      return;
    }
    int start = result.reserve((int) capacity);
    int at = start;
    for (int slot : slots) {
      at = TextForm.TEXT.write(context.values(slot), 0, result.scratch(), at);
    }
    result.addScratch(start, at - start);
  }
}
