// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Alerts that wait for one output: any number of threads bring them, one takes them. */
final class LineQueue {

  /** As many bytes are taken together where that is wanted. */
  private static final int TOGETHER = 1 << 16;

  /** Lines whose turn it is to be written, and who waits for that. */
  record Entry(AlertLines lines, Delivery delivery) {}

  private long capacity;
  private final long capacityBytes;
  private final Queue<Entry> entries = new ArrayDeque<>();

  /** How many alerts and bytes are here or taken and not done. */
  private long count;

  private long bytes;
  private boolean closed;
  private boolean woken;

  /**
   * @param capacity how many alerts may wait
   * @param capacityBytes how many bytes of alerts may wait
   */
  LineQueue(long capacity, long capacityBytes) {
    this.capacity = capacity;
    this.capacityBytes = capacityBytes;
  }

  /** From now on so many alerts may wait. */
  synchronized void setCapacity(long alerts) {
    capacity = alerts;
    notifyAll();
  }

  /** Whether lines can wait here; those that are too large for any queue wait alone. */
  synchronized boolean hasRoomFor(AlertLines lines) {
    return count == 0
        || closed
        || (count + lines.count() <= capacity && bytes + lines.length() <= capacityBytes);
  }

  /** How many bytes wait or are being written. */
  synchronized long bytes() {
    return bytes;
  }

  /** Waits until there is room. */
  synchronized void awaitRoomFor(AlertLines lines) throws InterruptedException {
    while (!hasRoomFor(lines)) {
      wait();
    }
  }

  /**
   * Lets lines wait, whether there is room or not.
   *
   * @return whether they wait; not if the queue is closed
   */
  synchronized boolean add(Entry entry) {
    if (closed) {
      return false;
    }
    entries.add(entry);
    count += entry.lines.count();
    bytes += entry.lines.length();
    notifyAll();
    return true;
  }

  /**
   * Waits for lines and takes them.
   *
   * @param together whether to take all that can be written together
   * @return nothing when the queue was woken, or is closed and empty
   */
  synchronized List<Entry> take(boolean together) throws InterruptedException {
    while (entries.isEmpty() && !closed && !woken) {
      wait();
    }
    woken = false;
    List<Entry> taken = new ArrayList<>();
    long length = 0;
    while (!entries.isEmpty() && (taken.isEmpty() || (together && length < TOGETHER))) {
      Entry entry = entries.remove();
      length += entry.lines.length();
      taken.add(entry);
    }
    return taken;
  }

  /** The lines of an entry wait no longer. */
  synchronized void done(Entry entry) {
    count -= entry.lines.count();
    bytes -= entry.lines.length();
    notifyAll();
  }

  /** Whether nothing is left to take. */
  synchronized boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Waits until all lines are done. */
  synchronized void awaitDone() throws InterruptedException {
    while (count > 0) {
      wait();
    }
  }

  /** Ends a wait for lines without any. */
  synchronized void wake() {
    woken = true;
    notifyAll();
  }

  /** Takes no more lines. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /**
   * Takes no more lines and gives up those that wait.
   *
   * @return how many alerts these were
   */
  synchronized long discard(IOException reason) {
    close();
    long discarded = 0;
    for (Entry entry : entries) {
      discarded += entry.lines.count();
      done(entry);
      entry.delivery.failed(reason);
    }
    entries.clear();
    return discarded;
  }

  /** How many alerts wait or are being written. */
  synchronized long count() {
    return count;
  }
}
