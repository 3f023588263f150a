// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.http;

/**
 * What the server waits for on one connection of a client. Times are those of one clock, in
 * nanoseconds. Thread-safe.
 */
final class ClientConnection {

  private enum State {
    /** A handshake, or the head of a request, of which something may have come. */
    HEAD,
    /** The first byte of the next request. */
    QUIET,
    /** Nothing: the request is being handled. */
    ASKED,
    /** The end of a request whose answer has begun: the client may still send or not yet read. */
    ANSWERED
  }

  private State state = State.HEAD;
  private long since;
  private long bytesBefore;

  ClientConnection(long opened) {
    since = opened;
  }

  /** The head of a request has come. */
  synchronized void asked() {
    state = State.ASKED;
  }

  /** The answer to the request has begun. */
  synchronized void answered(long now) {
    if (state == State.ASKED) {
      state = State.ANSWERED;
      since = now;
    }
  }

  /**
   * The request and its answer are complete.
   *
   * @param bytesIn that came on the connection so far
   */
  synchronized void quiet(long now, long bytesIn) {
    state = State.QUIET;
    since = now;
    bytesBefore = bytesIn;
  }

  /**
   * Whether the client takes longer for a head, or for the handshake. Behind the first request time
   * counts from when the first byte of the next was seen here.
   */
  synchronized boolean isSlow(long now, long bytesIn, long timeout) {
    if (state == State.QUIET && bytesIn > bytesBefore) {
      state = State.HEAD;
      since = now;
    }
    return state == State.HEAD && now - since > timeout;
  }

  /** How long the server has waited for the client; -1 while it is the client who waits. */
  synchronized long waited(long now) {
    return state == State.ASKED ? -1 : Math.max(0, now - since);
  }
}
