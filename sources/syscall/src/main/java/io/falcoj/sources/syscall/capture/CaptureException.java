// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import java.io.IOException;

/** A capture cannot be read on; the events before the place are good. */
public final class CaptureException extends IOException {

  private static final long serialVersionUID = 1L;

  private final long offset;
  private final boolean truncated;

  /**
   * @param message what is wrong, without the place
   * @param offset where, in bytes of the uncompressed capture
   * @param truncated whether the capture just ends in the middle of a block
   */
  CaptureException(String message, long offset, boolean truncated) {
    super(message + " at byte " + offset);
    this.offset = offset;
    this.truncated = truncated;
  }

  /** Where the capture stops making sense, in bytes of the uncompressed capture. */
  public long offset() {
    return offset;
  }

  /** Whether the capture just ends, as one does whose recorder was killed. */
  public boolean isTruncated() {
    return truncated;
  }
}
