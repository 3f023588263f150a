// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import io.falcoj.outputs.spool.Spool;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Has alerts for an output kept in its spool; {@link SpoolSender} takes them from there. */
final class SpoolAppender implements Output {

  private static final int BUFFER = 1 << 16;

  private final String name;
  private final Spool spool;
  private ByteBuffer records = ByteBuffer.allocate(BUFFER);

  SpoolAppender(String name, Spool spool) {
    this.name = name;
    this.spool = spool;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int write(AlertLines lines, int first) throws IOException {
    int length = lines.line(first).remaining();
    if (length > Spool.MAX_CONTENT) {
      throw new RefusedAlertException("an alert of " + length + " bytes is too long for the spool");
    }
    int next = first;
    if (records.capacity() > BUFFER) {
      records = ByteBuffer.allocate(BUFFER);
    }
    records.clear();
    while (next < lines.count() && fits(lines.line(next))) {
      Spool.put(records, (byte) lines.priority(next).ordinal(), lines.line(next));
      next++;
    }
    spool.append(records.flip());
    return next - first;
  }

  /** Whether the buffer has room for a line; an empty one is made large enough. */
  private boolean fits(ByteBuffer line) {
    int size = Spool.size(line);
    if (records.position() == 0 && size > records.capacity()) {
      records = ByteBuffer.allocate(size);
    }
    return size <= records.remaining();
  }

  @Override
  public void flush() throws IOException {
    spool.sync();
  }

  @Override
  public boolean hasRoomFor(long alerts, long bytes) {
    return spool.hasRoomFor(alerts, bytes);
  }

  @Override
  public void close() {
    // The spool is closed by who reads it.
  }
}
