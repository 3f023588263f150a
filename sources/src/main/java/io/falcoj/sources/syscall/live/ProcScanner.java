// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.live;

import io.falcoj.sources.syscall.state.FdInfo;
import io.falcoj.sources.syscall.state.FdType;
import io.falcoj.sources.syscall.state.MachineInfo;
import io.falcoj.sources.syscall.state.StateImporter;
import io.falcoj.sources.syscall.state.SystemState;
import io.falcoj.sources.syscall.state.ThreadGroup;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads from {@code /proc} what is known of the machine before the first event: processes and
 * threads, their open files, users, groups and addresses. Later it answers for threads whose
 * beginning was lost. Follows the scan of libs 0.25. What goes away while it is read, or may not be
 * read, is left out; sizes, numbers and time are limited, so that no process can make it hang or
 * grow. Not thread-safe.
 */
public final class ProcScanner implements ThreadLookup {

  /** Names the root of the machine that is watched, where that is not the own root. */
  public static final String HOST_ROOT = "HOST_ROOT";

  /** Most descriptors that are read of one process. */
  private static final int MAX_DESCRIPTORS = 1 << 16;

  /** Longest scan: events wait in buffers meanwhile. */
  private static final long MAX_SCAN_NANOS = 30_000_000_000L;

  /** Of each second, how long threads are looked up at most. */
  private static final long LOOKUP_PERIOD_NANOS = 1_000_000_000L;

  private static final long MAX_LOOKUP_NANOS = 100_000_000L;

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
  private ProcessReader processes;
  private long periodStart;
  private long periodSpent;

  /**
   * @param hostRoot below which {@code proc} and {@code etc} of the machine lie
   * @param state is filled
   */
  public ProcScanner(Path hostRoot, SystemState state) {
    String path = hostRoot.toString();
    String root = path.endsWith("/") ? path : path + "/";
    this.proc = root + "proc/";
    this.state = state;
    this.importer = new StateImporter(state);
    this.host = new HostReader(files, root);
    this.descriptors =
        new DescriptorReader(files, OpenFlags.of(System.getProperty("os.arch")), MAX_DESCRIPTORS);
    this.processes = newProcessReader(0);
  }

  /**
   * A scanner of the machine that {@link #HOST_ROOT} names, or of this one.
   *
   * @param state is filled
   */
  public static ProcScanner ofHost(SystemState state) {
    String root = System.getenv(HOST_ROOT);
    return new ProcScanner(Path.of(root == null || root.isEmpty() ? "/" : root), state);
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
        pid -> {
          if (System.nanoTime() - start > MAX_SCAN_NANOS) {
            return false;
          }
          ThreadInfo process = readProcess(pid, sockets);
          if (process != null) {
            String namespace = namespace(pid, "pid");
            namespaces.put(process, namespace);
            if (process.vpid == 1) {
              namespaceStarts.put(namespace, process.cloneNanos);
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
  private @Nullable ThreadInfo readProcess(long pid, OpenSockets sockets) {
    String directory = directory(pid);
    ThreadInfo main = processes.read(pid, directory);
    if (main == null || !main.isMain()) {
      return null;
    }
    importer.thread(main);
    readDescriptors(main, sockets);
    String tasks = directory + "task/";
    forEachId(
        tasks,
        tid -> {
          ThreadInfo thread = tid == pid ? null : processes.read(tid, tasks + tid + "/");
          if (thread != null && thread.pid == pid) {
            importer.thread(thread);
          }
          return true;
        });
    return main;
  }

  private void readDescriptors(ThreadInfo process, OpenSockets sockets) {
    for (FdInfo fd : descriptors.read(directory(process.pid))) {
      if (fd.type == FdType.UNKNOWN) {
        sockets.add(process, fd);
      } else {
        importer.fd(process.pid, fd);
      }
    }
  }

  private static void setNamespaceStarts(
      Map<ThreadInfo, String> namespaces, Map<String, Long> starts) {
    namespaces.forEach(
        (process, namespace) -> {
          Long start = starts.get(namespace);
          ThreadGroup group = process.group();
          if (start != null && group != null) {
            group.threads().forEach(thread -> thread.pidNamespaceStartNanos = start);
          }
        });
  }

  private String directory(long pid) {
    return proc + pid + "/";
  }

  private String namespace(long pid, String kind) {
    return new String(files.readLink(directory(pid) + "ns/" + kind), StandardCharsets.ISO_8859_1);
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
    OpenSockets sockets = new OpenSockets();
    ThreadInfo thread = processes.read(tid, directory(tid));
    if (thread != null && thread.cloneNanos <= nanos + START_TOLERANCE_NANOS) {
      if (!thread.isMain() && state.threads().get(thread.pid) == null) {
        ThreadInfo main = processes.read(thread.pid, directory(thread.pid));
        if (main != null && main.isMain()) {
          takeOver(main, sockets);
        }
      }
      takeOver(thread, sockets);
    }
    periodSpent += System.nanoTime() - now;
  }

  private void takeOver(ThreadInfo thread, OpenSockets sockets) {
    importer.thread(thread);
    if (thread.isMain()) {
      readDescriptors(thread, sockets);
      sockets.takeOver();
    }
    importer.finish(thread);
  }

  /** {@inheritDoc} Which of two with the same id it is, is told by when they began. */
  @Override
  public boolean isAlive(ThreadInfo thread) {
    long start = processes.startNanos(directory(thread.pid) + "task/" + thread.tid + "/");
    return start >= 0
        && (thread.cloneNanos == 0
            || Math.abs(start - thread.cloneNanos) <= MAX_CLOCK_DIFFERENCE_NANOS);
  }

  /** Sockets of which the inode alone is known, by their network namespace. */
  private final class OpenSockets {

    private record Owned(long pid, FdInfo fd) {}

    private final Map<String, SocketReader> readers = new HashMap<>();
    private final Map<SocketReader, String> directories = new HashMap<>();
    private final List<Owned> all = new ArrayList<>();
    private long lastPid = -1;
    private String lastNamespace = "";

    void add(ThreadInfo process, FdInfo fd) {
      if (process.pid != lastPid) {
        lastPid = process.pid;
        lastNamespace = namespace(process.pid, "net");
      }
      SocketReader reader = readers.computeIfAbsent(lastNamespace, name -> new SocketReader());
      directories.putIfAbsent(reader, directory(process.pid));
      reader.add(fd);
      all.add(new Owned(process.pid, fd));
    }

    /** Finds out what they are and takes over those of which something was found out. */
    void takeOver() {
      directories.forEach(SocketReader::resolve);
      for (Owned owned : all) {
        if (owned.fd.type != FdType.UNKNOWN) {
          importer.fd(owned.pid, owned.fd);
        }
      }
      readers.clear();
      directories.clear();
      all.clear();
    }
  }
}
