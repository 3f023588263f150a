// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.transformer;

import io.falcoj.engine.FieldType;
import io.falcoj.engine.Values;
import java.util.EnumSet;

/** {@code basename}: what stands behind the last slash. */
final class BasenameTransformer extends TextTransformer {

  BasenameTransformer() {
    super(
        "basename",
        EnumSet.of(FieldType.CHARBUF, FieldType.FSPATH, FieldType.FSRELPATH),
        "The part of a path behind its last slash.");
  }

  @Override
  boolean transform(Values source, int index, Values result) {
    byte[] array = source.arrayAt(index);
    int offset = source.offsetAt(index);
    int end = offset + source.lengthAt(index);
    int start = end;
    while (start > offset && array[start - 1] != '/') {
      start--;
    }
    result.addText(array, start, end - start);
    return true;
  }
}
