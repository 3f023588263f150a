// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a server, by their sockets: with TLS two of Jetty's connections lie above each
 * other on one. Closes those whose clients take too long for the handshake or for the head of a
 * request, however busy they look: a byte now and then keeps a connection from being idle. Where
 * all places are taken, who was waited for longest gives way to each who comes, so that whoever
 * sends a request at once is served. Sees to it that clients may be silent for less time within a
 * request than between two.
 */
final class OpenConnections extends Handler.Wrapper
    implements Connection.Listener, SslHandshakeListener {

  /** How long a client is waited for, whatever it does, where all places are taken. */
  private static final long CROWDED_NANOS = 1_000_000_000L;

  private final Refusals refusals;
  private final Duration quietTimeout;
  private final LongSupplier clock;
  private final Map<EndPoint, Open> connections = new ConcurrentHashMap<>();
  private volatile int places;
  private volatile long headNanos;
  private volatile Duration idleTimeout;

  /**
   * @param quietTimeout how long a client may be silent between two requests
   * @param clock nanoseconds
   */
  OpenConnections(
      HttpSettings settings, Refusals refusals, Duration quietTimeout, LongSupplier clock) {
    this.refusals = refusals;
    this.quietTimeout = quietTimeout;
    this.clock = clock;
    use(settings);
  }

  /** Counts for connections that are open, too. */
  void use(HttpSettings settings) {
    places = settings.maxConnections();
    headNanos = settings.headerTimeout().toNanos();
    idleTimeout = settings.idleTimeout();
  }

  int size() {
    return connections.size();
  }

  @Override
  public void onOpened(Connection connection) {
    EndPoint socket = socket(connection);
    Open open = new Open(connection, new ClientConnection(clock.getAsLong()));
    // The inner one comes second; its bytes are those of requests.
    connections.merge(socket, open, (outer, inner) -> new Open(connection, outer.client()));
    if (!socket.isOpen()) {
      connections.remove(socket);
    } else if (connections.size() > places) {
      makeRoomFor(socket);
    }
  }

  @Override
  public void onClosed(Connection connection) {
    connections.remove(socket(connection));
  }

  @Override
  public void handshakeFailed(Event event, Throwable failure) {
    EndPoint socket = socket(event.getEndPoint());
    Open open = connections.get(socket);
    // Who only looks whether the port is open sends nothing.
    if (open != null
        && event.getEndPoint() instanceof SslConnection.SslEndPoint endPoint
        && endPoint.getSslConnection().getBytesIn() > 0) {
      refusals.add(
          Refusals.Kind.HANDSHAKE,
          Refusals.client(socket),
          "no TLS could be agreed on: " + failure.getMessage());
    }
  }

  private static EndPoint socket(Connection connection) {
    return socket(connection.getEndPoint());
  }

  private static EndPoint socket(EndPoint endPoint) {
    EndPoint socket = endPoint;
    while (socket instanceof EndPoint.Wrapper wrapper) {
      socket = wrapper.unwrap();
    }
    return socket;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Connection connection = request.getConnectionMetaData().getConnection();
    EndPoint socket = socket(connection);
    Open open = connections.get(socket);
    if (open != null) {
      ClientConnection client = open.client();
      client.asked();
      socket.setIdleTimeout(idleTimeout.toMillis());
      request.addHttpStreamWrapper(
          stream -> new Answering(stream, () -> client.answered(clock.getAsLong())));
      Request.addCompletionListener(
          request,
          failure -> {
            client.quiet(clock.getAsLong(), connection.getBytesIn());
            socket.setIdleTimeout(quietTimeout.toMillis());
            if (connections.size() > places) {
              makeRoomFor(null);
            }
          });
    }
    return super.handle(request, response, callback);
  }

  /** Looks at all connections once. */
  void closeSlowOnes() {
    long now = clock.getAsLong();
    boolean crowded = connections.size() >= places;
    connections.forEach(
        (socket, open) -> {
          if (open.client().isSlow(now, open.connection().getBytesIn(), headNanos)) {
            close(socket, open, Refusals.Kind.SLOW_HEAD, "the head of a request took too long");
          } else if (crowded && open.client().waited(now) > CROWDED_NANOS) {
            giveWay(socket, open);
          }
        });
  }

  /**
   * Has the client give way that was waited for longest.
   *
   * @param newcomer who has just come; null for none
   */
  private void makeRoomFor(@Nullable EndPoint newcomer) {
    long now = clock.getAsLong();
    Map.Entry<EndPoint, Open> longest = null;
    long most = -1;
    for (Map.Entry<EndPoint, Open> entry : connections.entrySet()) {
      long waited = entry.getValue().client().waited(now);
      if (waited > most && !entry.getKey().equals(newcomer)) {
        longest = entry;
        most = waited;
      }
    }
    if (longest != null) {
      giveWay(longest.getKey(), longest.getValue());
    }
  }

  private void giveWay(EndPoint socket, Open open) {
    close(
        socket,
        open,
        Refusals.Kind.NO_PLACE,
        "all " + places + " places for connections are taken, and it was waited for longest");
  }

  private void close(EndPoint socket, Open open, Refusals.Kind kind, String why) {
    if (connections.remove(socket, open)) {
      refusals.add(kind, Refusals.client(socket), why);
      socket.close(new TimeoutException(why));
    }
  }

  /**
   * A connection.
   *
   * @param connection the innermost
   */
  private record Open(Connection connection, ClientConnection client) {}

  /** Tells when an answer begins. */
  private static final class Answering extends HttpStream.Wrapper {

    private final Runnable begins;

    Answering(HttpStream stream, Runnable begins) {
      super(stream);
      this.begins = begins;
    }

    @Override
    public void send(
        MetaData.Request request,
        MetaData.@Nullable Response response,
        boolean last,
        ByteBuffer content,
        Callback callback) {
      if (response != null && !HttpStatus.isInformational(response.getStatus())) {
        begins.run();
      }
      super.send(request, response, last, content, callback);
    }
  }
}
