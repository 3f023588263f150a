// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import io.falcoj.sources.syscall.state.ContainerInfo;
import io.falcoj.sources.syscall.state.NetworkInterface;
import io.falcoj.sources.syscall.state.SystemState;
import io.falcoj.sources.syscall.state.ThreadInfo;
import io.falcoj.sources.syscall.state.UserTable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** The state of a machine as lines of text, in an order of their own. */
final class StateText {

  private StateText() {}

  static List<String> of(SystemState state) {
    List<String> lines = new ArrayList<>();
    state
        .threads()
        .forEach(
            (tid, thread) -> {
              lines.add("thread " + tid + values(thread) + " of " + thread.threadCount());
              lines.add("children of " + tid + ": " + tids(thread.children()));
              thread
                  .ownFds()
                  .forEach((number, fd) -> lines.add("fd " + tid + " " + number + values(fd)));
            });
    Collections.sort(lines);
    lines.add(state.machine().toString());
    for (NetworkInterface each : state.interfaces().all()) {
      lines.add(
          each.name()
              + Arrays.toString(each.address())
              + Arrays.toString(each.netmask())
              + Arrays.toString(each.broadcast()));
    }
    addUsers(state.users(), new byte[0], lines);
    for (byte[] container : state.users().containers()) {
      addUsers(state.users(), container, lines);
    }
    for (ContainerInfo container : state.containers().all()) {
      lines.add(container.toJson());
    }
    return lines;
  }

  private static void addUsers(UserTable users, byte[] container, List<String> lines) {
    users.users(container).forEach(user -> lines.add("user " + new String(user.name())));
    users.groups(container).forEach(group -> lines.add("group " + new String(group.name())));
  }

  private static List<Long> tids(List<ThreadInfo> threads) {
    return threads.stream().map(thread -> thread.tid()).sorted().toList();
  }

  /** The public fields of an object, by name. */
  private static String values(Object of) {
    StringBuilder text = new StringBuilder();
    for (Field field : of.getClass().getFields()) {
      if (Modifier.isStatic(field.getModifiers())) {
        continue;
      }
      try {
        Object value = field.get(of);
        text.append(' ').append(field.getName()).append('=');
        text.append(value instanceof byte[] bytes ? new String(bytes) : Objects.toString(value));
      } catch (IllegalAccessException e) {
        throw new AssertionError(e);
      }
    }
    return text.toString();
  }
}
