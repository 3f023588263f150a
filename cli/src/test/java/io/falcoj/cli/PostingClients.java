// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that post one event after another, as API servers do: what is not answered with 200 is
 * posted again, wherever the webhook is then.
 */
final class PostingClients implements AutoCloseable {

  private static final int CLIENTS = 2;

  private final Poster poster;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final List<Future<?>> running = new ArrayList<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
  private final ConcurrentHashMap<String, Boolean> accepted = new ConcurrentHashMap<>();
  private volatile boolean ended;
  private volatile boolean closed;

  private PostingClients(Poster poster) {
    this.poster = poster;
  }

  /** Posts a body to the webhook. */
  @FunctionalInterface
  interface Poster {

    /** The status of the answer. */
    int post(String body) throws IOException;
  }

  /** Begins to post. */
  static PostingClients start(Poster poster) {
    PostingClients clients = new PostingClients(poster);
    for (int client = 0; client < CLIENTS; client++) {
      clients.running.add(clients.threads.submit(clients::post));
    }
    return clients;
  }

  private Void post() {
    while (!ended) {
      String name = "event-" + next.incrementAndGet() + ".";
      String body = AuditLogText.event(name);
      while (!isAccepted(body)) {
        refused.incrementAndGet();
        pause();
        if (closed) {
          return null;
        }
      }
      accepted.put(name, true);
      pause();
    }
    return null;
  }

  private boolean isAccepted(String body) {
    try {
      return poster.post(body) == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(2);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** How many events were answered with 200 so far. */
  int count() {
    return accepted.size();
  }

  /** How often an event was not answered with 200. */
  int refused() {
    return refused.get();
  }

  /** Ends, and tells the names of all events, each of which was answered with 200. */
  List<String> finish() throws Exception {
    ended = true;
    for (Future<?> client : running) {
      client.get();
    }
    threads.shutdown();
    return List.copyOf(accepted.keySet());
  }

  /** Ends, whether all events were answered or not. */
  @Override
  public void close() {
    ended = true;
    closed = true;
    threads.shutdown();
  }
}
