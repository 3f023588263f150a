// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import io.falcoj.sources.syscall.state.FdBuilder;
import io.falcoj.sources.syscall.state.FdType;
import io.falcoj.sources.syscall.state.MachineInfo;
import io.falcoj.sources.syscall.state.StateImporter;
import io.falcoj.sources.syscall.state.SystemState;
import io.falcoj.sources.syscall.state.ThreadBuilder;
import io.falcoj.sources.syscall.state.ThreadInfo;
import io.falcoj.sources.syscall.state.ThreadLookup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads from {@code /proc} what is known of the machine before the first event: processes and
 * threads, their open files, users, groups and addresses. Later it answers for threads whose
 * beginning was lost. Follows the scan of libs 0.25. What goes away while it is read, or may not be
 * read, is left out; sizes, numbers and time are limited, so that no process can make it hang or
 * grow. Threads get the ids by which the machine knows them, whatever ids {@code /proc} shows. Not
 * thread-safe.
 */
final class ProcScanner implements ThreadLookup {

  /** Names the root of the machine that is watched, where that is not the own root. */
  static final String HOST_ROOT = "HOST_ROOT";

  private static final int MAX_STATUS = 1 << 14;

  /** Most descriptors that are read of one process. */
  private static final int MAX_DESCRIPTORS = 1 << 16;

  /** Longest scan: events wait in buffers meanwhile. */
  private static final long MAX_SCAN_NANOS = 30_000_000_000L;

  /** Of each second, how long threads are looked up at most. */
  private static final long LOOKUP_PERIOD_NANOS = 1_000_000_000L;

  private static final long MAX_LOOKUP_NANOS = 100_000_000L;

  /** How long ago it may be that ids were found out, to tell whether a thread has gone. */
  private static final long MAX_IDS_AGE_NANOS = 1_000_000_000L;

  /** How much later than an event a thread may have begun to be its own: clocks are that coarse. */
  private static final long START_TOLERANCE_NANOS = 100_000_000L;

  /** How far the clocks of events and of {@code /proc} may be apart. */
  private static final long MAX_CLOCK_DIFFERENCE_NANOS = 2_000_000_000L;

  private static final Logger LOGGER = LoggerFactory.getLogger(ProcScanner.class);

  private final String proc;
  private final ProcFiles files = new ProcFiles();
  private final HostReader host;
  private final SystemState state;
  private final StateImporter importer;
  private final DescriptorReader descriptors;
  private final ThreadIds ids;
  private ProcessReader processes;
  private long periodStart;
  private long periodSpent;

  /**
   * @param hostRoot below which {@code proc} and {@code etc} of the machine lie
   * @param state is filled
   * @param threads yields the threads that are in the process namespace of this process now
   */
  ProcScanner(Path hostRoot, SystemState state, Supplier<List<KernelThread>> threads) {
    String path = hostRoot.toString();
    String root = path.endsWith("/") ? path : path + "/";
    this.proc = root + "proc/";
    this.state = state;
    this.importer = new StateImporter(state);
    this.host = new HostReader(files, root);
    this.descriptors =
        new DescriptorReader(files, OpenFlags.of(System.getProperty("os.arch")), MAX_DESCRIPTORS);
    this.processes = newProcessReader(0);
    this.ids = ThreadIds.of(namespacesShown(), threads);
  }

  /**
   * A scanner of the machine that {@link #HOST_ROOT} names, or of this one.
   *
   * @param state is filled
   * @param threads yields the threads that are in the process namespace of this process now
   */
  static ProcScanner ofHost(SystemState state, Supplier<List<KernelThread>> threads) {
    String root = System.getenv(HOST_ROOT);
    return new ProcScanner(Path.of(root == null || root.isEmpty() ? "/" : root), state, threads);
  }

  /** In how many process namespaces this process is as the files show it; 0 if they do not. */
  private int namespacesShown() {
    for (String line : files.readText(proc + "self/status", MAX_STATUS).split("\n")) {
      if (line.startsWith("NSpid:")) {
        return ProcText.words(line).length - 1;
      }
    }
    return 0;
  }

