// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.streams;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which events were evaluated last, by a keyed hash of their text: an API server that did
 * not get an answer sends the same texts again. The hash takes in the whole text, not only {@code
 * auditID} and {@code stage}: whoever makes a request may choose its {@code auditID}, and so could
 * have an event taken for one that was seen.
 *
 * <p>Whoever has evaluated events claims them until what they came to is safe, and they are
 * remembered, or is not. So of two that come with the same events at the same moment only one
 * brings them to an end.
 *
 * <p>Two sets take turns: when one is full, the older one is forgotten. Thread-safe.
 */
final class SeenEvents {

  private volatile int window;
  private final long key0;
  private final long key1;
  private HashSet128 newer = new HashSet128();
  private HashSet128 older = new HashSet128();
  private final List<Claim> claims = new ArrayList<>();

  /** Events that somebody has evaluated, and will remember or let go of. */
  static final class Claim {

    private final long[] hashes;
    private final HashSet128 set = new HashSet128();

    private Claim(long[] hashes) {
      this.hashes = hashes;
      for (int i = 0; i < hashes.length; i += 2) {
        set.add(hashes[i], hashes[i + 1]);
      }
    }
  }

  /**
   * @param window how many events at least are remembered, twice as many at most; 0 for none
   */
  SeenEvents(int window) {
    this.window = window;
    SecureRandom random = new SecureRandom();
    key0 = random.nextLong();
    key1 = random.nextLong();
  }

  /** From now on so many are remembered. */
  void setWindow(int newWindow) {
    window = newWindow;
  }

  boolean isOff() {
    return window == 0;
  }

  /** A hash for texts of events; each thread needs its own. */
  KeyedHash newHash() {
    return new KeyedHash(key0, key1);
  }

  synchronized boolean contains(long low, long high) {
    return newer.contains(low, high) || older.contains(low, high);
  }

  /**
   * Claims events that were evaluated, as soon as nobody else has claimed one of them. Who waits
   * here may have no claim.
   *
   * @param hashes two longs each
   * @return null if one of them has been remembered in the meantime, so that it is not to be
   *     evaluated
   * @throws StreamsBusyException if others have claimed one of them for too long
   */
  synchronized @Nullable Claim claim(long[] hashes, long patienceMillis)
      throws StreamsBusyException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    Claim claim = new Claim(hashes);
    while (true) {
      for (int i = 0; i < hashes.length; i += 2) {
        if (contains(hashes[i], hashes[i + 1])) {
          return null;
        }
      }
      if (!isClaimed(hashes)) {
        claims.add(claim);
        return claim;
      }
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new StreamsBusyException("its events came already and are not safe yet");
      }
      wait(left);
    }
  }

  private boolean isClaimed(long[] hashes) {
    for (Claim claim : claims) {
      for (int i = 0; i < hashes.length; i += 2) {
        if (claim.set.contains(hashes[i], hashes[i + 1])) {
          return true;
        }
      }
    }
    return false;
  }

  /** Lets go of claimed events: they must be evaluated again, unless they were remembered. */
  synchronized void letGo(Claim claim) {
    if (claims.remove(claim)) {
      notifyAll();
    }
  }

  /** Remembers claimed events, and lets go of them. */
  synchronized void remember(Claim claim) {
    addAll(claim.hashes);
    letGo(claim);
  }

  private void addAll(long[] hashes) {
    for (int i = 0; i < hashes.length; i += 2) {
      if (newer.add(hashes[i], hashes[i + 1]) && newer.size() >= window) {
        HashSet128 forgotten = older;
        older = newer;
        forgotten.clear();
        newer = forgotten;
      }
    }
  }
}
