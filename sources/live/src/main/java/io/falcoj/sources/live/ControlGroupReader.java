// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the control groups of a thread, in the form of events: {@code controller=/path}. The one
 * hierarchy of version 2 is told per controller, by the nearest group that has it, as the kernel
 * tells it in events.
 */
final class ControlGroupReader {

  /** Longest list that events carry. */
  private static final int MAX_LENGTH = 4096;

  private static final int MAX_CONTROLLERS = 1 << 10;
  private static final int MAX_KNOWN = 1 << 14;

  /** Leads out of the namespace of this process; what stands before is not known here. */
  private static final String OUTSIDE = "/..";

  /** What events tell of, where a group does not say what it controls. */
  private static final List<String> USUAL = List.of("cpuset", "cpu", "cpuacct", "io", "memory");

  private final ProcFiles files;
  private final String mount;
  private final Map<String, List<String>> controllersByGroup = new HashMap<>();

  /**
   * @param proc the directory of processes, with a separator at its end
   */
  ControlGroupReader(ProcFiles files, String proc) {
    this.files = files;
    this.mount = findMount(files.readText(proc + "1/mounts", 1 << 20), proc + "1/root");
  }

  /** Where groups of version 2 are mounted; empty if they are not. */
  private static String findMount(String mounts, String root) {
    for (String line : mounts.split("\n")) {
      String[] words = ProcText.words(line);
      if (words.length > 2 && words[2].equals("cgroup2")) {
        return root + words[1];
      }
    }
    return "";
  }

  /**
   * The groups of a thread, each ended by a zero byte.
   *
   * @param directory of the thread, with a separator at its end
   */
  byte[] read(String directory) {
    Map<String, String> paths = new LinkedHashMap<>();
    for (String line : files.readText(directory + "cgroup", MAX_LENGTH).split("\n")) {
      String[] parts = line.split(":", 3);
      if (parts.length < 3) {
        continue;
      }
      String path = withinHost(parts[2]);
      if (!parts[1].isEmpty()) {
        for (String controller : parts[1].split(",")) {
          paths.putIfAbsent(controller, path);
        }
      } else if (parts[0].equals("0")) {
        addUnified(path, paths);
      }
    }
    ByteArrayOutputStream groups = new ByteArrayOutputStream();
    paths.forEach(
        (controller, path) -> {
          byte[] item = (controller + "=" + path + "\0").getBytes(StandardCharsets.ISO_8859_1);
          if (groups.size() + item.length <= MAX_LENGTH) {
            groups.writeBytes(item);
          }
        });
    return groups.toByteArray();
  }

  private static String withinHost(String path) {
    String rest = path;
    while (rest.startsWith(OUTSIDE)) {
      rest = rest.substring(OUTSIDE.length());
    }
    return rest.isEmpty() ? "/" : rest;
  }

  /** A controller of version 1 is not one of version 2 at the same time. */
  private void addUnified(String path, Map<String, String> paths) {
    boolean known = false;
    String group = path;
    while (!group.isEmpty()) {
      for (String controller : controllers(group)) {
        known = true;
        paths.putIfAbsent(controller, group);
      }
      group = group.equals("/") ? "" : parent(group);
    }
    if (!known && paths.isEmpty()) {
      USUAL.forEach(controller -> paths.put(controller, path));
    }
  }

  private static String parent(String group) {
    int end = group.lastIndexOf('/');
    return end <= 0 ? "/" : group.substring(0, end);
  }

  private List<String> controllers(String group) {
    if (mount.isEmpty()) {
      return List.of();
    }
    List<String> known = controllersByGroup.get(group);
    if (known != null) {
      return known;
    }
    String path = mount + (group.equals("/") ? "" : group) + "/cgroup.controllers";
    List<String> controllers =
        new ArrayList<>(Arrays.asList(ProcText.words(files.readText(path, MAX_CONTROLLERS))));
    if (controllersByGroup.size() < MAX_KNOWN) {
      controllersByGroup.put(group, controllers);
    }
    return controllers;
  }
}
