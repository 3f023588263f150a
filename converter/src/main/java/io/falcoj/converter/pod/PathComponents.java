// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.pod;

import io.falcoj.engine.Values;
import io.falcoj.engine.text.Utf8;
import io.falcoj.json.JsonDocument;

/**
 * Writes a path so that {@code pmatch} compares it as Kubernetes v1.24 compares host paths in
 * {@code podsecuritypolicy/util}: one slash at the end means nothing, and all else is text, so a
 * path lies under another if it equals it, or goes on behind it with a slash. In components: those
 * of the one begin with those of the other, empty ones included. As {@code pmatch} passes over
 * empty components, an empty one is written {@code %}; and as it takes {@code *}, {@code ?} and
 * {@code [} for patterns, these, {@code \} and {@code %} itself are written in hexadecimal, {@code
 * %2a}. So {@code /var//log/} becomes {@code %/var/%/log}.
 */
public final class PathComponents {

  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  /** Bytes that one byte of a path takes at most. */
  private static final int LONGEST = 3;

  private PathComponents() {}

  /** Adds the path that a node holds. */
  public static void add(JsonDocument json, int path, Values values) {
    int index = values.size();
    json.addText(path, values);
    byte[] text = values.arrayAt(index);
    int start = values.offsetAt(index);
    int end = start + values.lengthAt(index);
    values.truncate(index);
    write(text, start, end, values);
  }

  /** A path of a policy, spelled the same way. */
  public static String of(String path) {
    byte[] text = Utf8.bytes(path);
    Values values = new Values();
    write(text, 0, text.length, values);
    return values.stringAt(0);
  }

  private static void write(byte[] path, int start, int pathEnd, Values values) {
    int end = pathEnd > start && path[pathEnd - 1] == '/' ? pathEnd - 1 : pathEnd;
    int at = values.reserve((end - start) * LONGEST + 1);
    int from = at;
    byte[] out = values.scratch();
    boolean emptyComponent = true;
    for (int i = start; i < end; i++) {
      byte b = path[i];
      if (b == '/') {
        if (emptyComponent) {
          out[at++] = '%';
        }
        out[at++] = '/';
        emptyComponent = true;
      } else {
        emptyComponent = false;
        if (b == '*' || b == '?' || b == '[' || b == '\\' || b == '%') {
          out[at++] = '%';
          out[at++] = HEX[b >> 4];
          out[at++] = HEX[b & 0xF];
        } else {
          out[at++] = b;
        }
      }
    }
    if (emptyComponent) {
      out[at++] = '%';
    }
    values.addScratch(from, at - from);
  }
}
