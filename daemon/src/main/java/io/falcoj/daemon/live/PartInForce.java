// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import io.falcoj.daemon.FalcoException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A part and what it runs by now. */
final class PartInForce<S> {

  /** What its files are where it has none, or does not run. */
  private static final FileState NO_FILES = FileState.of(List.of());

  private final LivePart<S> part;
  private boolean begun;
  private @Nullable S settings;
  private FileState files = NO_FILES;

  PartInForce(LivePart<S> part) {
    this.part = part;
  }

  /**
   * What a configuration means for the part. Nothing changes yet.
   *
   * @throws FalcoException if it is not valid
   */
  Change prepare(RunLoader.Loaded loaded) throws FalcoException {
    S wanted = part.settings(loaded);
    FileState itsFiles = wanted == null ? NO_FILES : FileState.of(part.files(wanted));
    return new Change(wanted, itsFiles);
  }

  /** What is to become of the part. */
  final class Change {

    private final @Nullable S wanted;
    private final FileState itsFiles;

    private Change(@Nullable S wanted, FileState itsFiles) {
      this.wanted = wanted;
      this.itsFiles = itsFiles;
    }

    String part() {
      return part.name();
    }

    /** The files that the part is to run by. */
    FileState files() {
      return itsFiles;
    }

    /** Whether something is to be done at all. */
    boolean isNeeded() {
      return !begun || !Objects.equals(wanted, settings) || !itsFiles.equals(files);
    }

    /** Whether the part is to end. */
    boolean isEnd() {
      return wanted == null;
    }

    /** Whether it is no failure of the run that {@link #make} was not possible. */
    boolean mayBeMissing() {
      return part.mayBeMissing();
    }

    /**
     * Does it.
     *
     * @throws FalcoException if that is not possible
     */
    void make() throws FalcoException {
      if (wanted != null) {
        part.use(wanted);
      }
      begun = true;
      settings = wanted;
      files = itsFiles;
      if (wanted == null) {
        part.stop();
      }
    }
  }
}
