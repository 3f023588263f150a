// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Files that look like a machine's {@code /proc} and {@code /etc}. */
final class ProcTree {

  private final Path root;

  ProcTree(Path root) {
    this.root = root;
    write("proc/stat", "cpu  1 2 3\ncpu0 1 2 3\ncpu1 1 2 3\nbtime 1700000000\n");
    write("proc/uptime", "1000.00 2000.00\n");
    write("proc/meminfo", "MemTotal:        2048 kB\n");
    write("proc/sys/kernel/hostname", "machine\n");
    write("proc/sys/kernel/pid_max", "4194304\n");
    write("proc/self/status", "NSpid:\t42\n");
    write("proc/1/mounts", "cgroup2 /sys/fs/cgroup cgroup2 rw 0 0\n");
  }

  /** A process with one thread. */
  ProcTree process(long pid, long parent, String name) {
    return thread(pid, pid, parent, name, "proc/" + pid + "/");
  }

  /** A further thread of a process. */
  ProcTree thread(long tid, long pid, long parent, String name) {
    return thread(tid, pid, parent, name, "proc/" + pid + "/task/" + tid + "/");
  }

  private ProcTree thread(long tid, long pid, long parent, String name, String directory) {
    write(directory + "cmdline", "/bin/" + name + "\0-a\0b c\0");
    write(directory + "comm", name + "\n");
    write(directory + "environ", "A=b\0C=d\0");
    write(directory + "loginuid", "4294967295");
    write(
        directory + "limits", "Limit  Soft  Hard\nMax open files            1024   4096   files\n");
    write(directory + "cgroup", "0::/system.slice/" + name + "\n");
    status(directory, tid, pid, parent, "");
    write(
        directory + "stat",
        tid
            + " ("
            + name
            + ") S "
            + parent
            + " 7 8 34816 -1 0 11 0 12 0 1 2 3 4 20 0 1 0 5000 9\n");
    link(directory + "exe", "/bin/" + name);
    link(directory + "cwd", "/home/" + name);
    link(directory + "root", "/");
    link(directory + "ns/net", "net:[1]");
    link(directory + "ns/pid", "pid:[1]");
    return this;
  }

  /** The status of a thread, with further lines. */
  ProcTree status(String directory, long tid, long pid, long parent, String more) {
    return write(
        directory + "status",
        ("Name:\tx\nTgid:\t%d\nPid:\t%d\nPPid:\t%d\nUid:\t0\t1000\t0\t0\nGid:\t0\t1001\t0\t0\n"
                + "NStgid:\t%d\nNSpid:\t%d\nNSpgid:\t7\nVmSize:\t 30 kB\nVmRSS:\t 20 kB\n"
                + "VmSwap:\t 10 kB\nCapInh:\t0000000000000001\nCapPrm:\tffffffffffffffff\n"
                + "CapEff:\t000001ffffffffff\n%s")
            .formatted(pid, tid, parent, pid, tid, more));
  }

  /** An open descriptor. */
  ProcTree fd(long pid, long number, String target, String flags) {
    link("proc/" + pid + "/fd/" + number, target);
    return write(
        "proc/" + pid + "/fdinfo/" + number, "pos:\t0\nflags:\t" + flags + "\nmnt_id:\t30\n");
  }

  ProcTree write(String file, String text) {
    return write(file, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  ProcTree write(String file, byte[] content) {
    try {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.write(path, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ProcTree link(String file, String target) {
    try {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.deleteIfExists(path);
      Files.createSymbolicLink(path, Path.of(target));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes away a file, or a directory with all that is in it. */
  ProcTree remove(String file) {
    Path path = root.resolve(file);
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return this;
    }
    try (Stream<Path> below = Files.walk(path)) {
      List<Path> all = below.sorted(Comparator.reverseOrder()).toList();
      for (Path each : all) {
        Files.deleteIfExists(each);
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
