// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import io.falcoj.engine.text.PathText;
import io.falcoj.engine.text.PrintableText;
import io.falcoj.sources.syscall.layout.RawEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Events that open, copy and close files, and that change directories. */
final class FileHandlers {

  private static final int OPEN_DIRECTORY = 1 << 10;
  private static final int FILE_CREATED = 1 << 14;
  private static final int UPPER_LAYER = 1 << 15;
  private static final int LOWER_LAYER = 1 << 16;
  private static final int CREAT_UPPER_LAYER = 1;
  private static final int CREAT_LOWER_LAYER = 1 << 1;
  private static final int CLOSE_RANGE_CLOEXEC = 1 << 2;
  private static final int EPOLL_CLOEXEC = 1;
  private static final int FCNTL_DUPFD = 1;
  private static final int FCNTL_SETFD = 3;
  private static final int FCNTL_DUPFD_CLOEXEC = 26;
  private static final int FD_CLOEXEC = 1;

  private static final byte[] NOTHING = {};
  private static final byte[] UNKNOWN = "<NA>".getBytes(StandardCharsets.US_ASCII);

  private final SystemState state;
  private final StateEngine engine;
  private final RawEvent enter = new RawEvent();
  private final SyscallEvent enterEvent;

  FileHandlers(SystemState state, StateEngine engine) {
    this.state = state;
    this.engine = engine;
    this.enterEvent = new SyscallEvent(state);
  }

  void addTo(StateEngine.HandlerTable table) {
    table.on("SYSCALL_OPEN_X", this::open);
    table.on("SYSCALL_CREAT_X", this::creat);
    table.on("SYSCALL_OPENAT_2_X", event -> openat(event, 5));
    table.on("SYSCALL_OPENAT2_X", event -> openat(event, 6));
    table.on("SYSCALL_OPEN_BY_HANDLE_AT_X", FileHandlers::openByHandle);
    table.on("SYSCALL_MEMFD_CREATE_X", FileHandlers::memfd);
    table.on("SYSCALL_PIDFD_OPEN_X", FileHandlers::pidfd);
    table.on("SYSCALL_PIDFD_GETFD_X", this::pidfdGetfd);
    table.on("SYSCALL_PIPE_X", event -> pipe(event, 0));
    table.on("SYSCALL_PIPE2_X", event -> pipe(event, (int) event.unsigned(4)));
    table.on("SYSCALL_CLOSE_X", this::close);
    table.on("SYSCALL_CLOSE_RANGE_X", FileHandlers::closeRange);
    table.on("SYSCALL_FCNTL_X", FileHandlers::fcntl);
    table.on("SYSCALL_EVENTFD_X", event -> plain(event, FdType.EVENT, 0));
    table.on("SYSCALL_EVENTFD2_X", event -> plain(event, FdType.EVENT, (int) event.unsigned(1)));
    table.on("SYSCALL_CHDIR_X", FileHandlers::chdir);
    table.on("SYSCALL_GETCWD_X", FileHandlers::chdir);
    table.on("SYSCALL_FCHDIR_X", FileHandlers::fchdir);
    table.on("SYSCALL_CHROOT_X", this::chroot);
    table.on("SYSCALL_DUP_1_X", event -> dup(event, 0));
    table.on("SYSCALL_DUP2_X", event -> dup(event, 0));
    table.on("SYSCALL_DUP3_X", event -> dup(event, (int) event.unsigned(3)));
    table.on("SYSCALL_SIGNALFD_X", event -> plain(event, FdType.SIGNALFD, 0));
    table.on(
        "SYSCALL_SIGNALFD4_X", event -> plain(event, FdType.SIGNALFD, (int) event.unsigned(1)));
    table.on(
        "SYSCALL_TIMERFD_CREATE_X", event -> plain(event, FdType.TIMERFD, (int) event.unsigned(2)));
    table.on("SYSCALL_INOTIFY_INIT_X", event -> plain(event, FdType.INOTIFY, 0));
    table.on(
        "SYSCALL_INOTIFY_INIT1_X", event -> plain(event, FdType.INOTIFY, (int) event.unsigned(1)));
    table.on("SYSCALL_EPOLL_CREATE_X", event -> plain(event, FdType.EVENTPOLL, 0));
    table.on(
        "SYSCALL_EPOLL_CREATE1_X",
        event ->
            plain(
                event,
                FdType.EVENTPOLL,
                (event.unsigned(1) & EPOLL_CLOEXEC) != 0 ? FdInfo.CLOSE_ON_EXEC : 0));
    table.on("SYSCALL_BPF_2_X", event -> plain(event, FdType.BPF, 0));
    table.on("SYSCALL_USERFAULTFD_X", event -> plain(event, FdType.USERFAULTFD, 0));
    table.on("SYSCALL_IO_URING_SETUP_X", event -> plain(event, FdType.IO_URING, 0));
  }

