// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A piece of an input that begins and ends between records, with its place in the input. Filled by
 * the reading thread, then owned by the worker that decodes it.
 */
final class Chunk {

  /** Bytes behind the text that scanners may overwrite. */
  static final int SLACK = 16;

  /** Position among all chunks, from 0. */
  long sequence;

  /** Name of the file, as it was given. */
  String file = "";

  /** Whether the line count starts again with this chunk. */
  boolean firstOfFile;

  /** Whether the file ends with this chunk. */
  boolean lastOfFile;

  /** Whether the file is an export whose lines begin with a time. */
  boolean export;

  /** Whether the text is elements of a list, with commas between them, rather than documents. */
  boolean elements;

  /** The first bytes of the file, a few of them. */
  byte[] beginning = {};

  /** When the text came, in nanoseconds since the epoch; 0 if it was recorded before. */
  long arrivalNanos;

  byte[] bytes;

  /** Where the text begins in {@link #bytes}. */
  int start;

  /** Where the text ends. */
  int end;

  /** Line feeds between the chunk before and this one that no worker sees. */
  long skippedNewlines;

  /** Bytes of the first line that come before this chunk. */
  long startColumn;

  /** Bytes of text that the reader itself skipped before this chunk. */
  long skippedBytes;

  /** Bytes of all inputs, as they are stored, that were read up to here. */
  long inputBytes;

  /** Whether the buffer was made larger than others are, until it is given back. */
  boolean grown;

  /** What the reader tells before the chunk's records; lines are counted from its first one. */
  @Nullable ReadProblem problem;

  /**
   * Why the file ends with this chunk though it should not; told of the record that is cut, or by
   * itself if none is.
   */
  @Nullable String cutReason;

  Chunk(int capacity) {
    bytes = new byte[capacity + SLACK];
  }

  /** Makes it empty, with room for {@code capacity} bytes; another buffer is given back. */
  void clear(int capacity) {
    if (bytes.length != capacity + SLACK) {
      bytes = new byte[capacity + SLACK];
    }
    firstOfFile = false;
    lastOfFile = false;
    elements = false;
    export = false;
    start = 0;
    end = 0;
    skippedNewlines = 0;
    startColumn = 0;
    skippedBytes = 0;
    problem = null;
    cutReason = null;
  }

  /** Lets go of a buffer that was made larger; {@link #clear} makes another one. */
  void giveBack() {
    grown = false;
    bytes = new byte[SLACK];
  }

  /** Bytes of text that fit. */
  int capacity() {
    return bytes.length - SLACK;
  }

  /** Makes room for {@code capacity} bytes. */
  void grow(int capacity) {
    bytes = Arrays.copyOf(bytes, capacity + SLACK);
  }
}
