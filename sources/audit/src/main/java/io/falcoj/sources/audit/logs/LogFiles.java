// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.logs;

import io.falcoj.sources.audit.event.Rfc3339;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the logs that inputs name. A folder stands for the logs in it and below, in the order of
 * their first events: names of rotated logs sort in too many ways.
 */
public final class LogFiles {

  private static final Logger LOGGER = LoggerFactory.getLogger(LogFiles.class);

  /** How deep folders are searched: exports of clouds have a folder for each hour. */
  private static final int MAX_DEPTH = 16;

  private LogFiles() {}

  /**
   * The logs in the order in which they are to be read.
   *
   * @throws IOException if an input does not exist or cannot be opened, or a folder has no logs
   */
  public static List<LogFile> find(List<String> inputs) throws IOException {
    List<LogFile> files = new ArrayList<>();
    for (String input : inputs) {
      if (input.equals(LogFile.STANDARD_INPUT)) {
        files.add(new LogFile(input, null, -1));
        continue;
      }
      Path path = path(input);
      if (Files.isDirectory(path)) {
        files.addAll(findBelow(path));
      } else {
        LogFile file = LogFile.of(path);
        if (file.size() >= 0 || !Files.exists(path)) {
          file.open(InputStream.nullInputStream()).close();
        }
        files.add(file);
      }
    }
    return files;
  }

  private static Path path(String input) throws IOException {
    try {
      return Path.of(input);
    } catch (InvalidPathException e) {
      throw new IOException(input + ": not the name of a file", e);
    }
  }

  private static List<LogFile> findBelow(Path folder) throws IOException {
    List<DatedLog> logs = new ArrayList<>();
    for (Path path : filesBelow(folder)) {
      LogFile file = LogFile.of(path);
      LogBeginning beginning = LogBeginning.read(file);
      if (beginning.isLog()) {
        long time =
            beginning.timestampNanos() == Rfc3339.INVALID
                ? Files.getLastModifiedTime(path).toMillis() * 1_000_000
                : beginning.timestampNanos();
        logs.add(new DatedLog(file, time));
      } else {
        LOGGER.warn("{}: passed over, does not begin as an audit log", file.name());
      }
    }
    if (logs.isEmpty()) {
      throw new IOException(folder + ": no audit logs in this folder");
    }
    logs.sort(Comparator.comparingLong(DatedLog::timestampNanos));
    return logs.stream().map(DatedLog::file).toList();
  }

  /** In the order of names, so that what has the same time stays in it. */
  private static List<Path> filesBelow(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder, MAX_DEPTH)) {
      return paths.filter(path -> Files.isRegularFile(path) && !isHidden(path)).sorted().toList();
    } catch (UncheckedIOException e) {
      throw new IOException(folder + ": cannot be read: " + Objects.requireNonNull(e.getCause()).getMessage(), e);
    }
  }

  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }

  private record DatedLog(LogFile file, long timestampNanos) {}
}
