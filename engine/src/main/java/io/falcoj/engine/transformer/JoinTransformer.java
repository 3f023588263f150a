// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.transformer;

import io.falcoj.engine.FieldType;
import io.falcoj.engine.Values;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.predicate.ValueShape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code join(separator, list)}: the elements of a list as one text. */
final class JoinTransformer extends Transformer {

  private static final ValueShape RESULT = ValueShape.of(FieldType.CHARBUF, false);
  private static final byte[] ABSENT = "<NA>".getBytes(StandardCharsets.UTF_8);

  JoinTransformer() {
    super("join", "The elements of a list as one text, with a separator between them.");
  }

  @Override
  public BoundTransformer bind(List<TransformerArgument> arguments, @Nullable String option)
      throws TransformerException {
    if (arguments.size() == 1) {
      throw new TransformerException("unknown field transfomer 'join'");
    }
    if (arguments.size() != 2) {
      throw new TransformerException("join() requires exactly 2 arguments: separator and list");
    }
    ValueShape separator = arguments.get(0).shape();
    ValueShape list = arguments.get(1).shape();
    if (separator.list()) {
      throw new TransformerException(
          "join() first argument (separator) must be a single value, not a list");
    }
    if (!list.list()) {
      throw new TransformerException("join() second argument must be a list");
    }
    if (option != null) {
      throw new TransformerException("transformer 'join' does not support field arguments");
    }
    TextForm separatorForm = form(arguments.get(0));
    TextForm form = form(arguments.get(1));
    return new BoundTransformer(
        RESULT, (context, slots, result) -> join(separatorForm, form, context, slots, result));
  }

  private static TextForm form(TransformerArgument argument) throws TransformerException {
    return TextForm.of(argument.shape().type())
        .orElseThrow(() -> new TransformerException("join() arguments must be strings or numbers"));
  }

  private static void join(
      TextForm separatorForm, TextForm form, EvalContext context, int[] slots, Values result) {
    Values separator = context.values(slots[0]);
    Values list = context.values(slots[1]);
    if (separator.size() == 0 || !separator.isPresent(0) || !list.isPresent()) {
      return;
    }
    int size = list.size();
    long capacity = (long) size * separatorForm.maxLength(separator, 0);
    for (int i = 0; i < size; i++) {
      capacity += list.isPresent(i) ? form.maxLength(list, i) : ABSENT.length;
    }
    if (capacity > Integer.MAX_VALUE / 4) {
      return;
    }
    int start = result.reserve((int) capacity);
    byte[] target = result.scratch();
    int at = start;
    for (int i = 0; i < size; i++) {
      if (i > 0) {
        at = separatorForm.write(separator, 0, target, at);
      }
      if (list.isPresent(i)) {
        at = form.write(list, i, target, at);
      } else {
        System.arraycopy(ABSENT, 0, target, at, ABSENT.length);
        at += ABSENT.length;
      }
    }
    result.addScratch(start, at - start);
  }
}
