// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import io.falcoj.sources.syscall.state.ThreadBuilder;
import io.falcoj.sources.syscall.state.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code /proc} tells of one thread, but for its open files. Follows the scan of libs
 * 0.25, in whose limits texts are cut.
 */
final class ProcessReader {

  /** Longest list of arguments, or of variables, that is taken over. */
  private static final int MAX_LIST = 4096;

  private static final int MAX_COMM = 16;
  private static final int MAX_FILE = 1 << 14;
  private static final int GROUP_WRITE = 0020;
  private static final int OTHER_WRITE = 0002;

  /** Places of values in {@code stat}, counted from the one behind the name. */
  private static final int GROUP = 2;

  private static final int SESSION = 3;
  private static final int TERMINAL = 4;
  private static final int MINOR_FAULTS = 7;
  private static final int MAJOR_FAULTS = 9;
  private static final int START_TICKS = 19;

  /** {@code USER_HZ}, which is the same on all machines that falcoj runs on. */
  private static final long NANOS_PER_TICK = 10_000_000L;

  private static final byte[] NOTHING = {};
  private static final byte[] MEMFD = "/memfd:".getBytes(StandardCharsets.US_ASCII);

  private final ProcFiles files;
  private final ControlGroupReader controlGroups;
  private final long bootNanos;

  /**
   * @param bootNanos when the machine was started, from which the starts of processes count
   */
  ProcessReader(ProcFiles files, ControlGroupReader controlGroups, long bootNanos) {
    this.files = files;
    this.controlGroups = controlGroups;
    this.bootNanos = bootNanos;
  }

  /**
   * What is told of a thread.
   *
   * @param directory its directory, with a separator at its end
   * @return null if it is gone, a zombie, or one of the kernel's own
   */
  @Nullable ThreadBuilder read(long tid, String directory) {
    byte[] commandLine = files.read(directory + "cmdline", MAX_LIST);
    byte[] exepath = files.readLink(directory + "exe");
    if (commandLine.length == 0 && exepath.length == 0) {
      return null;
    }
    ThreadBuilder thread = new ThreadBuilder();
    thread.tid(tid);
    if (!readStatus(thread, files.readText(directory + "status", MAX_FILE))
        || !readStatistics(thread, files.readText(directory + "stat", MAX_FILE))) {
      return null;
    }
    thread.exepath(exepath);
    setCommandLine(thread, commandLine);
    byte[] comm = files.read(directory + "comm", MAX_COMM);
    thread.comm(comm.length == 0 ? NOTHING : Arrays.copyOf(comm, comm.length - 1));
    thread.root(files.readLink(directory + "root"));
    thread.cgroups(controlGroups.read(directory));
    thread.loginUid(loginUid(files.readText(directory + "loginuid", MAX_COMM)));
    if (tid == thread.soFar().pid()) {
      thread.cwd(files.readLink(directory + "cwd"));
      thread.env(ended(files.read(directory + "environ", MAX_LIST)));
      thread.fdLimit(openFilesLimit(files.readText(directory + "limits", MAX_FILE)));
    } else {
      thread.flags(ThreadInfo.CLONE_THREAD | ThreadInfo.CLONE_FILES);
    }
    setExecutable(thread, directory);
    return thread;
  }

  /** When a thread began, in nanoseconds since the epoch; -1 if there is none. */
  long startNanos(String directory) {
    ThreadBuilder thread = new ThreadBuilder();
    return readStatistics(thread, files.readText(directory + "stat", MAX_FILE))
        ? thread.soFar().cloneNanos()
        : -1;
  }

  private static void setCommandLine(ThreadBuilder thread, byte[] commandLine) {
    int end = 0;
    while (end < commandLine.length && commandLine[end] != 0) {
      end++;
    }
    thread.exe(Arrays.copyOf(commandLine, end));
    if (end + 1 < commandLine.length) {
      thread.args(ended(Arrays.copyOfRange(commandLine, end + 1, commandLine.length)));
    }
  }

  /** The list with its last item ended, also if it was cut. */
  private static byte[] ended(byte[] list) {
    if (list.length > 0) {
      list[list.length - 1] = 0;
    }
    return list;
  }

