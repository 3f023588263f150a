// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import io.falcoj.engine.text.PathText;
import io.falcoj.engine.text.PrintableText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one thread. A process is the thread whose id is the id of its process; what
 * belongs to the process (open files, working directory, environment) is kept there. Texts are
 * UTF-8 bytes that this object owns and that whoever asks must not change; lists ({@link #args},
 * {@link #env}) are as the kernel gives them, each item ended by a zero byte.
 *
 * <p>{@link StateEngine} and its handlers change it, nobody else. What a recording or the system
 * tells at the start is put together by a {@link ThreadBuilder}.
 */
public final class ThreadInfo {

  /** Bits of {@link #flags}, in the encoding of the event table. */
  public static final int CLONE_FILES = 1;

  public static final int CLONE_NEWPID = 1 << 6;
  public static final int CLONE_PARENT = 1 << 8;
  public static final int CLONE_THREAD = 1 << 13;

  /** The child told of the clone before its parent did. */
  public static final int CLONE_INVERTED = 1 << 16;

  public static final int CLOSED = 1 << 18;
  public static final int CLONE_NEWUSER = 1 << 20;
  public static final int PIPE_SOURCE = 1 << 21;
  public static final int PIPE_DESTINATION = 1 << 22;
  public static final int CLONE_VFORK = 1 << 27;
  public static final int CHILD_IN_PID_NAMESPACE = 1 << 29;
  public static final int IS_MAIN_THREAD = 1 << 30;

  /** Stands for the directory of a descriptor that is not known. */
  public static final byte[] NO_DIRECTORY = "<UNKNOWN>".getBytes(StandardCharsets.US_ASCII);

  /** {@code AT_FDCWD}. */
  private static final long CURRENT_DIRECTORY = -100;

  /** What an object and its places in tables take, without texts. */
  private static final int OWN_BYTES = 1024;

  private static final byte[] NOTHING = {};
  private static final byte[] DELETED = " (deleted)".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] UNKNOWN_DIRECTORY = "./".getBytes(StandardCharsets.US_ASCII);

  long tid = -1;
  long pid = -1;
  long ptid = -1;
  long reaperTid = -1;
  long sid = -1;
  long pgid = -1;
  long vtid = -1;
  long vpid = -1;
  long vpgid = -1;
  byte[] comm = NOTHING;
  byte[] exe = NOTHING;
  byte[] exepath = NOTHING;
  byte[] args = NOTHING;
  byte[] env = NOTHING;
  byte[] cgroups = NOTHING;
  byte[] cwd = NOTHING;
  byte[] root = NOTHING;
  byte[] containerId = NOTHING;

  /** Command name and arguments as of the last time the arguments were set; null if not made. */
  private byte @Nullable [] commandLine;

  private byte @Nullable [] exeLine;

  long fdLimit = -1;
  int flags;
  int uid = -1;
  int gid = -1;
  int loginUid = -1;
  int tty;
  long vmSizeKb;
  long vmRssKb;
  long vmSwapKb;
  long majorFaults;
  long minorFaults;
  long capInheritable;
  long capPermitted;
  long capEffective;
  boolean exeWritable;
  boolean exeUpperLayer;
  boolean exeLowerLayer;
  boolean exeFromMemfd;
  long exeInode;
  long exeInodeChangeNanos;
  long exeInodeModificationNanos;
  long exeInodeChangeToCloneNanos;
  long exeInodeChangeToPidNamespaceNanos;
  long pidNamespaceStartNanos;
  long cloneNanos;
  long lastExecNanos;
  long lastEventNanos;
  long previousEventNanos;
  long totalExecNanos;
  long cpuUserDelta;
  long cpuSystemDelta;
  long lastCpuUser;
  long lastCpuSystem;
  long lastEventFd;

  /** Type of its last enter event; -1 if none. */
  int lastEnterType = -1;

  /** The enter event that its exit event may need; grows as needed. */
  byte[] enterEvent = NOTHING;

  int enterEventLength;
  boolean enterEventValid;

  /** What it counted for when it was put into the table. */
  long countedBytes;

  @Nullable ThreadGroup group;

  /** The one that it is a child of, and its neighbours among the children of that. */
  private @Nullable ThreadInfo parent;

  private @Nullable ThreadInfo previousSibling;
  private @Nullable ThreadInfo nextSibling;
  private @Nullable ThreadInfo firstChild;
  private @Nullable ThreadInfo lastChild;
  private final FdTable ownFds = new FdTable();

  ThreadInfo() {}

  /** Id of the thread. */
  public long tid() {
    return tid;
  }

  /** Id of its process; -1 if unknown. */
  public long pid() {
    return pid;
  }

  /** Id of the process that started it; -1 if unknown, 0 if there is none. */
  public long ptid() {
    return ptid;
  }

  /** Id of the thread that takes its children when it ends; -1 if unknown. */
  public long reaperTid() {
    return reaperTid;
  }

  /** Session; -1 if unknown. */
  public long sid() {
    return sid;
  }

  /** Process group as seen from the host; -1 if unknown. */
  public long pgid() {
    return pgid;
  }

  /** Id of the thread as seen from its pid namespace; -1 if unknown. */
  public long vtid() {
    return vtid;
  }

  /** Id of its process as seen from its pid namespace; -1 if unknown. */
  public long vpid() {
    return vpid;
  }

  /** Process group as seen from its pid namespace; -1 if unknown. */
  public long vpgid() {
    return vpgid;
  }

  /** Command name; empty if unknown. */
  public byte[] comm() {
    return comm;
  }

  /** The program as it was started; empty if unknown. */
  public byte[] exe() {
    return exe;
  }

  /** Path of the program; empty if unknown. */
  public byte[] exepath() {
    return exepath;
  }

  /** Arguments; empty if there are none. */
  public byte[] args() {
    return args;
  }

  /** Variables of its environment as it was told of this thread; see {@link #environment}. */
  public byte[] env() {
    return env;
  }

  /** Control groups, as {@code subsystem=path}; empty if unknown. */
  public byte[] cgroups() {
    return cgroups;
  }

  /** Working directory as it was told of this thread; see {@link #workingDirectory}. */
  public byte[] cwd() {
    return cwd;
  }

  /** Root directory; empty if unknown. */
  public byte[] root() {
    return root;
  }

  /** Id of its container, 12 characters; empty on the host. */
  public byte[] containerId() {
    return containerId;
  }

  /** How many files it may open; -1 if unknown. */
  public long fdLimit() {
    return fdLimit;
  }

  /** What it is and how it was cloned, in the encoding of the event table. */
  public int flags() {
    return flags;
  }

  /** Id of its user; all bits set if unknown. */
  public int uid() {
    return uid;
  }

  /** Id of its group; all bits set if unknown. */
  public int gid() {
    return gid;
  }

  /** Audit id; all bits set if there is none. */
  public int loginUid() {
    return loginUid;
  }

  /** Number of its terminal; 0 if it has none. */
  public int tty() {
    return tty;
  }

  /** Virtual memory, in kilobytes. */
  public long vmSizeKb() {
    return vmSizeKb;
  }

  /** Resident memory, in kilobytes. */
  public long vmRssKb() {
    return vmRssKb;
  }

  /** Memory that was swapped out, in kilobytes. */
  public long vmSwapKb() {
    return vmSwapKb;
  }

  /** Page faults that needed a disk, since it began. */
  public long majorFaults() {
    return majorFaults;
  }

  /** Page faults that needed none, since it began. */
  public long minorFaults() {
    return minorFaults;
  }

  /** Bits of its inheritable capabilities. */
  public long capInheritable() {
    return capInheritable;
  }

  /** Bits of its permitted capabilities. */
  public long capPermitted() {
    return capPermitted;
  }

  /** Bits of its effective capabilities. */
  public long capEffective() {
    return capEffective;
  }

  /** Whether its user may write the file that it runs. */
  public boolean isExeWritable() {
    return exeWritable;
  }

  /** Whether the file that it runs is in the upper layer of an overlay. */
  public boolean isExeUpperLayer() {
    return exeUpperLayer;
  }

  /** Whether the file that it runs is in the lower layer of an overlay. */
  public boolean isExeLowerLayer() {
    return exeLowerLayer;
  }

  /** Whether it runs a file that is in memory only. */
  public boolean isExeFromMemfd() {
    return exeFromMemfd;
  }

  /** Inode of the file that it runs; 0 if unknown. */
  public long exeInode() {
    return exeInode;
  }

  /** When the executable's inode was changed last, in nanoseconds since the epoch. */
  public long exeInodeChangeNanos() {
    return exeInodeChangeNanos;
  }

  /** When the executable was written last, in nanoseconds since the epoch. */
  public long exeInodeModificationNanos() {
    return exeInodeModificationNanos;
  }

  /** From the change of the executable's inode to the start of the process, in nanoseconds. */
  public long exeInodeChangeToCloneNanos() {
    return exeInodeChangeToCloneNanos;
  }

  /** From the start of the pid namespace to the change of the inode, in nanoseconds. */
  public long exeInodeChangeToPidNamespaceNanos() {
    return exeInodeChangeToPidNamespaceNanos;
  }

  /** When its pid namespace began, in nanoseconds since the epoch; 0 if unknown. */
  public long pidNamespaceStartNanos() {
    return pidNamespaceStartNanos;
  }

  /** When it was cloned, in nanoseconds since the epoch; 0 if before the recording. */
  public long cloneNanos() {
    return cloneNanos;
  }

  /** When it last ran another program, in nanoseconds since the epoch; 0 if before. */
  public long lastExecNanos() {
    return lastExecNanos;
  }

  /** When its last events happened, in nanoseconds since the epoch. */
  public long lastEventNanos() {
    return lastEventNanos;
  }

  /** When the one before its last event happened, in nanoseconds since the epoch. */
  public long previousEventNanos() {
    return previousEventNanos;
  }

  /** Processor time since the recording began, in nanoseconds, as switch events tell it. */
  public long totalExecNanos() {
    return totalExecNanos;
  }

  /** User time between its last two statistics events, as they count it. */
  public long cpuUserDelta() {
    return cpuUserDelta;
  }

  /** System time between its last two statistics events, as they count it. */
  public long cpuSystemDelta() {
    return cpuSystemDelta;
  }

  /** The descriptor that its last event was about; -1 if none. */
  public long lastEventFd() {
    return lastEventFd;
  }

  /** Whether it is the main thread of its process. */
  public boolean isMain() {
    return tid == pid || (flags & IS_MAIN_THREAD) != 0;
  }

  /** Whether its ids are not known: events came from it before anything told of it. */
  public boolean isInvalid() {
    return tid < 0 || pid < 0 || ptid < 0;
  }

  /** Whether it has ended. */
  public boolean isDead() {
    return (flags & CLOSED) != 0;
  }

  /** Whether it lives in a pid namespace of its own. */
  public boolean isInPidNamespace() {
    return (flags & CHILD_IN_PID_NAMESPACE) != 0 || tid != vtid && vtid >= 0;
  }

  /** The main thread of its process, itself perhaps; null if it is not known. */
  public @Nullable ThreadInfo main() {
    if (isMain()) {
      return this;
    }
    return group == null ? null : group.main();
  }

  /** The threads of its process; null if the process is not known. */
  public @Nullable ThreadGroup group() {
    return group;
  }

  /** How many threads of its process live. */
  public int threadCount() {
    return group == null ? 0 : group.alive();
  }

  /** The open files of its process; null if the process is not known. */
  public @Nullable FdTable fds() {
    if ((flags & CLONE_FILES) == 0) {
      return ownFds;
    }
    ThreadInfo main = main();
    return main == null ? null : main.ownFds;
  }

  /** An open file of its process; null if it is not known. */
  public @Nullable FdInfo fd(long fd) {
    FdTable table = fds();
    return table == null ? null : table.get(fd);
  }

  /** Opens a file in its process; null if the process is not known. */
  @Nullable FdInfo addFd(long fd, FdInfo info) {
    FdTable table = fds();
    if (table == null) {
      return null;
    }
    lastEventFd = fd;
    return table.put(fd, info);
  }

  /** What it opened itself; threads that share the files of their process have none. */
  public FdTable ownFds() {
    return ownFds;
  }

  /** How many bytes it takes without its files, roughly. */
  long bytes() {
    return OWN_BYTES
        + exe.length
        + exepath.length
        // Once more in the command line, and in that with the program.
        + 3L * args.length
        + env.length
        + cgroups.length
        + cwd.length
        + root.length
        + enterEvent.length;
  }

  /** The threads that it started and that live. */
  public List<ThreadInfo> children() {
    List<ThreadInfo> children = new ArrayList<>();
    for (ThreadInfo child = firstChild; child != null; child = child.nextSibling) {
      children.add(child);
    }
    return children;
  }

  /** The first of its children; null if it has none. */
  @Nullable ThreadInfo firstChild() {
    return firstChild;
  }

  /** Makes a thread its last child, and no one else's. */
  void addChild(ThreadInfo child) {
    child.leaveParent();
    child.parent = this;
    child.ptid = tid;
    child.previousSibling = lastChild;
    if (lastChild == null) {
      firstChild = child;
    } else {
      lastChild.nextSibling = child;
    }
    lastChild = child;
  }

  /** Is no one's child any more; the id of its parent stays. */
  void leaveParent() {
    ThreadInfo left = parent;
    if (left == null) {
      return;
    }
    if (previousSibling == null) {
      left.firstChild = nextSibling;
    } else {
      previousSibling.nextSibling = nextSibling;
    }
    if (nextSibling == null) {
      left.lastChild = previousSibling;
    } else {
      nextSibling.previousSibling = previousSibling;
    }
    parent = null;
    previousSibling = null;
    nextSibling = null;
  }

  /** Neither has a parent nor children any more, so that no one who is left refers to it. */
  void leaveFamily() {
    leaveParent();
    while (firstChild != null) {
      firstChild.leaveParent();
    }
  }

  /** The working directory of its process, with a separator at its end. */
  public byte[] workingDirectory() {
    ThreadInfo main = main();
    return main == null ? UNKNOWN_DIRECTORY : main.cwd;
  }

  /** Changes the working directory of its process. */
  void changeDirectory(byte[] path) {
    ThreadInfo main = main();
    if (main == null) {
      return;
    }
    byte[] joined = PathText.join(cwd, path);
    if (joined.length == 0 || joined[joined.length - 1] != '/') {
      joined = Arrays.copyOf(joined, joined.length + 1);
      joined[joined.length - 1] = '/';
    }
    main.cwd = joined;
  }

  /** The environment of its process, each variable ended by a zero byte. */
  public byte[] environment() {
    if (isMain()) {
      return env;
    }
    ThreadInfo main = main();
    return main == null ? env : main.env;
  }

  /**
   * Writes the absolute path that a slice of {@code path} means; allocates nothing.
   *
   * @param directoryFd an open directory, or the number that stands for the working directory
   * @param target takes at most {@link PathText#MAX_LENGTH} bytes from {@code at} on
   * @return length of what was written
   */
  public int resolve(long directoryFd, byte[] path, int offset, int length, byte[] target, int at) {
    if (length > 0 && path[offset] == '/') {
      return PathText.join(NOTHING, path, offset, length, target, at);
    }
    if (directoryFd == CURRENT_DIRECTORY) {
      return PathText.join(workingDirectory(), path, offset, length, target, at);
    }
    FdInfo directory = fd(directoryFd);
    return directory == null
        ? PathText.join(NO_DIRECTORY, path, offset, length, target, at)
        : PathText.joinBelow(directory.name, path, offset, length, target, at);
  }

  /**
   * The directory that a path is resolved against, with a separator at its end.
   *
   * @param directoryFd an open directory, or the number that stands for the working directory
   * @return empty for a path that is absolute; {@link #NO_DIRECTORY} if the descriptor is not known
   */
  byte[] directoryFor(byte[] path, long directoryFd) {
    if (path.length > 0 && path[0] == '/') {
      return NOTHING;
    }
    if (directoryFd == CURRENT_DIRECTORY) {
      return workingDirectory();
    }
    FdInfo info = fd(directoryFd);
    if (info == null) {
      return NO_DIRECTORY;
    }
    byte[] name = info.name;
    if (name.length == 0 || name[name.length - 1] == '/') {
      return name;
    }
    byte[] directory = Arrays.copyOf(name, name.length + 1);
    directory[name.length] = '/';
    return directory;
  }

  /** Sets the path of the program; that its file was deleted is not part of it. */
  void setExepath(byte[] path) {
    int length = path.length - DELETED.length;
    boolean deleted =
        length > 0 && Arrays.equals(path, length, path.length, DELETED, 0, DELETED.length);
    exepath = PrintableText.sanitize(deleted ? Arrays.copyOf(path, length) : path);
  }

  /** Sets the arguments, and with them the command line. */
  void setArgs(byte[] newArgs) {
    args = newArgs;
    commandLine = null;
    exeLine = null;
    if (comm.length > 0) {
      commandLine = commandLine(comm);
    }
  }

  /** The command name and its arguments, with blanks between. */
  public byte[] commandLine() {
    if (commandLine == null) {
      commandLine = commandLine(comm);
    }
    return commandLine;
  }

  /** The program as it was started and its arguments, with blanks between. */
  public byte[] exeLine() {
    if (exeLine == null) {
      int argsLength = lengthWithoutEnd(args);
      byte[] line = commandLine(exe);
      if (argsLength == 0) {
        line = Arrays.copyOf(line, line.length + 1);
        line[line.length - 1] = ' ';
      }
      exeLine = line;
    }
    return exeLine;
  }

  /** The arguments, with blanks between. */
  public byte[] joinedArgs() {
    int length = lengthWithoutEnd(args);
    byte[] joined = Arrays.copyOf(args, length);
    for (int i = 0; i < length; i++) {
      if (joined[i] == 0) {
        joined[i] = ' ';
      }
    }
    return joined;
  }

  private byte[] commandLine(byte[] command) {
    int argsLength = lengthWithoutEnd(args);
    if (argsLength == 0) {
      return command;
    }
    byte[] line = Arrays.copyOf(command, command.length + 1 + argsLength);
    line[command.length] = ' ';
    for (int i = 0; i < argsLength; i++) {
      line[command.length + 1 + i] = args[i] == 0 ? (byte) ' ' : args[i];
    }
    return PrintableText.sanitize(line);
  }

  /** Length of a list without the mark that ends its last item. */
  public static int lengthWithoutEnd(byte[] list) {
    return list.length > 0 && list[list.length - 1] == 0 ? list.length - 1 : list.length;
  }
}
