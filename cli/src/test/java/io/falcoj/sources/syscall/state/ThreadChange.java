// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/**
 * Changes what is known of a thread without an event, as the scenes of the conformance suite do.
 */
public final class ThreadChange {

  private ThreadChange() {}

  /** Sets one property. */
  public static void set(ThreadInfo thread, String property, JsonNode value) {
    switch (property) {
      case "pgid" -> thread.pgid = value.longValue();
      case "comm" -> thread.comm = utf8(value);
      case "exe" -> thread.exe = utf8(value);
      case "exepath" -> thread.exepath = utf8(value);
      default -> throw new IllegalArgumentException("no such property: " + property);
    }
  }

  private static byte[] utf8(JsonNode text) {
    return text.stringValue().getBytes(StandardCharsets.UTF_8);
  }
}
