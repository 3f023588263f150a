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
 * UTF-8 bytes that this object owns; lists ({@link #args}, {@link #env}) are as the kernel gives
 * them, each item ended by a zero byte.
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

  /** Id of the thread. */
  public long tid = -1;

  /** Id of its process; -1 if unknown. */
  public long pid = -1;

  /** Id of the process that started it; -1 if unknown, 0 if there is none. */
  public long ptid = -1;

  /** Id of the thread that takes its children when it ends; -1 if unknown. */
  public long reaperTid = -1;

  /** Session; -1 if unknown. */
  public long sid = -1;

  /** Process group as seen from the host; -1 if unknown. */
  public long pgid = -1;

  /** Ids as seen from its pid namespace; -1 if unknown. */
  public long vtid = -1;

  public long vpid = -1;
  public long vpgid = -1;

  public byte[] comm = NOTHING;
  public byte[] exe = NOTHING;
  public byte[] exepath = NOTHING;
  public byte[] args = NOTHING;
  public byte[] env = NOTHING;
  public byte[] cgroups = NOTHING;
  public byte[] cwd = NOTHING;
  public byte[] root = NOTHING;

  /** Id of its container, 12 characters; empty on the host. */
  public byte[] containerId = NOTHING;

  /** Command name and arguments as of the last time the arguments were set; null if not made. */
  private byte @Nullable [] commandLine;

  private byte @Nullable [] exeLine;

  public long fdLimit = -1;
  public int flags;
  public int uid = -1;
  public int gid = -1;

  /** Audit id; all bits set if there is none. */
  public int loginUid = -1;

  public int tty;
  public long vmSizeKb;
  public long vmRssKb;
  public long vmSwapKb;
  public long majorFaults;
  public long minorFaults;
  public long capInheritable;
  public long capPermitted;
  public long capEffective;
  public boolean exeWritable;
  public boolean exeUpperLayer;
  public boolean exeLowerLayer;
  public boolean exeFromMemfd;
  public long exeInode;

  /** Times of the executable's inode, in nanoseconds since the epoch. */
  public long exeInodeChangeNanos;

  public long exeInodeModificationNanos;

  /** From the change of the executable's inode to the start of the process, in nanoseconds. */
  public long exeInodeChangeToCloneNanos;

  /** From the start of the pid namespace to the change of the inode, in nanoseconds. */
  public long exeInodeChangeToPidNamespaceNanos;

  /** When its pid namespace began, in nanoseconds since the epoch; 0 if unknown. */
  public long pidNamespaceStartNanos;

  /** When it was cloned, in nanoseconds since the epoch; 0 if before the recording. */
  public long cloneNanos;

  /** When it last ran another program, in nanoseconds since the epoch; 0 if before. */
  public long lastExecNanos;

  /** When its last events happened, in nanoseconds since the epoch. */
  public long lastEventNanos;

  public long previousEventNanos;

  /** Processor time since the recording began, in nanoseconds, as switch events tell it. */
  public long totalExecNanos;

  /** User and system time between its last two statistics events, as they count it. */
  public long cpuUserDelta;

  public long cpuSystemDelta;
  long lastCpuUser;
  long lastCpuSystem;

  /** The descriptor that its last event was about; -1 if none. */
  public long lastEventFd;

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
  public void setArgs(byte[] newArgs) {
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
