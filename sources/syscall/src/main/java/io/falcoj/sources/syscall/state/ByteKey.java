// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import java.util.Arrays;

/** Bytes as the key of a map; one that is only looked up with can be set again and again. */
final class ByteKey {

  private byte[] bytes = {};
  private int length;
  private int hash;

  ByteKey() {}

  ByteKey(byte[] bytes, int limit) {
    set(bytes, limit);
  }

  /** Becomes the first {@code limit} of {@code newBytes}, which are not copied. */
  ByteKey set(byte[] newBytes, int limit) {
    bytes = newBytes;
    length = Math.min(limit, newBytes.length);
    int newHash = 1;
    for (int i = 0; i < length; i++) {
      newHash = 31 * newHash + newBytes[i];
    }
    hash = newHash;
    return this;
  }

  /** The bytes, as a new array. */
  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof ByteKey key) || key.length != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (key.bytes[i] != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
