// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An output that a test opens, blocks and breaks. It takes a line at a time, and remembers it. */
final class GatedOutput implements Output {

  private final String name;
  private final int retries;
  private final List<String> lines = new ArrayList<>();
  private boolean blocked;
  private boolean closed;
  private int tries;
  private int reopened;
  private @Nullable Supplier<IOException> failure;

  GatedOutput(String name, int retries) {
    this.name = name;
    this.retries = retries;
  }

  static GatedOutput open() {
    return new GatedOutput("test", 0);
  }

  static GatedOutput blocked() {
    return blocked("blocked", 0);
  }

  static GatedOutput blocked(String name, int retries) {
    GatedOutput output = new GatedOutput(name, retries);
    output.blocked = true;
    return output;
  }

  synchronized void unblock() {
    blocked = false;
    notifyAll();
  }

  /** Has every write fail from now on; with null, none. */
  synchronized void failWith(@Nullable Supplier<IOException> reason) {
    failure = reason;
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  synchronized boolean isClosed() {
    return closed;
  }

  synchronized int tries() {
    return tries;
  }

  synchronized int reopened() {
    return reopened;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int retries() {
    return retries;
  }

  @Override
  public synchronized int write(AlertLines batch, int first) throws IOException {
    tries++;
    notifyAll();
    try {
      while (blocked && !closed) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
    if (failure != null) {
      throw failure.get();
    }
    lines.add(TestLines.texts(batch, first).get(0));
    return 1;
  }

  /** Waits until something is being written. */
  synchronized void awaitTry() throws InterruptedException {
    while (tries == 0) {
      wait();
    }
  }

  @Override
  public synchronized void reopen() {
    reopened++;
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
