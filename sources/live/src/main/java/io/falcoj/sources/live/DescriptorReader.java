// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import io.falcoj.sources.syscall.state.FdBuilder;
import io.falcoj.sources.syscall.state.FdType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the open file descriptors of a process. Follows the scan of libs 0.25, but keeps of every
 * kind of descriptor whether it closes when another program is run.
 */
final class DescriptorReader {

  private static final int MAX_INFO = 512;
  private static final int OCTAL = 8;
  private static final String SOCKET = "socket:[";
  private static final String PIPE = "pipe:[";
  private static final String ANONYMOUS = "anon_inode:";
  private static final String MEMFD = "/memfd:";

  private static final Map<String, FdType> ANONYMOUS_TYPES =
      Map.ofEntries(
          Map.entry("[eventfd]", FdType.EVENT),
          Map.entry("[eventpoll]", FdType.EVENTPOLL),
          Map.entry("inotify", FdType.INOTIFY),
          Map.entry("[signalfd]", FdType.SIGNALFD),
          Map.entry("[timerfd]", FdType.TIMERFD),
          Map.entry("[io_uring]", FdType.IO_URING),
          Map.entry("[userfaultfd]", FdType.USERFAULTFD),
          Map.entry("[pidfd]", FdType.PIDFD),
          Map.entry("bpf-map", FdType.BPF),
          Map.entry("bpf-prog", FdType.BPF),
          Map.entry("bpf-link", FdType.BPF),
          Map.entry("bpf_iter", FdType.BPF));

  private final ProcFiles files;
  private final OpenFlags openFlags;
  private final int limit;

  /**
   * @param limit most descriptors that are read of one process
   */
  DescriptorReader(ProcFiles files, OpenFlags openFlags, int limit) {
    this.files = files;
    this.openFlags = openFlags;
    this.limit = limit;
  }

  /**
   * The descriptors of a process, as far as they can be read. Sockets have the type {@link
   * FdType#UNKNOWN} and their inode.
   *
   * @param directory of the process, with a separator at its end
   */
  List<FdBuilder> read(String directory) {
    List<FdBuilder> fds = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of(directory, "fd"))) {
      for (Path entry : entries) {
        FdBuilder fd = readOne(directory, entry.getFileName().toString());
        if (fd != null) {
          fds.add(fd);
        }
        if (fds.size() >= limit) {
          break;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // The process has gone, or may not be looked at: what was read stays.
      return fds;
    }
    return fds;
  }

  private @Nullable FdBuilder readOne(String directory, String number) {
    long fd = ProcText.number(number);
    String path = directory + "fd/" + number;
    byte[] name = files.readLink(path);
    if (fd < 0 || name.length == 0) {
      return null;
    }
    FdBuilder info = new FdBuilder();
    info.fd(fd);
    readInfo(info, files.readText(directory + "fdinfo/" + number, MAX_INFO));
    String target = new String(name, StandardCharsets.ISO_8859_1);
    if (target.startsWith(SOCKET)) {
      info.inode(inode(target, SOCKET));
    } else if (target.startsWith(PIPE)) {
      info.type(FdType.FIFO);
      info.inode(inode(target, PIPE));
      info.name(name);
    } else if (target.startsWith(ANONYMOUS)) {
      info.type(
          ANONYMOUS_TYPES.getOrDefault(target.substring(ANONYMOUS.length()), FdType.UNSUPPORTED));
    } else if (target.startsWith(MEMFD)) {
      info.type(FdType.MEMFD);
      info.name(name);
    } else {
      setFile(info, path, name);
    }
    return info;
  }

  private void setFile(FdBuilder info, String path, byte[] name) {
    info.name(name);
    info.type(FdType.FILE_V2);
    if (!files.lookUp(path)) {
      return;
    }
    info.inode(files.inode());
    info.device(files.device());
    if (files.isDirectory()) {
      info.type(FdType.DIRECTORY);
    } else if (files.isFifo()) {
      info.type(FdType.FIFO);
    } else if (files.isSocket()) {
      info.type(FdType.UNSUPPORTED);
    }
  }

  private void readInfo(FdBuilder info, String text) {
    for (String line : text.split("\n")) {
      String[] words = ProcText.words(line);
      if (words.length < 2) {
        continue;
      }
      if (words[0].equals("flags:")) {
        info.openFlags(openFlags.encode(parse(words[1], OCTAL)));
      } else if (words[0].equals("mnt_id:")) {
        info.mountId((int) parse(words[1], 10));
      } else if (words[0].equals("ino:")) {
        info.inode(parse(words[1], 10));
      } else if (words[0].equals("Pid:")) {
        info.pid(parse(words[1], 10));
      }
    }
  }

  private static long inode(String target, String prefix) {
    int end = target.indexOf(']', prefix.length());
    return end < 0 ? 0 : parse(target.substring(prefix.length(), end), 10);
  }

  private static long parse(String text, int radix) {
    try {
      return Long.parseLong(text, radix);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
