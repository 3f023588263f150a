// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import io.falcoj.engine.EventTable;
import io.falcoj.engine.text.PathText;
import io.falcoj.engine.text.PrintableText;
import io.falcoj.sources.syscall.layout.RawEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Events by which threads come, become another program, and go. */
final class ProcessHandlers {

  /** Parameters that clone and execve events have in common. */
  private static final int EXE = 1;

  private static final int ARGS = 2;
  private static final int PID = 4;
  private static final int PTID = 5;
  private static final int FD_LIMIT = 7;
  private static final int MAJOR_FAULTS = 8;
  private static final int MINOR_FAULTS = 9;
  private static final int VM_SIZE = 10;
  private static final int VM_RSS = 11;
  private static final int VM_SWAP = 12;
  private static final int COMM = 13;
  private static final int CGROUPS = 14;

  private static final int CLONE_FLAGS = 15;
  private static final int CLONE_UID = 16;
  private static final int CLONE_GID = 17;
  private static final int CLONE_VTID = 18;
  private static final int CLONE_VPID = 19;
  private static final int CLONE_PID_NAMESPACE_START = 20;

  private static final int EXEC_ENV = 15;
  private static final int EXEC_TTY = 16;
  private static final int EXEC_VPGID = 17;
  private static final int EXEC_LOGIN_UID = 18;
  private static final int EXEC_FLAGS = 19;
  private static final int EXEC_CAP_INHERITABLE = 20;
  private static final int EXEC_CAP_PERMITTED = 21;
  private static final int EXEC_CAP_EFFECTIVE = 22;
  private static final int EXEC_INODE = 23;
  private static final int EXEC_INODE_CHANGE = 24;
  private static final int EXEC_INODE_MODIFICATION = 25;
  private static final int EXEC_UID = 26;
  private static final int EXEC_PATH = 27;
  private static final int EXEC_PGID = 28;
  private static final int EXEC_GID = 29;

  private static final int EXE_WRITABLE = 1;
  private static final int EXE_UPPER_LAYER = 1 << 1;
  private static final int EXE_FROM_MEMFD = 1 << 2;
  private static final int EXE_LOWER_LAYER = 1 << 3;
  private static final int AT_EMPTY_PATH = 1;
  private static final int RESOURCE_NOFILE = 7;
  private static final int SET_CHILD_SUBREAPER = 36;
  private static final int GET_CHILD_SUBREAPER = 37;

  /** An entry that was cloned longer ago belongs to a thread whose end was lost. */
  private static final long STALE_CLONE_NANOS = 2_000_000_000L;

  /** More processors than any machine of today has. */
  private static final int MAX_CPUS = 1 << 14;

  private static final byte[] NOTHING = {};
  private static final byte[] UNKNOWN = "<NA>".getBytes(StandardCharsets.US_ASCII);

  private final SystemState state;
  private final StateEngine engine;
  private final RawEvent enter = new RawEvent();
  private final SyscallEvent enterEvent;
  private final int vforkExit;
  private long[] lastSwitchNanos = new long[16];

  ProcessHandlers(SystemState state, StateEngine engine) {
    this.state = state;
    this.engine = engine;
    this.enterEvent = new SyscallEvent(state);
    this.vforkExit =
        EventTable.standard().typesNamed("vfork").stream()
            .filter(type -> type.identifier().equals("SYSCALL_VFORK_20_X"))
            .findFirst()
            .orElseThrow()
            .code();
  }

  void addTo(StateEngine.HandlerTable table) {
    for (String identifier :
        List.of(
            "SYSCALL_CLONE_20_X", "SYSCALL_FORK_20_X", "SYSCALL_VFORK_20_X", "SYSCALL_CLONE3_X")) {
      table.on(identifier, this::cloned);
    }
    table.on("SYSCALL_EXECVE_19_X", this::executed);
    table.on("SYSCALL_EXECVEAT_X", this::executed);
    table.on("PROCEXIT_1_E", this::exited);
    table.on("SYSCALL_SETSID_X", ProcessHandlers::setsid);
    table.on("SYSCALL_PRCTL_X", ProcessHandlers::prctl);
    table.on("SYSCALL_GETRLIMIT_X", ProcessHandlers::limited);
    table.on("SYSCALL_SETRLIMIT_X", ProcessHandlers::limited);
    table.on("SYSCALL_PRLIMIT_X", this::limitedOther);
    table.on("PROCINFO_E", this::measured);
    table.on("SCHEDSWITCH_6_E", this::switched);
    for (String identifier :
        List.of("SYSCALL_BRK_4_X", "SYSCALL_MMAP_X", "SYSCALL_MMAP2_X", "SYSCALL_MUNMAP_X")) {
      table.on(identifier, ProcessHandlers::memoryChanged);
    }
  }