  private ProcessReader newProcessReader(long bootNanos) {
    return new ProcessReader(files, new ControlGroupReader(files, proc), bootNanos);
  }

  /**
   * Takes over the whole machine into the state, which is empty, and which asks this scanner about
   * unknown threads from then on. Call it when events are already being kept, and before the first
   * of them is handled.
   *
   * @throws IOException if there is no {@code /proc} to read
   */
  public void scan() throws IOException {
    if (!Files.isDirectory(Path.of(proc))) {
      throw new NotDirectoryException(proc + " (" + HOST_ROOT + " names its parent)");
    }
    if (ids != ThreadIds.SAME) {
      LOGGER.warn(
          "{} does not show the processes of the machine: of those outside of falcoj's PID"
              + " namespace only what they do from now on is known; run falcoj in the machine's PID"
              + " namespace (hostPID: true), or mount the machine's /proc and name its parent by"
              + " {}",
          proc,
          HOST_ROOT);
    }
    MachineInfo machine = host.machine();
    state.setLiveMachine(machine);
    processes = newProcessReader(host.bootNanos());
    HostReader.readInterfaces(state.interfaces());
    host.readUsers(state.users());
    OpenSockets sockets = new OpenSockets();
    Map<String, Long> namespaceStarts = new HashMap<>();
    Map<ThreadInfo, String> namespaces = new IdentityHashMap<>();
    long start = System.nanoTime();
    forEachId(
        proc,
        shownPid -> {
          if (System.nanoTime() - start > MAX_SCAN_NANOS) {
            return false;
          }
          String directory = directory(shownPid);
          ThreadInfo process = readProcess(shownPid, directory, sockets);
          if (process != null) {
            String namespace = namespace(directory, "pid");
            namespaces.put(process, namespace);
            if (process.vpid() == 1) {
              namespaceStarts.put(namespace, process.cloneNanos());
            }
          }
          return true;
        });
    sockets.takeOver();
    importer.finish();
    setNamespaceStarts(namespaces, namespaceStarts);
    if (System.nanoTime() - start > MAX_SCAN_NANOS) {
      LOGGER.warn("reading {} took too long: not all processes that run are known", proc);
    }
    state.threads().lookUpWith(this);
  }

  /** Takes over a process with its threads and files; null if it has gone. */
  private @Nullable ThreadInfo readProcess(long shownPid, String directory, OpenSockets sockets) {
    ThreadInfo main = readThread(shownPid, directory);
    if (main == null || !main.isMain()) {
      return null;
    }
    importer.thread(main);
    readDescriptors(main, directory, sockets);
    String tasks = directory + "task/";
    forEachId(
        tasks,
        shownTid -> {
          ThreadInfo thread =
              shownTid == shownPid ? null : readThread(shownTid, tasks + shownTid + "/");
          if (thread != null && thread.pid() == main.pid()) {
            importer.thread(thread);
          }
          return true;
        });
    return main;
  }

  /**
   * A thread, known by the ids of the machine; null if it has gone or the machine's are not known.
   */
  private @Nullable ThreadInfo readThread(long shownTid, String directory) {
    ThreadBuilder thread = processes.read(shownTid, directory);
    return thread != null && ids.translate(thread) ? thread.build() : null;
  }

  private void readDescriptors(ThreadInfo process, String directory, OpenSockets sockets) {
    for (FdBuilder fd : descriptors.read(directory)) {
      FdType type = fd.soFar().type();
      if (type == FdType.PIDFD) {
        fd.pid(ids.ofMachine(fd.soFar().pid()));
      }
      if (type == FdType.UNKNOWN) {
        sockets.add(process, directory, fd);
      } else {
        importer.fd(process.pid(), fd.build());
      }
    }
  }

  private void setNamespaceStarts(Map<ThreadInfo, String> namespaces, Map<String, Long> starts) {
    namespaces.forEach(
        (process, namespace) -> {
          Long start = starts.get(namespace);
          if (start != null) {
            importer.pidNamespaceStart(process, start);
          }
        });
  }

