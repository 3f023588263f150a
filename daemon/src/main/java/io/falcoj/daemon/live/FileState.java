// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which versions of some files there were at a moment; equal to another if no file was changed,
 * replaced, added or removed, and every link led to the same. Taken before the files are read, it
 * misses no change.
 *
 * @param paths files and folders, which need not exist
 * @param versions of the files, those in the folders included
 */
public record FileState(List<Path> paths, Map<Path, String> versions) {

  private static final String ABSENT = "absent";
  private static final String FOLDER = "folder";

  public FileState {
    paths = List.copyOf(paths);
    versions = Collections.unmodifiableMap(new TreeMap<>(versions));
  }

  /** How files are now. */
  public static FileState of(Collection<Path> paths) {
    Map<Path, String> versions = new TreeMap<>();
    for (Path path : paths) {
      versions.put(path, versionOf(path));
      for (Path file : filesIn(path)) {
        versions.put(file, versionOf(file));
      }
    }
    return new FileState(List.copyOf(paths), versions);
  }

  /** These files and others. */
  public FileState and(FileState other) {
    List<Path> allPaths = new ArrayList<>(paths);
    allPaths.addAll(other.paths);
    Map<Path, String> allVersions = new TreeMap<>(other.versions);
    allVersions.putAll(versions);
    return new FileState(allPaths, allVersions);
  }

  private static List<Path> filesIn(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static String versionOf(Path path) {
    try {
      Path real = path.toRealPath();
      BasicFileAttributes file = Files.readAttributes(real, BasicFileAttributes.class);
      return file.isDirectory()
          ? FOLDER
          : "%s %s %s %s".formatted(real, file.fileKey(), file.size(), file.lastModifiedTime());
    } catch (IOException e) {
      return ABSENT;
    }
  }
}