  private void cloned(SyscallEvent event) {
    long result = event.returnValue();
    if (result == 0) {
      clonedAsChild(event);
    } else if (result > 0) {
      clonedAsParent(event, result);
    }
    if (result >= 0) {
      state.assignContainer(state.threads().get(event.threadId()));
    }
  }

  /** The parent tells of its child, which may have told of itself already. */
  private void clonedAsParent(SyscallEvent event, long childTid) {
    long callerTid = event.threadId();
    ThreadInfo caller = state.threads().getOrInvent(callerTid, event.timestampNanos());
    if (caller == null) {
      event.setThread(null);
      return;
    }
    boolean callerKnown = !caller.isInvalid();
    if (!callerKnown) {
      caller.pid = event.signed(PID);
      caller.ptid = event.signed(PTID);
      setVirtualIds(caller, event);
      state.threads().tie(caller);
    }
    event.setThread(caller);
    int flags = (int) event.unsigned(CLONE_FLAGS);
    // In a pid namespace the result is not an id of the host: only the child can tell.
    boolean inNamespace =
        (flags
                    & (ThreadInfo.CHILD_IN_PID_NAMESPACE
                        | ThreadInfo.CLONE_NEWPID
                        | ThreadInfo.CLONE_PARENT))
                != 0
            || callerTid != caller.vtid;
    // The child of a vfork tells of itself first, and may be gone already.
    boolean vfork = (flags & ThreadInfo.CLONE_VFORK) != 0 || event.typeCode() == vforkExit;
    if (inNamespace
        || vfork
        || state.threads().exitedRecently(childTid, callerTid, event.timestampNanos())) {
      return;
    }
    boolean newProcess = (flags & ThreadInfo.CLONE_THREAD) == 0;
    ThreadInfo existing = state.threads().get(childTid);
    boolean collision = existing != null;
    if (existing != null) {
      boolean toldOfItself = (existing.flags & ThreadInfo.CLONE_INVERTED) != 0;
      long parent = newProcess ? caller.tid : caller.ptid;
      if (toldOfItself
          && isRecent(existing, event)
          && isSame(existing, newProcess ? childTid : caller.pid, parent)) {
        return;
      }
      state.threads().forget(existing);
    }
    ThreadInfo child = new ThreadInfo();
    child.tid = childTid;
    child.flags = flags;
    if (newProcess) {
      if (callerKnown) {
        inheritProcess(child, caller);
      }
      child.pid = childTid;
      child.ptid = caller.tid;
    } else {
      child.pid = caller.pid;
      child.ptid = caller.ptid;
      child.flags |= ThreadInfo.CLONE_FILES;
      child.lastExecNanos = caller.lastExecNanos;
    }
    child.vtid = child.tid;
    child.vpid = child.pid;
    setProgram(child, event);
    setResources(child, event);
    child.uid = (int) event.unsigned(CLONE_UID);
    child.gid = (int) event.unsigned(CLONE_GID);
    child.cloneNanos = event.timestampNanos();
    child.pidNamespaceStartNanos = state.bootNanos();
    if (callerKnown) {
      inheritThread(child, caller);
    } else {
      caller.exe = child.exe;
      caller.comm = child.comm;
      caller.setArgs(child.args);
    }
    state.threads().add(child);
    if (collision) {
      engine.identify(event, event.typeCode());
    }
  }

