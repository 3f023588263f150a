// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The containers that are known by more than their id: container events tell of them. */
public final class ContainerTable {

  private static final int SHOWN_ID_LENGTH = 12;
  private static final int OWN_BYTES = 1024;
  private static final int MAX_DEPTH = 64;
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .build();

  private final MemoryBudget budget;
  private final Map<ByteKey, Known> containers = new HashMap<>();
  private final ByteKey lookup = new ByteKey();

  /** A container and the bytes that it takes, roughly. */
  private record Known(ContainerInfo container, long bytes) {}

  ContainerTable(MemoryBudget budget) {
    this.budget = budget;
  }

  /**
   * Takes a container event. Where memory is short the container is not kept.
   *
   * @param json the document that the event carries; what is no document of a container is ignored
   * @return the container; null if it was ignored
   */
  public @Nullable ContainerInfo add(String json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JacksonException e) {
      return null;
    }
    ContainerInfo container =
        ContainerInfo.of(root.has("container") ? root.get("container") : root);
    if (container.id().length == 0) {
      return null;
    }
    // Parsed it takes about twice as much as written, and the texts are bytes again.
    add(container, OWN_BYTES + 2L * json.length());
    return container;
  }

  /** Adds a container of which no more is known than its name and its runtime, if it is new. */
  void addNamed(byte[] name, int type) {
    if (get(name) == null) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("id", new String(name, StandardCharsets.UTF_8)).put("type", type);
      add(ContainerInfo.of(json), OWN_BYTES);
    }
  }

  private void add(ContainerInfo container, long bytes) {
    if (budget.hasRoom(bytes)) {
      budget.add(bytes);
      Known before =
          containers.put(new ByteKey(container.id(), SHOWN_ID_LENGTH), new Known(container, bytes));
      budget.add(before == null ? 0 : -before.bytes);
    }
  }

  /**
   * A container by the first 12 characters of its id, the machine if it is empty; null if unknown.
   */
  public @Nullable ContainerInfo get(byte[] id) {
    if (id.length == 0) {
      return ContainerInfo.HOST;
    }
    Known known = containers.get(lookup.set(id, SHOWN_ID_LENGTH));
    return known == null ? null : known.container;
  }

  /** All containers, by their ids. */
  public List<ContainerInfo> all() {
    List<ContainerInfo> all = new ArrayList<>();
    containers.values().forEach(known -> all.add(known.container));
    all.sort((a, b) -> Arrays.compare(a.id(), b.id()));
    return all;
  }

  /** Whether some container has an IPv4 address. */
  public boolean anyHasAddress(long address) {
    for (Known known : containers.values()) {
      if (known.container.hasAddress(address)) {
        return true;
      }
    }
    return false;
  }

  /** Forgets everything. */
  public void clear() {
    containers.values().forEach(known -> budget.add(-known.bytes));
    containers.clear();
  }
}
