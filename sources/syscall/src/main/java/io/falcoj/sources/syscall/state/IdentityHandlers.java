// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import java.nio.charset.StandardCharsets;

/** Events that change who a thread is, and events that tell of users, groups and containers. */
final class IdentityHandlers {

  /** All capabilities of the newest kernel that the reference knows. */
  private static final long ALL_CAPABILITIES = (1L << 41) - 1;

  private final SystemState state;

  IdentityHandlers(SystemState state) {
    this.state = state;
  }

  void addTo(StateEngine.HandlerTable table) {
    table.on("SYSCALL_SETRESUID_X", event -> setUser(event, 2));
    table.on("SYSCALL_SETREUID_X", event -> setUser(event, 2));
    table.on("SYSCALL_SETUID_X", event -> setUser(event, 1));
    table.on("SYSCALL_SETRESGID_X", event -> setGroup(event, 2));
    table.on("SYSCALL_SETREGID_X", event -> setGroup(event, 2));
    table.on("SYSCALL_SETGID_X", event -> setGroup(event, 1));
    table.on("SYSCALL_CAPSET_X", IdentityHandlers::capset);
    table.on("SYSCALL_UNSHARE_X", event -> newUserNamespace(event, 1));
    table.on("SYSCALL_SETNS_X", event -> newUserNamespace(event, 2));
    table.on("USER_ADDED_E", this::userAdded);
    table.on("USER_DELETED_E", event -> state.users().removeUser(event.text(5), event.unsigned(0)));
    table.on("GROUP_ADDED_E", this::groupAdded);
    table.on(
        "GROUP_DELETED_E", event -> state.users().removeGroup(event.text(2), event.unsigned(0)));
    table.on("CONTAINER_JSON_E", this::container);
    table.on("CONTAINER_JSON_2_E", this::container);
    table.on("ASYNCEVENT_E", this::asyncEvent);
  }

  private static void setUser(SyscallEvent event, int parameter) {
    ThreadInfo thread = event.thread();
    if (thread != null && event.returnValue() == 0 && event.has(parameter)) {
      thread.uid = (int) event.unsigned(parameter);
    }
  }

  private static void setGroup(SyscallEvent event, int parameter) {
    ThreadInfo thread = event.thread();
    if (thread != null && event.returnValue() == 0 && event.has(parameter)) {
      thread.gid = (int) event.unsigned(parameter);
    }
  }

  private static void capset(SyscallEvent event) {
    ThreadInfo thread = event.thread();
    if (thread != null && event.returnValue() >= 0) {
      thread.capInheritable = event.signed(1);
      thread.capPermitted = event.signed(2);
      thread.capEffective = event.signed(3);
    }
  }

  /** Whoever enters a user namespace has all capabilities in it. */
  private static void newUserNamespace(SyscallEvent event, int flagsParameter) {
    ThreadInfo thread = event.thread();
    if (thread != null
        && event.returnValue() >= 0
        && (event.unsigned(flagsParameter) & ThreadInfo.CLONE_NEWUSER) != 0) {
      thread.capInheritable = ALL_CAPABILITIES;
      thread.capPermitted = ALL_CAPABILITIES;
      thread.capEffective = ALL_CAPABILITIES;
    }
  }

  private void userAdded(SyscallEvent event) {
    state
        .users()
        .add(
            event.text(5),
            new UserTable.User(
                event.unsigned(0), event.unsigned(1), event.text(2), event.text(3), event.text(4)));
  }

  private void groupAdded(SyscallEvent event) {
    state.users().add(event.text(2), new UserTable.Group(event.unsigned(0), event.text(1)));
  }

  private void container(SyscallEvent event) {
    event.setToldContainer(
        state.containers().add(new String(event.text(0), StandardCharsets.UTF_8)));
  }

  /** Newer recordings carry containers as events of the container plugin. */
  private void asyncEvent(SyscallEvent event) {
    if (new String(event.text(1), StandardCharsets.UTF_8).equals("container")) {
      event.setToldContainer(
          state.containers().add(new String(event.text(2), StandardCharsets.UTF_8)));
    }
  }
}