  /** The child tells of itself: in a namespace, or before its parent does. */
  private void clonedAsChild(SyscallEvent event) {
    ThreadInfo known = event.thread();
    boolean collision = false;
    if (known != null && known.cloneNanos != 0) {
      if (isRecent(known, event) && isSame(known, event.signed(PID), event.signed(PTID))) {
        return;
      }
      state.threads().forget(known);
      event.setThread(null);
      collision = true;
    }
    ThreadInfo child = new ThreadInfo();
    child.tid = event.threadId();
    child.pid = event.signed(PID);
    child.ptid = event.signed(PTID);
    setVirtualIds(child, event);
    child.flags = (int) event.unsigned(CLONE_FLAGS) | ThreadInfo.CLONE_INVERTED;
    boolean leader = (child.flags & ThreadInfo.CLONE_THREAD) == 0;
    if (!leader) {
      child.flags |= ThreadInfo.CLONE_FILES;
    }
    ThreadInfo model =
        state.threads().getOrInvent(leader ? child.ptid : child.pid, event.timestampNanos());
    if (model == null) {
      event.setThread(null);
      return;
    }
    boolean modelKnown = !model.isInvalid();
    if (!modelKnown && !leader) {
      model.pid = child.pid;
      model.ptid = child.ptid;
      model.vpid = child.vpid;
      model.vtid = model.vpid;
      state.threads().tie(model);
    }
    setProgram(child, event);
    if (modelKnown) {
      inheritThread(child, model);
      if (leader) {
        inheritProcess(child, model);
      } else {
        child.lastExecNanos = model.lastExecNanos;
      }
    } else if (!leader) {
      model.exe = child.exe;
      model.comm = child.comm;
      model.setArgs(child.args);
    }
    setResources(child, event);
    child.uid = (int) event.unsigned(CLONE_UID);
    child.gid = (int) event.unsigned(CLONE_GID);
    child.cloneNanos = event.timestampNanos();
    boolean inNamespace =
        (child.flags & (ThreadInfo.CHILD_IN_PID_NAMESPACE | ThreadInfo.CLONE_NEWPID)) != 0
            || child.tid != child.vtid;
    if (!inNamespace) {
      child.pidNamespaceStartNanos = state.bootNanos();
    } else if (event.has(CLONE_PID_NAMESPACE_START)) {
      child.pidNamespaceStartNanos = event.signed(CLONE_PID_NAMESPACE_START) + state.bootNanos();
    }
    if (known != null && !collision) {
      // A thread made up before anything told of it gives way to the real one.
      state.threads().remove(known.tid);
    }
    if (!state.threads().add(child)) {
      event.setThread(null);
      return;
    }
    event.setThread(child);
    if (collision) {
      engine.identify(event, event.typeCode());
    }
  }

  /** Whether a thread was cloned so short before an event that both tell of the same one. */
  private static boolean isRecent(ThreadInfo thread, SyscallEvent event) {
    return event.timestampNanos() - thread.cloneNanos < STALE_CLONE_NANOS;
  }

  /**
   * Whether a thread is one of a process and a parent: for a thread of a process that is older than
   * itself, the process decides, because whose child that is, the state does not always know.
   */
  private static boolean isSame(ThreadInfo thread, long pid, long ptid) {
    return thread.ptid == ptid || !thread.isMain() && thread.pid == pid;
  }

  private static void setVirtualIds(ThreadInfo thread, SyscallEvent event) {
    if (event.has(CLONE_VPID)) {
      thread.vtid = event.signed(CLONE_VTID);
      thread.vpid = event.signed(CLONE_VPID);
    } else {
      thread.vtid = thread.tid;
      thread.vpid = -1;
    }
  }

  /** What a new process takes over from the one that it was cloned from. */
  private static void inheritProcess(ThreadInfo child, ThreadInfo parent) {
    FdTable fds = parent.fds();
    if (fds != null) {
      child.ownFds().copyFrom(fds);
    }
    child.cwd = parent.workingDirectory();
    child.env = parent.env;
  }

