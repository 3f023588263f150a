// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.chunks;

import io.falcoj.sources.audit.problems.ReadNote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is to be said of the events of a chunk that were read: counted, with the first example. */
final class ChunkNotes {

  private static final ReadNote.Kind[] KINDS = ReadNote.Kind.values();

  private final long[] events = new long[KINDS.length];
  private final long[] lines = new long[KINDS.length];
  private final String[] examples = new String[KINDS.length];
  private Chunk chunk = new Chunk(0);

  void begin(Chunk next) {
    chunk = next;
    Arrays.fill(events, 0);
  }

  /** Counts one more event; false if it is the first of its kind, which is to be {@link #add}ed. */
  boolean count(ReadNote.Kind kind) {
    if (events[kind.ordinal()] == 0) {
      return false;
    }
    events[kind.ordinal()]++;
    return true;
  }

  /**
   * Adds the first event of a kind.
   *
   * @param line of the record, counted from the chunk's first
   */
  void add(ReadNote.Kind kind, long line, String example) {
    int index = kind.ordinal();
    events[index] = 1;
    lines[index] = line;
    examples[index] = example;
  }

  /** One note of each kind that there was. */
  List<ReadNote> all() {
    List<ReadNote> notes = new ArrayList<>();
    for (ReadNote.Kind kind : KINDS) {
      int index = kind.ordinal();
      if (events[index] > 0) {
        notes.add(new ReadNote(kind, chunk.file, lines[index], events[index], 1, examples[index]));
      }
    }
    return notes;
  }
}
