// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.pod;

import io.falcoj.engine.text.Utf8;
import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonPointer;

/**
 * Where an event holds the pod that it creates. Telling allocates nothing.
 *
 * <p>Besides requests with the verb {@code create} there are those that name an object which does
 * not exist yet: their verb is that of a change, and only the code 201 tells that something was
 * created. So does server-side apply, with the verb {@code patch}. What it sends is a bare patch,
 * without the defaults of the API, so its pod is the stored one, in the response.
 */
public final class CreatedPod {

  private static final int CREATED = 201;

  private static final byte[] CREATE = Utf8.bytes("create");
  private static final byte[] PATCH = Utf8.bytes("patch");
  private static final byte[] UPDATE = Utf8.bytes("update");

  private static final JsonPointer VERB = JsonPointer.ofMembers("verb");
  private static final JsonPointer CODE = JsonPointer.ofMembers("responseStatus", "code");
  private static final JsonPointer REQUESTED = JsonPointer.ofMembers("requestObject");
  private static final JsonPointer SPEC = JsonPointer.ofMembers("spec");
  private static final JsonPointer STORED = JsonPointer.ofMembers("responseObject");

  private CreatedPod() {}

  /** The pod to judge; {@link JsonDocument#NONE} if the event does not hold it. */
  public static int find(JsonDocument json) {
    return json.find(isByPatch(json) ? STORED : REQUESTED);
  }

  /** Its specification; {@link JsonDocument#NONE} if the event does not hold it. */
  public static int spec(JsonDocument json) {
    return json.find(find(json), SPEC);
  }

  /** Whether the pod to judge is the one that was stored. */
  public static boolean isByPatch(JsonDocument json) {
    return json.stringEquals(json.find(VERB), PATCH) && code(json) == CREATED;
  }

  /** Whether a request is one that creates an object, whatever came of it. */
  static boolean isCreation(JsonDocument json) {
    int verb = json.find(VERB);
    return json.stringEquals(verb, CREATE)
        || (json.stringEquals(verb, PATCH) || json.stringEquals(verb, UPDATE))
            && code(json) == CREATED;
  }

  /** The response's code; 0 if there is none. */
  static int code(JsonDocument json) {
    int node = json.find(CODE);
    if (node == JsonDocument.NONE) {
      return 0;
    }
    int code = 0;
    byte[] bytes = json.bytes();
    for (int i = json.startOf(node), end = Math.min(json.endOf(node), i + 4); i < end; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return code;
      }
      code = code * 10 + bytes[i] - '0';
    }
    return code;
  }
}
