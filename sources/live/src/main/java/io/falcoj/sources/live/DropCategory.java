// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What lost events were about, in the terms of libs 0.25. Some were about none of these. */
public enum DropCategory {
  OPEN_ENTER("open", false, "open", "creat", "openat", "openat2"),
  CONNECT_ENTER("connect", false, "connect"),
  OPEN_EXIT("open", true, "open", "creat", "openat", "openat2", "open_by_handle_at"),
  DIR_FILE_EXIT(
      "dir_file",
      true,
      "chmod",
      "fchmod",
      "fchmodat",
      "chown",
      "lchown",
      "fchown",
      "fchownat",
      "link",
      "linkat",
      "mkdir",
      "mkdirat",
      "mount",
      "umount",
      "umount2",
      "rename",
      "renameat",
      "renameat2",
      "rmdir",
      "symlink",
      "symlinkat",
      "unlink",
      "unlinkat"),
  CLONE_FORK_EXIT("clone_fork", true, "clone", "clone3", "fork", "vfork"),
  EXECVE_EXIT("execve", true, "execve", "execveat"),
  CONNECT_EXIT("connect", true, "connect"),
  OTHER_INTEREST_EXIT(
      "other_interest",
      true,
      "bpf",
      "setpgid",
      "ptrace",
      "seccomp",
      "setns",
      "setresgid",
      "setresuid",
      "setsid",
      "unshare",
      "capset",
      "keyctl"),
  CLOSE_EXIT("close", true, "close"),
  PROC_EXIT("proc", true, "procexit");

  private final String topic;
  private final boolean exit;
  private final Set<String> events;

  DropCategory(String topic, boolean exit, String... events) {
    this.topic = topic;
    this.exit = exit;
    this.events = Set.of(events);
  }

  /** What the events are about: {@code dir_file}. */
  public String topic() {
    return topic;
  }

  /** Whether they tell of something that ends, a system call or a process. */
  public boolean isExit() {
    return exit;
  }

  /** The category of a type of events; null if it belongs to none. */
  static @Nullable DropCategory of(EventType type) {
    // The end of a process has an even code, as what begins.
    boolean ends = (type.code() & 1) == 1 || PROC_EXIT.events.contains(type.name());
    for (DropCategory category : values()) {
      if (category.exit == ends && category.events.contains(type.name())) {
        return category;
      }
    }
    return null;
  }

  /** The categories of all types of events, by their codes. */
  static @Nullable DropCategory[] ofTypes() {
    @Nullable DropCategory[] categories = new DropCategory[EventTable.SIZE];
    for (EventType type : EventTable.standard().types()) {
      categories[type.code()] = of(type);
    }
    return categories;
  }
}
