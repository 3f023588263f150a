// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.format;

import io.falcoj.engine.predicate.EvalContext;
import org.jspecify.annotations.Nullable;

/** A piece of an output text: literal text, or a field. Immutable. */
interface OutputToken {

  /**
   * Appends the piece for the event of {@code context}.
   *
   * @param absentText what stands for an absent field; null if it must not be absent
   * @return false if it is absent and must not be; nothing is appended then
   */
  boolean append(EvalContext context, @Nullable String absentText, StringBuilder text);
}
