// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.pod;

import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonPointer;
import java.nio.charset.StandardCharsets;

/** How far a request had come when an event told of it. */
final class RequestStage {

  private static final JsonPointer STAGE = JsonPointer.ofMembers("stage");
  private static final byte[] REQUEST_RECEIVED = ascii("RequestReceived");
  private static final byte[] RESPONSE_STARTED = ascii("ResponseStarted");

  private RequestStage() {}

  /**
   * Whether the request was still under way, so that another event tells how it ended. An event
   * that does not say is taken for the end: to pass over it would look like consent.
   */
  static boolean isEarly(JsonDocument json) {
    int stage = json.find(STAGE);
    return json.stringEquals(stage, REQUEST_RECEIVED) || json.stringEquals(stage, RESPONSE_STARTED);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