  private void open(SyscallEvent event) {
    ThreadInfo thread = event.thread();
    if (thread == null || event.returnValue() < 0) {
      return;
    }
    byte[] name = event.text(1);
    int flags = (int) event.unsigned(2);
    if (findEnter(event, 0)) {
      name = enterEvent.text(0);
      flags = withAddedFlags(enterEvent.unsigned(1), flags);
    }
    int device = event.has(4) ? (int) event.unsigned(4) : 0;
    long inode = event.has(4) && event.has(5) ? event.signed(5) : 0;
    opened(event, thread, thread.workingDirectory(), name, flags, device, inode);
  }

  private void creat(SyscallEvent event) {
    ThreadInfo thread = event.thread();
    if (thread == null || event.returnValue() < 0) {
      return;
    }
    byte[] name = event.text(1);
    if (findEnter(event, 0)) {
      name = enterEvent.text(0);
    }
    int flags = 0;
    long layers = event.unsigned(5);
    if ((layers & CREAT_UPPER_LAYER) != 0) {
      flags = UPPER_LAYER;
    } else if ((layers & CREAT_LOWER_LAYER) != 0) {
      flags = LOWER_LAYER;
    }
    int device = event.has(3) ? (int) event.unsigned(3) : 0;
    long inode = event.has(3) && event.has(4) ? event.signed(4) : 0;
    opened(event, thread, thread.workingDirectory(), name, flags, device, inode);
  }

  private void openat(SyscallEvent event, int deviceParameter) {
    ThreadInfo thread = event.thread();
    if (thread == null || event.returnValue() < 0) {
      return;
    }
    byte[] name = event.text(2);
    int flags = (int) event.unsigned(3);
    boolean hasDirectory = event.has(1);
    long directoryFd = event.signed(1);
    if (findEnter(event, 1)) {
      name = enterEvent.text(1);
      flags = withAddedFlags(enterEvent.unsigned(2), flags);
      hasDirectory = enterEvent.has(0);
      directoryFd = enterEvent.signed(0);
    }
    byte[] directory = hasDirectory ? thread.directoryFor(name, directoryFd) : NOTHING;
    boolean hasInode = event.has(deviceParameter + 1);
    opened(
        event,
        thread,
        directory,
        name,
        flags,
        hasInode ? (int) event.unsigned(deviceParameter) : 0,
        hasInode ? event.signed(deviceParameter + 1) : 0);
  }

  private static void openByHandle(SyscallEvent event) {
    ThreadInfo thread = event.thread();
    if (thread != null && event.returnValue() >= 0) {
      opened(
          event,
          thread,
          NOTHING,
          event.text(3),
          (int) event.unsigned(2),
          (int) event.unsigned(4),
          event.signed(5));
    }
  }

  private static void opened(
      SyscallEvent event,
      ThreadInfo thread,
      byte[] directory,
      byte[] name,
      int flags,
      int device,
      long inode) {
    FdInfo fd = new FdInfo();
    fd.type = (flags & OPEN_DIRECTORY) != 0 ? FdType.DIRECTORY : FdType.FILE_V2;
    fd.openFlags = flags;
    fd.device = device;
    fd.inode = inode;
    fd.rawName = name;
    fd.rename(PathText.join(directory, name));
    fd.overlayUpper = (flags & UPPER_LAYER) != 0;
    fd.overlayLower = (flags & LOWER_LAYER) != 0;
    event.setFd(thread.addFd(event.returnValue(), fd));
  }

  /**
   * Finds what was asked for, with its name: the memory that holds a name is often not there yet
   * when the call begins.
   */
  private boolean findEnter(SyscallEvent event, int nameParameter) {
    if (!engine.findEnter(event, enter)) {
      return false;
    }
    enterEvent.reset(enter, 0, 0);
    return isKnown(enterEvent.text(nameParameter));
  }

  private static boolean isKnown(byte[] name) {
    return !Arrays.equals(name, UNKNOWN);
  }

  /** The flags as asked for, with those that the recorder added when the file was open. */
  private static int withAddedFlags(long asked, int recorded) {
    return (int) asked | recorded & -FILE_CREATED;
  }

  private static void memfd(SyscallEvent event) {
    ThreadInfo thread = event.thread();
    if (thread == null || event.returnValue() < 0) {
      return;
    }
    FdInfo fd = new FdInfo();
    fd.type = FdType.MEMFD;
    fd.rename(event.text(1));
    fd.openFlags = (int) event.unsigned(2);
    event.setFd(thread.addFd(event.returnValue(), fd));
  }

  private static void pidfd(SyscallEvent event) {
    ThreadInfo thread = event.thread();
    if (thread == null || event.returnValue() < 0) {
      return;
    }
    FdInfo fd = new FdInfo();
    fd.type = FdType.PIDFD;
    fd.pid = event.signed(1);
    fd.rename(("/proc/" + fd.pid).getBytes(StandardCharsets.US_ASCII));
    fd.openFlags = (int) event.unsigned(2);
    event.setFd(thread.addFd(event.returnValue(), fd));
  }