  /** What every new thread takes over. */
  private static void inheritThread(ThreadInfo child, ThreadInfo model) {
    child.exepath = model.exepath;
    child.exeWritable = model.exeWritable;
    child.exeUpperLayer = model.exeUpperLayer;
    child.exeLowerLayer = model.exeLowerLayer;
    child.exeFromMemfd = model.exeFromMemfd;
    child.root = model.root;
    child.sid = model.sid;
    child.vpgid = model.vpgid;
    child.pgid = model.pgid;
    child.tty = model.tty;
    child.loginUid = model.loginUid;
    child.capPermitted = model.capPermitted;
    child.capInheritable = model.capInheritable;
    child.capEffective = model.capEffective;
    child.exeInode = model.exeInode;
    child.exeInodeChangeNanos = model.exeInodeChangeNanos;
    child.exeInodeModificationNanos = model.exeInodeModificationNanos;
    child.exeInodeChangeToCloneNanos = model.exeInodeChangeToCloneNanos;
  }

  private static void setProgram(ThreadInfo thread, SyscallEvent event) {
    thread.exe = PrintableText.sanitize(event.text(EXE));
    // Old recordings lack the command name.
    thread.comm = event.has(COMM) ? PrintableText.sanitize(event.text(COMM)) : thread.exe;
    thread.setArgs(event.bytes(ARGS));
  }

  private static void setResources(ThreadInfo thread, SyscallEvent event) {
    thread.fdLimit = event.signed(FD_LIMIT);
    if (event.has(VM_SWAP)) {
      thread.majorFaults = event.signed(MAJOR_FAULTS);
      thread.minorFaults = event.signed(MINOR_FAULTS);
      thread.vmSizeKb = event.unsigned(VM_SIZE);
      thread.vmRssKb = event.unsigned(VM_RSS);
      thread.vmSwapKb = event.unsigned(VM_SWAP);
    }
    byte[] cgroups = event.has(CGROUPS) ? ControlGroups.normalize(event.bytes(CGROUPS)) : null;
    if (cgroups != null) {
      thread.cgroups = cgroups;
    }
  }

  private void executed(SyscallEvent event) {
    ThreadInfo thread = event.thread();
    if (thread == null || event.returnValue() < 0) {
      return;
    }
    if (!thread.isInvalid() && isAnother(thread, event)) {
      state.threads().forget(thread);
      thread = state.threads().getOrInvent(event.threadId(), event.timestampNanos());
      event.setThread(thread);
      if (thread == null) {
        return;
      }
    }
    if (thread.isDead()) {
      state.threads().resurrect(thread);
    }
    thread.lastExecNanos = event.timestampNanos();
    setProgram(thread, event);
    thread.pid = event.signed(PID);
    if (thread.isInvalid()) {
      thread.ptid = event.signed(PTID);
      if ((thread.flags & ThreadInfo.CHILD_IN_PID_NAMESPACE) == 0) {
        thread.vtid = thread.tid;
        thread.vpid = thread.pid;
      }
      state.threads().tie(thread);
    }
    setResources(thread, event);
    state.assignContainer(thread);
    if (event.has(EXEC_ENV)) {
      thread.env = event.bytes(EXEC_ENV);
    }
    if (event.has(EXEC_TTY)) {
      thread.tty = (int) event.unsigned(EXEC_TTY);
    }
    if (event.has(EXEC_PATH)) {
      thread.setExepath(event.text(EXEC_PATH));
    } else if (engine.findEnter(event, enter)) {
      thread.setExepath(enteredPath(event, thread));
    }
    setIdentity(thread, event);
    state.threads().recount(thread);
    FdTable fds = thread.fds();
    if (fds != null) {
      fds.closeOnExec();
    }
    int kept =
        ThreadInfo.PIPE_SOURCE
            | ThreadInfo.PIPE_DESTINATION
            | ThreadInfo.IS_MAIN_THREAD
            | ThreadInfo.CLONE_INVERTED;
    thread.flags &= kept;
    endOtherThreads(thread);
  }

  /**
   * Whether the process that runs a program is not the one that is known under its id, because the
   * end of that one and the beginning of this one were lost. One that was handed to whoever takes
   * orphans is still the same.
   */
  private boolean isAnother(ThreadInfo thread, SyscallEvent event) {
    if (thread.pid != event.signed(PID)) {
      return true;
    }
    long ptid = event.signed(PTID);
    if (ptid <= 0 || thread.ptid <= 0 || ptid == thread.ptid) {
      return false;
    }
    ThreadInfo parent = state.threads().get(ptid);
    ThreadGroup process = parent == null ? null : parent.group();
    if (parent == null || process == null) {
      return false;
    }
    if (process.isReaper()) {
      parent.addChild(thread);
      return false;
    }
    ThreadInfo known = state.threads().get(thread.ptid);
    return known == null || known.group() != process;
  }

