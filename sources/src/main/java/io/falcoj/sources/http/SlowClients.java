// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Closes connections whose clients take too long for the handshake or for the head of a request,
 * however busy they look: a byte now and then keeps a connection from being idle. Sees to it that
 * clients may be silent for less time within a request than between two.
 */
final class SlowClients extends Handler.Wrapper implements Connection.Listener {

  private volatile long timeoutNanos;
  private volatile Duration idleTimeout;
  private final Supplier<Duration> keptTimeout;
  private final Map<Connection, Wait> waits = new ConcurrentHashMap<>();

  /**
   * @param timeout for a handshake, and for a request's head
   * @param idleTimeout how long a client may be silent within a request
   * @param keptTimeout the same between two requests, asked for at the end of each
   */
  SlowClients(Duration timeout, Duration idleTimeout, Supplier<Duration> keptTimeout) {
    this.timeoutNanos = timeout.toNanos();
    this.idleTimeout = idleTimeout;
    this.keptTimeout = keptTimeout;
  }

  /** Lets clients take other times from now on. */
  void use(Duration newTimeout, Duration newIdleTimeout) {
    timeoutNanos = newTimeout.toNanos();
    idleTimeout = newIdleTimeout;
  }

  @Override
  public void onOpened(Connection connection) {
    // With TLS there are two; the outer one never has a request.
    waits.put(connection, new Wait(System.nanoTime()));
  }

  @Override
  public void onClosed(Connection connection) {
    waits.remove(connection);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Connection connection = request.getConnectionMetaData().getConnection();
    Wait wait = waits.get(connection);
    if (wait != null) {
      wait.end();
      connection.getEndPoint().setIdleTimeout(idleTimeout.toMillis());
      Request.addCompletionListener(
          request,
          failure -> {
            wait.begin(connection.getBytesIn());
            connection.getEndPoint().setIdleTimeout(keptTimeout.get().toMillis());
          });
    }
    return super.handle(request, response, callback);
  }

  /** Looks at all connections once. */
  void closeSlowOnes() {
    long now = System.nanoTime();
    waits.forEach(
        (connection, wait) -> {
          if (wait.isOver(now, connection.getBytesIn(), timeoutNanos)) {
            waits.remove(connection);
            connection
                .getEndPoint()
                .close(new TimeoutException("the head of a request took too long"));
          }
        });
  }

  /** The wait for the head of a connection's next request. */
  private static final class Wait {

    private boolean waiting = true;
    private boolean begun = true;
    private long since;
    private long bytesBefore;

    Wait(long openedNanos) {
      since = openedNanos;
    }

    synchronized void end() {
      waiting = false;
    }

    synchronized void begin(long bytesIn) {
      waiting = true;
      begun = false;
      bytesBefore = bytesIn;
    }

    /** Behind the first request time counts from the first byte on that was seen of the next. */
    synchronized boolean isOver(long now, long bytesIn, long timeoutNanos) {
      if (!waiting) {
        return false;
      }
      if (!begun && bytesIn > bytesBefore) {
        begun = true;
        since = now;
      }
      return begun && now - since > timeoutNanos;
    }
  }
}