  private void pidfdGetfd(SyscallEvent event) {
    ThreadInfo thread = event.thread();
    FdInfo process = thread == null ? null : thread.fd(event.signed(1));
    if (thread == null
        || process == null
        || process.type != FdType.PIDFD
        || event.returnValue() < 0) {
      return;
    }
    ThreadInfo target = state.threads().get(process.pid);
    FdInfo original = target == null ? null : target.fd(event.signed(2));
    if (original != null) {
      FdInfo copy = original.copy();
      copy.clearCloseOnExec();
      copy.openFlags |= FdInfo.CLOSE_ON_EXEC;
      event.setFd(thread.addFd(event.returnValue(), copy));
    }
  }

  private static void pipe(SyscallEvent event, int flags) {
    ThreadInfo thread = event.thread();
    if (thread == null || event.returnValue() < 0) {
      return;
    }
    for (int i = 1; i <= 2; i++) {
      FdInfo fd = new FdInfo();
      fd.type = FdType.FIFO;
      fd.inode = event.signed(3);
      fd.openFlags = flags;
      event.setFd(thread.addFd(event.signed(i), fd));
    }
  }

  private static void plain(SyscallEvent event, FdType type, int flags) {
    ThreadInfo thread = event.thread();
    if (thread == null || event.returnValue() < 0) {
      return;
    }
    FdInfo fd = new FdInfo();
    fd.type = type;
    fd.openFlags = flags;
    event.setFd(thread.addFd(event.returnValue(), fd));
  }

  private void close(SyscallEvent event) {
    ThreadInfo thread = event.thread();
    if (thread != null && event.fd() != null && event.returnValue() >= 0) {
      engine.closeFd(thread.tid, thread.lastEventFd);
    }
  }

  private static void closeRange(SyscallEvent event) {
    ThreadInfo thread = event.thread();
    FdTable fds = thread == null ? null : thread.fds();
    if (fds == null || event.returnValue() < 0) {
      return;
    }
    long first = event.unsigned(1);
    long last = event.unsigned(2);
    if ((event.unsigned(3) & CLOSE_RANGE_CLOEXEC) != 0) {
      fds.forEach(
          (number, fd) -> {
            if (number >= first && number <= last) {
              fd.openFlags |= FdInfo.CLOSE_ON_EXEC;
            }
          });
    } else {
      fds.closeRange(first, last);
    }
  }

  private static void fcntl(SyscallEvent event) {
    ThreadInfo thread = event.thread();
    FdInfo fd = event.fd();
    if (thread == null || fd == null || event.returnValue() < 0) {
      return;
    }
    int command = (int) event.unsigned(2);
    if (command == FCNTL_SETFD) {
      fd.clearCloseOnExec();
      if ((event.unsigned(3) & FD_CLOEXEC) != 0) {
        fd.openFlags |= FdInfo.CLOSE_ON_EXEC;
      }
    } else if (command == FCNTL_DUPFD || command == FCNTL_DUPFD_CLOEXEC) {
      FdInfo copy = fd.copy();
      copy.clearCloseOnExec();
      if (command == FCNTL_DUPFD_CLOEXEC) {
        copy.openFlags |= FdInfo.CLOSE_ON_EXEC;
      }
      event.setFd(thread.addFd(event.returnValue(), copy));
    }
  }

  private static void dup(SyscallEvent event, int flags) {
    ThreadInfo thread = event.thread();
    FdInfo fd = event.fd();
    long number = event.returnValue();
    if (thread == null || fd == null || number < 0) {
      return;
    }
    if (number == 0) {
      thread.flags |= ThreadInfo.PIPE_DESTINATION;
    } else if (number == 1) {
      thread.flags |= ThreadInfo.PIPE_SOURCE;
    }
    FdInfo copy = fd.copy();
    copy.clearCloseOnExec();
    copy.openFlags |= flags & FdInfo.CLOSE_ON_EXEC;
    event.setFd(thread.addFd(number, copy));
  }

  private static void chdir(SyscallEvent event) {
    ThreadInfo thread = event.thread();
    if (thread != null && event.returnValue() >= 0 && event.raw().parameterCount() > 1) {
      thread.changeDirectory(event.text(1));
    }
  }

  private static void fchdir(SyscallEvent event) {
    ThreadInfo thread = event.thread();
    FdInfo fd = event.fd();
    if (thread != null && fd != null && event.returnValue() >= 0) {
      thread.changeDirectory(fd.name);
    }
  }

  private void chroot(SyscallEvent event) {
    ThreadInfo thread = event.thread();
    if (thread == null || event.returnValue() != 0) {
      return;
    }
    byte[] path = event.text(1);
    boolean relative = path.length > 0 && path[0] != '/' && isKnown(path);
    thread.root =
        relative ? PathText.join(thread.workingDirectory(), path) : PrintableText.sanitize(path);
    state.assignContainer(thread);
  }
}