  private void setIdentity(ThreadInfo thread, SyscallEvent event) {
    if (event.has(EXEC_VPGID)) {
      thread.vpgid = event.signed(EXEC_VPGID);
    }
    if (event.has(EXEC_LOGIN_UID)) {
      thread.loginUid = (int) event.unsigned(EXEC_LOGIN_UID);
    }
    if (event.has(EXEC_FLAGS)) {
      long flags = event.unsigned(EXEC_FLAGS);
      thread.exeWritable = (flags & EXE_WRITABLE) != 0;
      thread.exeUpperLayer = (flags & EXE_UPPER_LAYER) != 0;
      thread.exeFromMemfd = (flags & EXE_FROM_MEMFD) != 0;
      thread.exeLowerLayer = (flags & EXE_LOWER_LAYER) != 0;
    }
    if (event.has(EXEC_CAP_EFFECTIVE)) {
      thread.capInheritable = event.signed(EXEC_CAP_INHERITABLE);
      thread.capPermitted = event.signed(EXEC_CAP_PERMITTED);
      thread.capEffective = event.signed(EXEC_CAP_EFFECTIVE);
    }
    if (event.has(EXEC_INODE_MODIFICATION)) {
      thread.exeInode = event.signed(EXEC_INODE);
      thread.exeInodeChangeNanos = event.signed(EXEC_INODE_CHANGE);
      thread.exeInodeModificationNanos = event.signed(EXEC_INODE_MODIFICATION);
      if (thread.cloneNanos != 0) {
        thread.exeInodeChangeToCloneNanos = thread.cloneNanos - thread.exeInodeChangeNanos;
      }
      if (thread.pidNamespaceStartNanos != 0
          && Long.compareUnsigned(thread.exeInodeChangeNanos, thread.pidNamespaceStartNanos) > 0) {
        thread.exeInodeChangeToPidNamespaceNanos =
            thread.exeInodeChangeNanos - thread.pidNamespaceStartNanos;
      }
    }
    if (event.has(EXEC_UID)) {
      thread.uid = (int) event.unsigned(EXEC_UID);
    }
    thread.pgid = event.has(EXEC_PGID) ? event.signed(EXEC_PGID) : -1;
    if (event.has(EXEC_GID)) {
      thread.gid = (int) event.unsigned(EXEC_GID);
    }
  }

  /** The path of the program, from the enter event that old recordings have. */
  private byte[] enteredPath(SyscallEvent event, ThreadInfo thread) {
    enterEvent.reset(enter, 0, 0);
    if (!EventTable.standard().type(enter.typeCode()).name().equals("execveat")) {
      byte[] path = enterEvent.text(0);
      return Arrays.equals(path, UNKNOWN)
          ? UNKNOWN
          : PathText.join(thread.workingDirectory(), path);
    }
    byte[] path = enterEvent.text(1);
    boolean emptyPath = (enterEvent.unsigned(2) & AT_EMPTY_PATH) != 0;
    byte[] directory = thread.directoryFor(path, enterEvent.signed(0));
    if (directory == ThreadInfo.NO_DIRECTORY) {
      return UNKNOWN;
    }
    FdInfo fd = thread.fd(enterEvent.signed(0));
    if (fd != null && (path.length == 0 || path[0] != '/')) {
      event.setFd(fd);
    }
    if (!emptyPath && Arrays.equals(path, UNKNOWN)) {
      return UNKNOWN;
    }
    return emptyPath ? PathText.join(NOTHING, directory) : PathText.join(directory, path);
  }

  /** All other threads of a process end when one of them runs another program. */
  private void endOtherThreads(ThreadInfo thread) {
    ThreadGroup group = thread.group;
    if (group == null || group.alive() <= 1) {
      return;
    }
    for (ThreadInfo other : group.threads()) {
      if (!other.isMain() && other.tid != thread.tid) {
        state.threads().remove(other.tid);
      }
    }
  }

