// SPDX-License-Identifier: Apache-2.0
package io.falcoj.json;

import io.falcoj.engine.Event;

/** An event that is a JSON document, of whatever source. */
public interface JsonEvent extends Event {

  /** The event's text, as long as the event is there. */
  JsonDocument json();
}
