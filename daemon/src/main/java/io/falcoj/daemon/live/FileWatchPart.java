// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import io.falcoj.daemon.config.ConfigKeys;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whether changed files are read anew. */
final class FileWatchPart implements LivePart<Boolean> {

  private final Supplier<FileState> files;
  private final Runnable changed;
  private FileState watched = FileState.of(List.of());
  private @Nullable FileWatch watch;

  /**
   * @param files how those that count were when they were read
   * @param changed called whenever they change
   */
  FileWatchPart(Supplier<FileState> files, Runnable changed) {
    this.files = files;
    this.changed = changed;
  }

  @Override
  public String name() {
    return "watch_config_files";
  }

  @Override
  public @Nullable Boolean settings(RunLoader.Loaded loaded) {
    return loaded.config().get(ConfigKeys.WATCH_CONFIG_FILES) ? Boolean.TRUE : null;
  }

  @Override
  public void use(Boolean wanted) {
    watched = files.get();
    watch = new FileWatch(watched, changed);
  }

  /** Others may be to be watched: not if what was read was broken. */
  void filesChanged() {
    FileState now = files.get();
    if (watch != null && now != watched) {
      watched = now;
      watch.watch(now);
    }
  }

  @Override
  public void stop() {
    if (watch != null) {
      watch.close();
      watch = null;
    }
  }
}