  private String directory(long shownTid) {
    return proc + shownTid + "/";
  }

  private String namespace(String directory, String kind) {
    return new String(files.readLink(directory + "ns/" + kind), StandardCharsets.ISO_8859_1);
  }

  /** Is given the ids that a directory lists. */
  private interface IdVisitor {

    /** Returns whether to go on. */
    boolean visit(long id);
  }

  private static void forEachId(String directory, IdVisitor visitor) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of(directory))) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        long id = Character.isDigit(name.charAt(0)) ? ProcText.number(name) : -1;
        if (id > 0 && !visitor.visit(id)) {
          return;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // It went away meanwhile; what was read stays.
      return;
    }
  }

  /**
   * {@inheritDoc} Of each second a tenth is spent at most: after a loss of many events at once the
   * rest stays unknown for the time being.
   */
  @Override
  public void find(long tid, long nanos) {
    long now = System.nanoTime();
    if (now - periodStart > LOOKUP_PERIOD_NANOS) {
      periodStart = now;
      periodSpent = 0;
    }
    if (periodSpent > MAX_LOOKUP_NANOS) {
      return;
    }
    ids.refresh(0);
    ThreadInfo thread = readThread(tid);
    if (thread != null && thread.cloneNanos() <= nanos + START_TOLERANCE_NANOS) {
      if (!thread.isMain() && state.threads().get(thread.pid()) == null) {
        ThreadInfo main = readThread(thread.pid());
        if (main != null && main.isMain()) {
          takeOver(main);
        }
      }
      takeOver(thread);
    }
    periodSpent += System.nanoTime() - now;
  }

  private @Nullable ThreadInfo readThread(long tid) {
    long shownTid = ids.shown(tid);
    return readThread(shownTid, directory(shownTid));
  }

  private void takeOver(ThreadInfo thread) {
    importer.thread(thread);
    if (thread.isMain()) {
      OpenSockets sockets = new OpenSockets();
      readDescriptors(thread, directory(ids.shown(thread.pid())), sockets);
      sockets.takeOver();
    }
    importer.finish(thread);
  }

  /** {@inheritDoc} Which of two with the same id it is, is told by when they began. */
  @Override
  public boolean isAlive(ThreadInfo thread) {
    ids.refresh(MAX_IDS_AGE_NANOS);
    long shownPid = ids.shown(thread.pid());
    long start =
        processes.startNanos(directory(shownPid) + "task/" + ids.shown(thread.tid()) + "/");
    return start >= 0
        && (thread.cloneNanos() == 0
            || Math.abs(start - thread.cloneNanos()) <= MAX_CLOCK_DIFFERENCE_NANOS);
  }

  /** Sockets of which the inode alone is known, by their network namespace. */
  private final class OpenSockets {

    private record Owned(long pid, FdBuilder fd) {}

    private final Map<String, SocketReader> readers = new HashMap<>();
    private final Map<SocketReader, String> directories = new HashMap<>();
    private final List<Owned> all = new ArrayList<>();
    private long lastPid = -1;
    private String lastNamespace = "";

    void add(ThreadInfo process, String directory, FdBuilder fd) {
      if (process.pid() != lastPid) {
        lastPid = process.pid();
        lastNamespace = namespace(directory, "net");
      }
      SocketReader reader = readers.computeIfAbsent(lastNamespace, name -> new SocketReader());
      directories.putIfAbsent(reader, directory);
      reader.add(fd);
      all.add(new Owned(process.pid(), fd));
    }

    /** Finds out what they are and takes over those of which something was found out. */
    void takeOver() {
      directories.forEach(SocketReader::resolve);
      for (Owned owned : all) {
        if (owned.fd.soFar().type() != FdType.UNKNOWN) {
          importer.fd(owned.pid, owned.fd.build());
        }
      }
      readers.clear();
      directories.clear();
      all.clear();
    }
  }
}
