// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.proc;

import io.falcoj.engine.BoundField;
import io.falcoj.engine.FieldBinder;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.Values;
import io.falcoj.fields.thread.ThreadReader;
import io.falcoj.sources.syscall.state.FdInfo;
import io.falcoj.sources.syscall.state.FdTable;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.ThreadInfo;
import io.falcoj.sources.syscall.state.ThreadTable;

/** Makes extractors of what is known of the process of a system call and of those around it. */
final class ProcessReader {

  private static final byte[] NOTHING = {};

  private ProcessReader() {}

  /** A text of the parent. */
  static FieldExtractor parentText(ThreadReader.Text text) {
    return ofParent((event, parent, values) -> ThreadReader.addText(text.of(parent), values));
  }

  /** Something of the parent. */
  static FieldExtractor ofParent(ThreadReader.Reading reading) {
    return ThreadReader.reads(
        (event, thread, values) -> {
          ThreadInfo parent = event.state().threads().ancestor(thread, 1);
          if (parent != null) {
            reading.read(event, parent, values);
          }
        });
  }

  /** A number of the thread that started this one. */
  static FieldExtractor starterNumber(ThreadReader.Number number) {
    return ThreadReader.reads(
        (event, thread, values) -> {
          ThreadInfo starter = event.state().threads().parent(thread);
          if (starter != null) {
            values.addLong(number.of(starter));
          }
        });
  }

  /** A text of the leader of a session or group; empty if there is none. */
  static FieldExtractor leaderText(
      ThreadTable.ThreadId id, boolean virtual, ThreadReader.Text text) {
    return ThreadReader.reads(
        (event, thread, values) -> {
          ThreadInfo leader = event.state().threads().leader(thread, id, virtual);
          byte[] found = leader == null ? null : text.of(leader);
          values.addText(found == null ? NOTHING : found);
        });
  }

  /** Nanoseconds since the start of a process. */
  static void addAge(SyscallEvent event, ThreadInfo thread, Values values) {
    if (thread.cloneNanos() != 0) {
      values.addLong(event.timestampNanos() - thread.cloneNanos());
    }
  }

  /**
   * Nanoseconds from the start of the parent to the event. Where the start of a known parent is not
   * known, the number of descriptors that the process has open, which is what libs 0.25 answers.
   */
  static void addParentAge(SyscallEvent event, ThreadInfo thread, Values values) {
    ThreadInfo parent = event.state().threads().ancestor(thread, 1);
    if (parent == null) {
      return;
    }
    if (parent.cloneNanos() != 0) {
      addAge(event, parent, values);
    } else {
      values.addLong(openDescriptors(thread));
    }
  }

  /** How many descriptors the process has open. */
  static long openDescriptors(ThreadInfo thread) {
    ThreadInfo main = thread.main();
    FdTable fds = main == null ? null : main.fds();
    return fds == null ? 0 : fds.size();
  }

  /** Most descriptors that the process may have open. */
  static long descriptorLimit(ThreadInfo thread) {
    ThreadInfo main = thread.main();
    return main == null ? 0 : main.fdLimit();
  }

  /** Open descriptors in percent of the limit. */
  static double descriptorUsage(ThreadInfo thread) {
    long limit = descriptorLimit(thread);
    if (limit <= 0) {
      return 0;
    }
    return Math.min(100, openDescriptors(thread) * 100.0 / limit);
  }

  /** How many threads of the process live, without the main one. */
  static long otherThreads(ThreadInfo thread) {
    ThreadInfo main = thread.main();
    int alive = thread.threadCount();
    return main != null && !main.isDead() ? Math.max(0, alive - 1) : alive;
  }

  /** Type of a descriptor of the process. */
  static FieldExtractor descriptorType(int number) {
    return ThreadReader.reads(
        (event, thread, values) -> {
          FdInfo fd = thread.fd(number);
          if (fd != null) {
            values.addText(fd.type().text());
          }
        });
  }

  /** Name of a descriptor of the process. */
  static FieldExtractor descriptorName(int number) {
    return ThreadReader.reads(
        (event, thread, values) -> {
          FdInfo fd = thread.fd(number);
          if (fd != null) {
            values.addText(fd.name());
          }
        });
  }

  /** The arguments of the process, or one of them. */
  static FieldBinder args() {
    return (definition, argument) -> {
      int index = argument.isPresent() ? Integer.parseInt(argument.requiredText()) : -1;
      FieldExtractor extractor =
          ThreadReader.reads(
              (event, thread, values) -> {
                if (index < 0) {
                  ThreadReader.addJoined(thread.args(), values);
                } else {
                  addItem(thread.args(), index, values);
                }
              });
      return new BoundField(definition, argument, definition.type(), definition.list(), extractor);
    };
  }

  private static void addItem(byte[] list, int wanted, Values values) {
    int end = ThreadInfo.lengthWithoutEnd(list);
    int start = 0;
    for (int i = 0; start <= end && end > 0; i++) {
      int stop = start;
      while (stop < end && list[stop] != 0) {
        stop++;
      }
      if (i == wanted) {
        values.addText(list, start, stop - start);
        return;
      }
      start = stop + 1;
    }
    values.addText(NOTHING);
  }

  /** How many arguments the process has. */
  static long argumentCount(ThreadInfo thread) {
    int end = ThreadInfo.lengthWithoutEnd(thread.args());
    return end == 0 ? 0 : 1 + zeros(thread.args(), end);
  }

  /** Length of all arguments together. */
  static long argumentLength(ThreadInfo thread) {
    int end = ThreadInfo.lengthWithoutEnd(thread.args());
    return end - zeros(thread.args(), end);
  }

  private static long zeros(byte[] list, int end) {
    int count = 0;
    for (int i = 0; i < end; i++) {
      if (list[i] == 0) {
        count++;
      }
    }
    return count;
  }

  /** Id of the oldest shell among a process and its ancestors. */
  static void addLoginShell(SyscallEvent event, ThreadInfo thread, Values values) {
    ThreadInfo current = thread.main();
    if (current == null) {
      return;
    }
    ThreadTable threads = event.state().threads();
    ThreadInfo shell = isShell(current) ? current : null;
    current = threads.parent(current);
    for (int i = 0; current != null && i < ThreadTable.maxAncestors(); i++) {
      if (isShell(current)) {
        shell = current;
      }
      current = threads.nextAncestor(current);
    }
    if (shell != null) {
      values.addLong(shell.pid());
    }
  }

  private static boolean isShell(ThreadInfo thread) {
    byte[] comm = thread.comm();
    return comm.length >= 2 && comm[comm.length - 2] == 's' && comm[comm.length - 1] == 'h';
  }
}
