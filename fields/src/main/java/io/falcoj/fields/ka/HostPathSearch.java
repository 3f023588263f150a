// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.ka;

import io.falcoj.engine.Event;
import io.falcoj.engine.FieldArgumentException;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.Values;
import io.falcoj.json.JsonDocument;
import io.falcoj.sources.audit.event.AuditEvent;
import java.nio.charset.StandardCharsets;

/**
 * Whether some volume mounts a path of the host: exactly the one asked for, or with an asterisk
 * behind it any that begins so, character by character.
 */
final class HostPathSearch implements FieldExtractor {

  private static final ValuePath PATHS =
      ValuePath.parse("/requestObject/spec/volumes/*/hostPath/path");

  private final byte[] path;
  private final boolean prefix;

  /**
   * @throws FieldArgumentException if the path is empty
   */
  HostPathSearch(String path) throws FieldArgumentException {
    if (path.isEmpty()) {
      throw new FieldArgumentException(
          "ka.req.volume.hostpath requires a path of the host as argument, such as [/etc*]");
    }
    this.prefix = path.endsWith("*");
    this.path =
        path.substring(0, path.length() - (prefix ? 1 : 0)).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void extract(Event event, Values values) {
    JsonDocument json = ((AuditEvent) event).json();
    PATHS.read(json, ValuePath.ALL, Leaf.TEXT, values);
    if (values.isPresent()) {
      boolean found = false;
      for (int i = 0; i < values.size() && !found; i++) {
        found = values.isPresent(i) && matches(values, i);
      }
      values.clear();
      values.addText(BooleanText.of(found));
    }
  }

  private boolean matches(Values values, int index) {
    return prefix ? values.textStartsWith(index, path) : values.textEquals(index, path);
  }
}
