// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names of values that parameters of events have: of flags, of which several stand together, or of
 * single values. Several names may stand for one value. Immutable.
 */
public final class ValueNames {

  /** No names at all. */
  public static final ValueNames NONE = new ValueNames(List.of());

  private final byte[][] names;
  private final long[] values;

  /**
   * @param entries {@code name=value}, in the order in which flags are looked at
   */
  ValueNames(List<String> entries) {
    names = new byte[entries.size()][];
    values = new long[entries.size()];
    for (int i = 0; i < entries.size(); i++) {
      String entry = entries.get(i);
      int separator = entry.lastIndexOf('=');
      names[i] = entry.substring(0, separator).getBytes(StandardCharsets.US_ASCII);
      values[i] = Long.parseLong(entry.substring(separator + 1));
    }
  }

  /** How many names there are. */
  public int size() {
    return names.length;
  }

  /** A name; the array must not be changed. */
  public byte[] nameAt(int index) {
    return names[index];
  }

  /** The value that a name stands for, without sign. */
  public long valueAt(int index) {
    return values[index];
  }

  /** The first name of a value, which must not be changed; null if it has none. */
  public byte @Nullable [] nameOf(long value) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == value) {
        return names[i];
      }
    }
    return null;
  }
}
