// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.pod;

import io.falcoj.engine.Values;
import io.falcoj.engine.text.Utf8;
import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonPointer;

/** The port of the host that a port of a container takes. Allocates nothing. */
public final class HostPort {

  private static final JsonPointer PORTS = JsonPointer.ofMembers("ports");
  private static final JsonPointer HOST_NETWORK = JsonPointer.ofMembers("hostNetwork");
  private static final JsonPointer HOST_PORT = JsonPointer.ofMembers("hostPort");
  private static final JsonPointer CONTAINER_PORT = JsonPointer.ofMembers("containerPort");

  private static final byte[] ZERO = Utf8.bytes("0");

  private HostPort() {}

  /** The first port of a container; {@link JsonDocument#NONE} if it has none. */
  public static int firstPort(JsonDocument json, int container) {
    return json.firstElement(json.find(container, PORTS));
  }

  /**
   * The port of the host that is taken. On the network of the host it is the container's own, which
   * the API server copies before policies are asked.
   *
   * @param spec the pod's specification
   * @param port one of a container's ports
   * @param values for a text; is afterwards as before
   * @return {@link JsonDocument#NONE} if it takes none
   */
  public static int taken(JsonDocument json, int spec, int port, Values values) {
    int taken = asked(json, json.find(port, HOST_PORT), values);
    return taken == JsonDocument.NONE && json.isTrue(json.find(spec, HOST_NETWORK))
        ? asked(json, json.find(port, CONTAINER_PORT), values)
        : taken;
  }

  /** The port itself; {@link JsonDocument#NONE} for null and for 0: none is asked for. */
  public static int asked(JsonDocument json, int port, Values values) {
    if (json.present(port) == JsonDocument.NONE) {
      return JsonDocument.NONE;
    }
    int index = values.size();
    json.addText(port, values);
    boolean none = values.textEquals(index, ZERO);
    values.truncate(index);
    return none ? JsonDocument.NONE : port;
  }
}
