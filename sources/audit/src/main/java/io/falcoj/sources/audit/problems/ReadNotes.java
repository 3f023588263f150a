// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.problems;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Folds what is to be said of events into one note of each kind. */
public final class ReadNotes {

  private final Map<ReadNote.Kind, ReadNote> notes = new EnumMap<>(ReadNote.Kind.class);
  private final Map<ReadNote.Kind, String> lastFiles = new EnumMap<>(ReadNote.Kind.class);

  /** Adds a note; those of a file come one after another. */
  public void add(ReadNote note) {
    String lastFile = lastFiles.put(note.kind(), note.file());
    notes.merge(note.kind(), note, (all, later) -> all.and(later, later.file().equals(lastFile)));
  }

  /** One note of each kind that there was. */
  public List<ReadNote> all() {
    return new ArrayList<>(notes.values());
  }
}