  /**
   * The executable as it is, looked up through the process and not by its path, which may lead
   * elsewhere here.
   */
  private void setExecutable(ThreadBuilder thread, String directory) {
    thread.exeFromMemfd(startsWith(thread.soFar().exepath(), MEMFD));
    if (!files.lookUp(directory + "exe")) {
      return;
    }
    thread.exeInode(files.inode());
    thread.exeInodeChangeNanos(files.changeNanos());
    thread.exeInodeModificationNanos(files.modificationNanos());
    int uid = thread.soFar().uid();
    int needed = files.group() == thread.soFar().gid() ? GROUP_WRITE : OTHER_WRITE;
    thread.exeWritable(uid == 0 || files.owner() == uid || (files.mode() & needed) != 0);
  }

  private static boolean startsWith(byte[] text, byte[] prefix) {
    return text.length >= prefix.length
        && Arrays.equals(text, 0, prefix.length, prefix, 0, prefix.length);
  }

  /** False if the file does not tell what every thread has. */
  private static boolean readStatus(ThreadBuilder thread, String status) {
    int at = 0;
    while (at < status.length()) {
      int end = status.indexOf('\n', at);
      if (end < 0) {
        end = status.length();
      }
      int colon = status.indexOf(':', at);
      if (colon > 0 && colon < end) {
        readStatusLine(
            thread, status.substring(at, colon), ProcText.words(status.substring(colon + 1, end)));
      }
      at = end + 1;
    }
    return !thread.soFar().isInvalid();
  }

  private static void readStatusLine(ThreadBuilder thread, String key, String[] values) {
    switch (key) {
      case "Tgid" -> thread.pid(ProcText.number(values, 0));
      case "PPid" -> thread.ptid(ProcText.number(values, 0));
      // Of the real, the effective, the saved and that of the file system, the effective.
      case "Uid" -> thread.uid((int) ProcText.number(values, 1));
      case "Gid" -> thread.gid((int) ProcText.number(values, 1));
      // As the namespaces see it from the outermost to its own.
      case "NStgid" -> thread.vpid(ProcText.number(values, values.length - 1));
      case "NSpid" -> thread.vtid(ProcText.number(values, values.length - 1));
      case "NSpgid" -> thread.vpgid(ProcText.number(values, values.length - 1));
      case "VmSize" -> thread.vmSizeKb(ProcText.number(values, 0));
      case "VmRSS" -> thread.vmRssKb(ProcText.number(values, 0));
      case "VmSwap" -> thread.vmSwapKb(ProcText.number(values, 0));
      case "CapInh" -> thread.capInheritable(ProcText.hexNumber(values, 0));
      case "CapPrm" -> thread.capPermitted(ProcText.hexNumber(values, 0));
      case "CapEff" -> thread.capEffective(ProcText.hexNumber(values, 0));
      default -> {}
    }
  }

  /** The name before the values may hold anything but ends with the last parenthesis. */
  private boolean readStatistics(ThreadBuilder thread, String statistics) {
    String[] values = ProcText.words(statistics.substring(statistics.lastIndexOf(')') + 1));
    if (values.length <= START_TICKS) {
      return false;
    }
    thread.pgid(ProcText.number(values, GROUP));
    thread.sid(ProcText.number(values, SESSION));
    thread.tty((int) ProcText.number(values, TERMINAL));
    thread.minorFaults(ProcText.number(values, MINOR_FAULTS));
    thread.majorFaults(ProcText.number(values, MAJOR_FAULTS));
    thread.cloneNanos(bootNanos + ProcText.number(values, START_TICKS) * NANOS_PER_TICK);
    return true;
  }

  /** All bits set where the kernel keeps none. */
  private static int loginUid(String text) {
    return (int) ProcText.number(ProcText.words(text), 0);
  }

  private static long openFilesLimit(String limits) {
    int line = limits.indexOf("Max open files");
    if (line < 0) {
      return -1;
    }
    String[] words = ProcText.words(limits.substring(line));
    return ProcText.number(words, 3);
  }
}
