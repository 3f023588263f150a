// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.webhook;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Components;

/**
 * Places for the bodies that are read at the same time, given in the order in which requests come.
 * Who waits for one holds no thread, and gets it within about a second, whatever the clients of
 * the others do: bodies that come slowly give way, and of those that take their time, but for the
 * ones that end soon, as many as a quarter of the places go on, the fastest. So some always come to
 * their end. Thread-safe.
 */
final class BodyPlaces {

  /** So long a body is waited for whatever its speed. */
  private static final long GRACE_NANOS = 1_000_000_000L;

  /** Of so many places one is left to those that take longer, but come fast enough. */
  private static final int PLACES_PER_LASTING = 4;

  private static final long LOOK_MILLIS = 20;

  private static final long REFUSE_MILLIS = 100;

  /** So many may wait for each place. */
  private static final int WAITING_PER_PLACE = 4;

  private final int places;
  private final int mostWaiting;
  private final long patienceNanos;
  private final Queue<Waiting> queue = new ArrayDeque<>();
  private final Set<RequestBody> reading = new LinkedHashSet<>();
  private int free;
  private boolean looking;

  /** What becomes of a request that waits. One of them is called, once. */
  interface Turn {

    /** It has a place, which is to be {@link #release}d. */
    void take();

    /** There was none. */
    void refuse();

    /** Nothing can be done any more. */
    void fail(Throwable cause);
  }

  private record Waiting(Turn turn, Components components, long since) {

    /** Calls the turn on a thread of its own; false if that is not possible any more. */
    boolean begin(Runnable step) {
      try {
        components.getExecutor().execute(step);
        return true;
      } catch (RejectedExecutionException e) {
        turn.fail(e);
        return false;
      }
    }
  }

  BodyPlaces(WebhookOptions options) {
    places = options.capacity().maxBodies();
    // Where all connections waited, none could be taken from anybody.
    mostWaiting =
        Math.max(
            1, Math.min(WAITING_PER_PLACE * places, options.capacity().maxConnections() / 2));
    patienceNanos = options.patience().place().toNanos();
    free = places;
  }

  /** How many are taken. */
  synchronized int taken() {
    return places - free;
  }

  /** Takes a place, if there is one that nobody waits for. */
  synchronized boolean tryTake() {
    if (free == 0 || !queue.isEmpty()) {
      return false;
    }
    free--;
    return true;
  }

  /** Waits for a place, or only for a moment where too many wait for one already. */
  void await(Turn turn, Components components) {
    Waiting waiting = new Waiting(turn, components, System.nanoTime());
    boolean isRoom;
    synchronized (this) {
      isRoom = queue.size() < mostWaiting;
      if (isRoom) {
        queue.add(waiting);
      }
    }
    if (isRoom) {
      // A place may have become free since it was asked for.
      giveFree();
      lookAgain(components);
    } else {
      // Clients that come back at once whatever they are told would else take all the time.
      Runnable refuse = () -> waiting.begin(turn::refuse);
      components.getScheduler().schedule(refuse, REFUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Gives a place to who has waited for one longest. */
  void release() {
    synchronized (this) {
      free++;
    }
    giveFree();
  }

  private void giveFree() {
    while (true) {
      Waiting next;
      synchronized (this) {
        if (free == 0 || queue.isEmpty()) {
          return;
        }
        free--;
        next = queue.remove();
      }
      if (!next.begin(next.turn()::take)) {
        synchronized (this) {
          free++;
        }
      }
    }
  }

  /** A body that has a place is being read from now on. */
  synchronized void begin(RequestBody body) {
    reading.add(body);
  }

  synchronized void end(RequestBody body) {
    reading.remove(body);
  }

  private void lookAgain(Components components) {
    synchronized (this) {
      if (looking || queue.isEmpty()) {
        return;
      }
      looking = true;
    }
    components
        .getScheduler()
        .schedule(() -> look(components), LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Sees to it that those who wait have their turn. */
  private void look(Components components) {
    List<Waiting> over = new ArrayList<>();
    List<RequestBody> slow;
    synchronized (this) {
      looking = false;
      long now = System.nanoTime();
      while (!queue.isEmpty() && now - queue.peek().since() > patienceNanos) {
        over.add(queue.remove());
      }
      slow = slowOnes(reading, queue.size(), places);
    }
    for (Waiting waiting : over) {
      waiting.begin(waiting.turn()::refuse);
    }
    slow.forEach(RequestBody::giveWay);
    lookAgain(components);
  }

  /**
   * Those that are to give way now: the slowest ones of those that were waited for some time.
   *
   * @param waiting how many requests wait for a place
   */
  static List<RequestBody> slowOnes(Collection<RequestBody> reading, int waiting, int places) {
    int needed = waiting;
    List<RequestBody> lasting = new ArrayList<>();
    for (RequestBody body : reading) {
      if (body.givesWay()) {
        needed--;
      } else if (body.waitedNanos() >= GRACE_NANOS && (body.isBehind() || !body.endsSoon())) {
        lasting.add(body);
      }
    }
    lasting.sort(Comparator.comparingDouble(RequestBody::bytesPerNano));
    List<RequestBody> slow = new ArrayList<>();
    for (RequestBody body : lasting) {
      boolean isOneTooMany = lasting.size() - slow.size() > places / PLACES_PER_LASTING;
      if (slow.size() < needed && body.isWaiting() && (isOneTooMany || body.isBehind())) {
        slow.add(body);
      }
    }
    return slow;
  }
}
