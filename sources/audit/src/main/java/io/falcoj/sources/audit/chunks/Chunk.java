// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.chunks;

import io.falcoj.json.JsonScanner;
import io.falcoj.sources.audit.problems.ReadProblem;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A piece of an input that begins and ends between records, with its place in the input. Filled by
 * the reading thread, then owned by the worker that decodes it.
 */
public final class Chunk {

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

  public Chunk(int capacity) {
    bytes = new byte[capacity + JsonScanner.SLACK];
  }

  /** Position among all chunks, from 0. */
  public long sequence() {
    return sequence;
  }

  /** Sets the position among all chunks. */
  public void setSequence(long newSequence) {
    sequence = newSequence;
  }

  /** Says when the text came, in nanoseconds since the epoch. */
  public void setArrival(long nanos) {
    arrivalNanos = nanos;
  }

  /** Name of the file, as it was given. */
  public String file() {
    return file;
  }

  /** The first bytes of the file, a few of them. */
  public byte[] beginning() {
    return beginning;
  }

  /** Whether the line count starts again with this chunk. */
  public boolean isFirstOfFile() {
    return firstOfFile;
  }

  /** Whether the file ends with this chunk. */
  public boolean isLastOfFile() {
    return lastOfFile;
  }

  /** Line feeds between the chunk before and this one that no worker sees. */
  public long skippedNewlines() {
    return skippedNewlines;
  }

  /** Bytes of text that the chunk stands for: its own, and those skipped before it. */
  public long textBytes() {
    return skippedBytes + end - start;
  }

  /** Bytes of all inputs, as they are stored, that were read up to here. */
  public long inputBytes() {
    return inputBytes;
  }

  /** Whether the buffer was made larger than others are, until it is given back. */
  public boolean isGrown() {
    return grown;
  }

  /** Makes it empty, with room for {@code capacity} bytes; another buffer is given back. */
  void clear(int capacity) {
    if (bytes.length != capacity + JsonScanner.SLACK) {
      bytes = new byte[capacity + JsonScanner.SLACK];
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
  public void giveBack() {
    grown = false;
    bytes = new byte[JsonScanner.SLACK];
  }

  /** Bytes of text that fit. */
  public int capacity() {
    return bytes.length - JsonScanner.SLACK;
  }

  /** Makes room for {@code capacity} bytes. */
  void grow(int capacity) {
    bytes = Arrays.copyOf(bytes, capacity + JsonScanner.SLACK);
  }
}
