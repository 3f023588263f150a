// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when files, or the files of folders, are others than before: written, replaced, removed, or
 * reached by links that lead elsewhere, as those of a Kubernetes ConfigMap do when it changes. It
 * waits until writers have been quiet for a moment.
 *
 * <p>The system's notices only say that it is time to look; where it gives none, as for folders of
 * other machines, it is looked every few seconds.
 */
final class FileWatch implements Closeable {

  private static final long QUIET_MILLIS = 250;

  /** A file that is written to without a pause is looked at all the same. */
  private static final long LONGEST_NOISE_MILLIS = 5_000;

  private static final long LOOK_MILLIS = 5_000;
  private static final int MOST_LINKS = 40;
  private static final Logger LOGGER = LoggerFactory.getLogger(FileWatch.class);

  private final Runnable changed;
  private final @Nullable WatchService service;
  private final Map<Path, WatchKey> keys = new HashMap<>();
  private final Thread thread;
  private FileState state;

  /**
   * @param state how the files were when they were read
   * @param changed called after each change, on a thread of the watch
   */
  FileWatch(FileState state, Runnable changed) {
    this.state = state;
    this.changed = changed;
    this.service = newService();
    this.thread = new Thread(this::run, "falcoj-files");
    thread.setDaemon(true);
    register();
    thread.start();
  }

  private static @Nullable WatchService newService() {
    try {
      return FileSystems.getDefault().newWatchService();
    } catch (IOException e) {
      LOGGER.info("changed files are noticed some seconds late: {}", e.getMessage());
      return null;
    }
  }

  /**
   * Watches others from now on.
   *
   * @param newState how they were when they were read
   */
  synchronized void watch(FileState newState) {
    state = newState;
    register();
  }

  /** Ends; nothing is told any more once this returns, unless it is being told. */
  @Override
  public void close() {
    thread.interrupt();
    if (service != null) {
      try {
        service.close();
      } catch (IOException e) {
        LOGGER.debug("a watch for files could not be closed", e);
      }
    }
  }

  private void run() {
    try {
      // At first without a notice: what changed before there was a watch gives none.
      while (true) {
        if (hasChanged()) {
          changed.run();
        }
        if (awaitNotice(LOOK_MILLIS)) {
          awaitQuiet();
        }
      }
    } catch (InterruptedException | ClosedWatchServiceException e) {
      // Closed.
    }
  }

  /** Waits for a notice of the system; false if none came in time. */
  private boolean awaitNotice(long millis) throws InterruptedException {
    if (service == null) {
      Thread.sleep(millis);
      return false;
    }
    WatchKey key = service.poll(millis, TimeUnit.MILLISECONDS);
    if (key == null) {
      return false;
    }
    key.pollEvents();
    key.reset();
    return true;
  }

  private void awaitQuiet() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_NOISE_MILLIS);
    while (awaitNotice(QUIET_MILLIS) && System.nanoTime() - end < 0) {
      // Somebody still writes.
    }
  }

  private synchronized boolean hasChanged() {
    register();
    FileState now = FileState.of(state.paths());
    if (now.equals(state)) {
      return false;
    }
    state = now;
    return true;
  }

  /** Asks for notices of the folders in which a change of the paths shows. */
  private synchronized void register() {
    if (service == null) {
      return;
    }
    Set<Path> folders = new TreeSet<>();
    for (Path path : state.paths()) {
      addFolders(path.toAbsolutePath().normalize(), folders, MOST_LINKS);
    }
    keys.entrySet()
        .removeIf(
            entry -> {
              boolean isGone = !entry.getValue().isValid() || !folders.contains(entry.getKey());
              if (isGone) {
                entry.getValue().cancel();
              }
              return isGone;
            });
    for (Path folder : folders) {
      // Again also where there is a key: the path may lead to another folder now.
      register(folder, service);
    }
  }

  private void register(Path folder, WatchService notices) {
    try {
      WatchKey key =
          folder.register(
              notices,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_DELETE,
              StandardWatchEventKinds.ENTRY_MODIFY);
      WatchKey before = keys.put(folder, key);
      if (before != null && before != key) {
        before.cancel();
      }
    } catch (ClosedWatchServiceException e) {
      // Nobody waits for notices any more.
    } catch (IOException e) {
      LOGGER.debug("no notices of the folder {}: {}", folder, e.getMessage());
    }
  }

  /** The folder of a path, the path itself if it is one, and the same for where links lead. */
  private static void addFolders(Path path, Set<Path> folders, int mostLinks) {
    if (mostLinks == 0) {
      return;
    }
    if (Files.isDirectory(path)) {
      folders.add(path);
    }
    for (Path part = path; part.getParent() != null; part = part.getParent()) {
      boolean isLink = Files.isSymbolicLink(part);
      if ((isLink || part.equals(path)) && Files.isDirectory(part.getParent())) {
        folders.add(part.getParent());
      }
      if (isLink) {
        try {
          Path target = part.resolveSibling(Files.readSymbolicLink(part));
          addFolders(target.resolve(part.relativize(path)).normalize(), folders, mostLinks - 1);
        } catch (IOException e) {
          LOGGER.debug("no link any more: {}", part);
        }
        return;
      }
    }
  }
}
