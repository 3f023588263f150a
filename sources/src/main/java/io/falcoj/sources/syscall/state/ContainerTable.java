// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What containers are known by more than their id: container events of recordings say so. */
public final class ContainerTable {

  private static final int SHOWN_ID_LENGTH = 12;
  private static final int MAX_DEPTH = 64;
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .build();

  private final Map<String, JsonNode> containers = new HashMap<>();

  /**
   * Takes a container event.
   *
   * @param json the document that the event carries; what is no document of a container is ignored
   */
  public void add(String json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JacksonException e) {
      return;
    }
    JsonNode container = root.has("container") ? root.get("container") : root;
    JsonNode id = container.get("id");
    if (id != null && id.isString() && !id.asString().isEmpty()) {
      String text = id.asString();
      containers.put(text.substring(0, Math.min(SHOWN_ID_LENGTH, text.length())), container);
    }
  }

  /** The document of a container by the first 12 characters of its id; null if unknown. */
  public @Nullable JsonNode get(String id) {
    return containers.get(id);
  }

  /** Forgets everything. */
  public void clear() {
    containers.clear();
  }
}
