// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.trace;

/** What a check says of an event. */
public enum Answer {
  /** It holds. */
  TRUE,
  /** It does not hold. */
  FALSE,
  /** It does not hold, because the event has nothing for it to look at. */
  ABSENT
}
