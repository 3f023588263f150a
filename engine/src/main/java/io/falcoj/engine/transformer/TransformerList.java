// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.transformer;

import io.falcoj.engine.FieldType;
import io.falcoj.engine.Values;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.predicate.ValueShape;
import java.util.List;
import java.util.Optional;

/**
 * A list written inside a transformer: {@code (proc.name, "x", proc.pid)}. Its elements become
 * texts; an element that is a list adds all of its values. If one element is absent, so is the
 * list.
 */
public final class TransformerList {

  private static final ValueShape RESULT = ValueShape.of(FieldType.CHARBUF, true);

  private TransformerList() {}

  /**
   * Makes a list of {@code elements}.
   *
   * @throws TransformerException if an element cannot be text
   */
  public static BoundTransformer bind(List<TransformerArgument> elements)
      throws TransformerException {
    TextForm[] forms = new TextForm[elements.size()];
    for (int i = 0; i < forms.length; i++) {
      FieldType type = elements.get(i).shape().type();
      Optional<TextForm> form = TextForm.of(type);
      if (form.isEmpty()) {
        throw new TransformerException(
            "field '" + elements.get(i).field() + "' of type '" + type + "' cannot be in a list");
      }
      forms[i] = form.get();
    }
    return new BoundTransformer(
        RESULT, (context, arguments, result) -> fill(forms, context, arguments, result));
  }

  private static void fill(TextForm[] forms, EvalContext context, int[] arguments, Values result) {
    result.present();
    for (int i = 0; i < forms.length; i++) {
      Values element = context.values(arguments[i]);
      if (!element.isPresent()) {
        result.clear();
        return;
      }
      for (int j = 0; j < element.size(); j++) {
        add(forms[i], element, j, result);
      }
    }
  }

  private static void add(TextForm form, Values element, int index, Values result) {
    if (form == TextForm.TEXT || !element.isPresent(index)) {
      result.addElement(element, index);
      return;
    }
    int start = result.reserve(form.maxLength(element, index));
    int end = form.write(element, index, result.scratch(), start);
    result.addScratch(start, end - start);
  }
}
