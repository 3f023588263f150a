// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.ka;

import io.falcoj.engine.Event;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.Values;
import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonPointer;
import io.falcoj.sources.audit.event.AuditEvent;
import java.nio.charset.StandardCharsets;

/**
 * The first parameter of a name in the query of the request's URI. Name and value are decoded:
 * {@code +} is a blank, {@code %2F} a slash. Where Falco gives up on the whole query, at a percent
 * sign that no two hexadecimal digits follow, it stands for itself here: a request must not hide a
 * parameter by adding a broken one.
 */
final class UriParameter implements FieldExtractor {

  private static final JsonPointer URI = JsonPointer.ofMembers("requestURI");

  private final byte[] name;

  UriParameter(String name) {
    this.name = name.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void extract(Event event, Values values) {
    JsonDocument json = ((AuditEvent) event).json();
    int uri = json.present(json.find(URI));
    if (uri == JsonDocument.NONE) {
      return;
    }
    json.addText(uri, values);
    byte[] text = values.arrayAt(0);
    int end = values.offsetAt(0) + values.lengthAt(0);
    int fragment = indexOf(text, '#', values.offsetAt(0), end);
    int query = indexOf(text, '?', values.offsetAt(0), fragment) + 1;
    values.truncate(0);
    while (query < fragment) {
      int next = indexOf(text, '&', query, fragment);
      int equals = indexOf(text, '=', query, next);
      if (isName(text, query, equals)) {
        addDecoded(text, Math.min(equals + 1, next), next, values);
        return;
      }
      query = next + 1;
    }
    values.clear();
  }

  private boolean isName(byte[] text, int start, int end) {
    int position = start;
    for (byte expected : name) {
      if (position >= end || decoded(text, position, end) != (expected & 0xFF)) {
        return false;
      }
      position += encodedLength(text, position, end);
    }
    return position == end;
  }

  private static void addDecoded(byte[] text, int start, int end, Values values) {
    if (isPlain(text, start, end)) {
      values.addText(text, start, end - start);
      return;
    }
    int target = values.reserve(end - start);
    byte[] scratch = values.scratch();
    int written = target;
    int position = start;
    while (position < end) {
      scratch[written++] = (byte) decoded(text, position, end);
      position += encodedLength(text, position, end);
    }
    values.addScratch(target, written - target);
  }

  private static boolean isPlain(byte[] text, int start, int end) {
    return indexOf(text, '%', start, end) == end && indexOf(text, '+', start, end) == end;
  }

  /** The byte that stands at {@code position}, from 0 to 255. */
  private static int decoded(byte[] text, int position, int end) {
    if (encodedLength(text, position, end) == 3) {
      return Character.digit(text[position + 1], 16) << 4 | Character.digit(text[position + 2], 16);
    }
    return text[position] == '+' ? ' ' : text[position] & 0xFF;
  }

  private static int encodedLength(byte[] text, int position, int end) {
    boolean escaped =
        text[position] == '%'
            && position + 2 < end
            && Character.digit(text[position + 1], 16) >= 0
            && Character.digit(text[position + 2], 16) >= 0;
    return escaped ? 3 : 1;
  }

  private static int indexOf(byte[] text, char wanted, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text[i] == wanted) {
        return i;
      }
    }
    return end;
  }
}
