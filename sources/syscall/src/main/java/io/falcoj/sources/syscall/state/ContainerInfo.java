// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import io.falcoj.engine.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is known of one container beyond its id. Texts are UTF-8 bytes; empty where nothing is
 * known.
 *
 * @param type number of the runtime: 0 docker, 7 containerd, ...
 * @param labels by name, in the order of their names
 */
public record ContainerInfo(
    byte[] id,
    byte[] fullId,
    byte[] name,
    byte[] image,
    byte[] imageId,
    byte[] imageRepository,
    byte[] imageTag,
    byte[] imageDigest,
    int type,
    boolean privileged,
    boolean hostPid,
    boolean hostNetwork,
    boolean hostIpc,
    byte[] ip,
    byte[] user,
    byte[] cniResult,
    byte[] sandboxId,
    List<Mount> mounts,
    Map<String, byte[]> labels,
    Map<String, byte[]> sandboxLabels) {

  /** Number of the runtime of what is no container. */
  private static final int HOST_TYPE = 0xFFFE;

  private static final byte[] NOTHING = {};

  /** What stands for the machine itself. */
  public static final ContainerInfo HOST =
      new ContainerInfo(
          Utf8.bytes("host"),
          NOTHING,
          Utf8.bytes("host"),
          NOTHING,
          NOTHING,
          NOTHING,
          NOTHING,
          NOTHING,
          HOST_TYPE,
          false,
          false,
          false,
          false,
          NOTHING,
          NOTHING,
          NOTHING,
          NOTHING,
          List.of(),
          Map.of(),
          Map.of());

  /** Something of the host, or of another container, that a container sees. */
  public record Mount(
      String source, String destination, String mode, boolean writable, String propagation) {

    /** As {@code container.mounts} prints it. */
    public String text() {
      return source + ":" + destination + ":" + mode + ":" + writable + ":" + propagation;
    }
  }

  /** Reads a container from the document of a container event; what is missing stays empty. */
  static ContainerInfo of(JsonNode json) {
    List<Mount> mounts = new ArrayList<>();
    JsonNode mountNodes = json.get("Mounts");
    if (mountNodes != null && mountNodes.isArray()) {
      for (JsonNode mount : mountNodes) {
        mounts.add(
            new Mount(
                text(mount, "Source"),
                text(mount, "Destination"),
                text(mount, "Mode"),
                flag(mount, "RW"),
                text(mount, "Propagation")));
      }
    }
    JsonNode type = json.get("type");
    return new ContainerInfo(
        Utf8.bytes(text(json, "id")),
        Utf8.bytes(text(json, "full_id")),
        Utf8.bytes(text(json, "name")),
        Utf8.bytes(text(json, "image")),
        Utf8.bytes(text(json, "imageid")),
        Utf8.bytes(text(json, "imagerepo")),
        Utf8.bytes(text(json, "imagetag")),
        Utf8.bytes(text(json, "imagedigest")),
        type != null && type.isInt() ? type.asInt() : 0xFFFF,
        flag(json, "privileged"),
        flag(json, "host_pid"),
        flag(json, "host_network"),
        flag(json, "host_ipc"),
        Utf8.bytes(text(json, "ip")),
        Utf8.bytes(text(json, "User")),
        Utf8.bytes(text(json, "cni_json")),
        Utf8.bytes(text(json, "pod_sandbox_id")),
        mounts,
        labels(json.get("labels")),
        labels(json.get("pod_sandbox_labels")));
  }

  /** The document from which the container can be read again. */
  public String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode container = json.putObject("container");
    container.put("id", text(id)).put("full_id", text(fullId)).put("name", text(name));
    container.put("image", text(image)).put("imageid", text(imageId));
    container.put("imagerepo", text(imageRepository)).put("imagetag", text(imageTag));
    container.put("imagedigest", text(imageDigest)).put("type", type);
    container.put("privileged", privileged).put("host_pid", hostPid);
    container.put("host_network", hostNetwork).put("host_ipc", hostIpc);
    container.put("ip", text(ip)).put("User", text(user)).put("cni_json", text(cniResult));
    container.put("pod_sandbox_id", text(sandboxId));
    ArrayNode mountNodes = container.putArray("Mounts");
    for (Mount mount : mounts) {
      ObjectNode node = mountNodes.addObject();
      node.put("Source", mount.source).put("Destination", mount.destination);
      node.put("Mode", mount.mode).put("RW", mount.writable);
      node.put("Propagation", mount.propagation);
    }
    ObjectNode labelNodes = container.putObject("labels");
    labels.forEach((label, value) -> labelNodes.put(label, text(value)));
    ObjectNode sandboxNodes = container.putObject("pod_sandbox_labels");
    sandboxLabels.forEach((label, value) -> sandboxNodes.put(label, text(value)));
    return json.toString();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The runtime as {@code container.type} prints it. */
  public String typeName() {
    return switch (type) {
      case 0 -> "docker";
      case 1 -> "lxc";
      case 2 -> "libvirt-lxc";
      case 3 -> "mesos";
      case 4 -> "rkt";
      case 6 -> "cri";
      case 7 -> "containerd";
      case 8 -> "cri-o";
      case 9 -> "bpm";
      case 11 -> "podman";
      case HOST_TYPE -> "host";
      default -> "";
    };
  }

  /** Whether it has this IPv4 address. */
  public boolean hasAddress(long address) {
    long known = 0;
    int part = 0;
    int dots = 0;
    for (byte each : ip) {
      if (each == '.') {
        known = known << 8 | part & 0xFF;
        part = 0;
        dots++;
      } else {
        part = part * 10 + (each - '0');
      }
    }
    return dots == 3 && (known << 8 | part & 0xFF) == address;
  }

  private static Map<String, byte[]> labels(@Nullable JsonNode json) {
    Map<String, byte[]> labels = new TreeMap<>();
    if (json != null && json.isObject()) {
      json.properties()
          .forEach(
              entry -> {
                if (entry.getValue().isString()) {
                  labels.put(entry.getKey(), Utf8.bytes(entry.getValue().asString()));
                }
              });
    }
    return labels;
  }

  private static String text(JsonNode json, String member) {
    JsonNode value = json.get(member);
    return value != null && value.isString() ? value.asString() : "";
  }

  private static boolean flag(JsonNode json, String member) {
    JsonNode value = json.get(member);
    return value != null && value.isBoolean() && value.asBoolean();
  }
}
