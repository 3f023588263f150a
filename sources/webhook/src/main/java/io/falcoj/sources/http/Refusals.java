// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.http;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.eclipse.jetty.io.EndPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server refuses by itself, before a handler is asked: counted, and told. Whoever is refused
 * again and again must not fill the log: of each kind the first is told, and then how many there
 * were. Thread-safe.
 */
final class Refusals {

  private static final Logger LOGGER = LoggerFactory.getLogger(Refusals.class);
  private static final long INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();

  private static final int MOST_SHOWN = 200;
  private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7E…]");

  private final String server;
  private final LongSupplier clock;
  private final Map<Kind, Told> told = new EnumMap<>(Kind.class);

  /** Why something was refused. */
  enum Kind {
    /** What came is no request, or one that HTTP forbids; it was answered with an error. */
    BAD_REQUEST,
    /** TLS could not be agreed on. */
    HANDSHAKE,
    /** The client took too long for the handshake or for the head of a request. */
    SLOW_HEAD,
    /** All places for connections were taken. */
    NO_PLACE
  }

  /**
   * @param server what it is called in the log
   * @param clock nanoseconds
   */
  Refusals(String server, LongSupplier clock) {
    this.server = server;
    this.clock = clock;
    for (Kind kind : Kind.values()) {
      told.put(kind, new Told(clock.getAsLong() - INTERVAL_NANOS));
    }
  }

  /** The client of a connection, by its address. */
  static String client(EndPoint socket) {
    return socket.getRemoteSocketAddress() instanceof InetSocketAddress client
        ? client.getAddress().getHostAddress()
        : "an unknown client";
  }

  /**
   * Something was refused.
   *
   * @param why of what the client has sent no more than single words
   */
  void add(Kind kind, String client, String why) {
    long more = told(kind).add(clock.getAsLong());
    if (more >= 0) {
      LOGGER.warn("{}: refused {}: {}{}", server, client, printable(why), more(more));
    }
  }

  private static String more(long count) {
    return count == 0 ? "" : " (and " + count + " more for such a reason since the last one told)";
  }

  /** A message of a library may have in it what a client has sent. */
  private static String printable(String text) {
    String shown = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
    return UNPRINTABLE.matcher(shown).replaceAll("?");
  }

  HttpRefusals counts() {
    return new HttpRefusals(
        count(Kind.BAD_REQUEST), count(Kind.HANDSHAKE), count(Kind.SLOW_HEAD), count(Kind.NO_PLACE));
  }

  private long count(Kind kind) {
    return told(kind).count();
  }

  private Told told(Kind kind) {
    return Objects.requireNonNull(told.get(kind));
  }

  /** How many there were of a kind, and how many of them were told. */
  private static final class Told {

    private long count;
    private long untold;
    private long last;

    Told(long last) {
      this.last = last;
    }

    /** How many were not told so far, if this one is to be told now, else -1. */
    synchronized long add(long now) {
      count++;
      if (now - last < INTERVAL_NANOS) {
        untold++;
        return -1;
      }
      long more = untold;
      last = now;
      untold = 0;
      return more;
    }

    synchronized long count() {
      return count;
    }
  }
}
