// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the extractors of one evaluating thread keep there and share, such as the memory of a native
 * plugin. It lives as long as the context that events are evaluated in; what must be given back is
 * given back by whoever made it, as by a {@link java.lang.ref.Cleaner}. Used by one thread.
 */
public final class ThreadHome {

  private final Map<Object, Object> kept = new IdentityHashMap<>();

  /**
   * What is kept for an owner; made when it is asked for first.
   *
   * @param owner the same object for all that share it
   * @param type of what is kept
   */
  public <T> T keep(Object owner, Class<T> type, Supplier<T> maker) {
    return type.cast(kept.computeIfAbsent(owner, unused -> maker.get()));
  }
}