  private void exited(SyscallEvent event) {
    ThreadInfo thread = event.thread();
    if (thread == null) {
      return;
    }
    state.threads().markDead(thread);
    engine.endThread(thread.tid, event.timestampNanos());
    if (thread.firstChild() != null) {
      thread.reaperTid = event.has(4) ? event.signed(4) : -1;
    }
  }

  private static void setsid(SyscallEvent event) {
    ThreadInfo thread = event.thread();
    if (thread != null && event.returnValue() >= 0) {
      thread.sid = event.returnValue();
    }
  }

  private static void prctl(SyscallEvent event) {
    ThreadInfo thread = event.thread();
    if (thread == null || thread.group == null || event.returnValue() < 0) {
      return;
    }
    long option = event.unsigned(1);
    if (option == SET_CHILD_SUBREAPER || option == GET_CHILD_SUBREAPER) {
      thread.group.setReaper(event.signed(3) != 0);
    }
  }

  private static void limited(SyscallEvent event) {
    ThreadInfo thread = event.thread();
    ThreadInfo main = thread == null ? null : thread.main();
    if (main != null
        && event.returnValue() >= 0
        && event.unsigned(3) == RESOURCE_NOFILE
        && event.signed(1) != -1) {
      main.fdLimit = event.signed(1);
    }
  }

  private void limitedOther(SyscallEvent event) {
    if (event.returnValue() != 0
        || !event.has(6)
        || event.unsigned(6) != RESOURCE_NOFILE
        || event.signed(1) == -1
        || !event.has(5)) {
      return;
    }
    long tid = event.signed(5) == 0 ? event.threadId() : event.signed(5);
    ThreadInfo thread = state.threads().get(tid);
    ThreadInfo main = thread == null || thread.isInvalid() ? null : thread.main();
    if (main != null) {
      main.fdLimit = event.signed(1);
    }
  }

  /** A statistics event tells how much processor time a thread has used. */
  private void measured(SyscallEvent event) {
    ThreadInfo thread = state.threads().get(event.threadId());
    if (thread == null) {
      return;
    }
    long user = event.signed(0);
    long system = event.signed(1);
    boolean first = thread.lastCpuUser + thread.lastCpuSystem == 0;
    thread.cpuUserDelta = first ? 0 : user - thread.lastCpuUser;
    thread.cpuSystemDelta = first ? 0 : system - thread.lastCpuSystem;
    thread.lastCpuUser = user;
    thread.lastCpuSystem = system;
  }

  private void switched(SyscallEvent event) {
    ThreadInfo thread = event.thread();
    int cpu = event.cpu();
    // A recording that does not say how many processors there were does not tell them apart.
    if (cpu < state.cpus() && cpu < MAX_CPUS) {
      if (cpu >= lastSwitchNanos.length) {
        lastSwitchNanos = Arrays.copyOf(lastSwitchNanos, cpu + 1);
      }
      if (lastSwitchNanos[cpu] != 0) {
        event.setExecNanos(event.timestampNanos() - lastSwitchNanos[cpu]);
      }
      lastSwitchNanos[cpu] = event.timestampNanos();
    }
    if (thread != null) {
      thread.totalExecNanos += event.execNanos();
    }
    if (thread == null || !event.has(5)) {
      return;
    }
    thread.majorFaults = event.signed(1);
    thread.minorFaults = event.signed(2);
    ThreadInfo main = thread.main();
    if (main != null) {
      main.vmSizeKb = event.unsigned(3);
      main.vmRssKb = event.unsigned(4);
      main.vmSwapKb = event.unsigned(5);
    }
  }

  private static void memoryChanged(SyscallEvent event) {
    ThreadInfo thread = event.thread();
    if (thread == null) {
      return;
    }
    if (event.has(1)) {
      thread.vmSizeKb = event.unsigned(1);
    }
    if (event.has(3)) {
      thread.vmRssKb = event.unsigned(2);
      thread.vmSwapKb = event.unsigned(3);
    }
  }
}
