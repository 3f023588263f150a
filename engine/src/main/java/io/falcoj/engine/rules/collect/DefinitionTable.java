// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.collect;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Definitions of one kind by name, in the order in which the names were first defined. Each knows
 * when it was first defined and when it was last touched: a definition may refer to those that were
 * first defined before it was last touched.
 */
public final class DefinitionTable<T> {

  /** A definition with its times, which count all definitions of a load. */
  public static final class Entry<T> {
    private T definition;
    private final int defined;
    private int touched;

    private Entry(T definition, int time) {
      this.definition = definition;
      this.defined = time;
      this.touched = time;
    }

    public T definition() {
      return definition;
    }

    /** Whether this definition may refer to {@code other}. */
    public boolean sees(Entry<T> other) {
      return other.defined < touched;
    }
  }

  private final Map<String, Entry<T>> entries = new LinkedHashMap<>();

  /** The definition of that name; null if there is none. */
  public @Nullable T find(String name) {
    Entry<T> entry = entries.get(name);
    return entry == null ? null : entry.definition;
  }

  /** The same with its times. */
  public @Nullable Entry<T> entry(String name) {
    return entries.get(name);
  }

  /** Defines a name, or defines it anew in its old place. */
  void define(String name, T definition, int time) {
    Entry<T> entry = entries.get(name);
    if (entry == null) {
      entries.put(name, new Entry<>(definition, time));
    } else {
      entry.definition = definition;
      entry.touched = time;
    }
  }

  /** Changes a definition without touching it. */
  void change(String name, T definition) {
    Entry<T> entry = entries.get(name);
    if (entry == null) {
      throw new IllegalArgumentException("not defined: " + name);
    }
    entry.definition = definition;
  }

  /** All names, in order. */
  public Set<String> names() {
    return Collections.unmodifiableSet(entries.keySet());
  }

  /** All definitions, in order. */
  public Collection<Entry<T>> entries() {
    return entries.values();
  }
}
