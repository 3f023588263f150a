// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * A running HTTP/1.1 server. Slow, silent and too many clients are bounded; TLS is 1.2 or newer.
 *
 * <pre>{@code
 * HttpAddress address = new HttpAddress(HttpAddress.LOOPBACK, 8765);
 * try (HttpServer server = HttpServer.start(HttpSettings.of("webserver", address), handler)) {
 *   …
 * }
 * }</pre>
 */
public final class HttpServer implements AutoCloseable {

  /** How long requests under way are waited for when the server is closed. */
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  /**
   * How long a connection may be silent between two requests. Clients written in Go, as API servers
   * are, keep one for 90 seconds: they must be the first to close it, or the request that they send
   * in that moment is lost.
   */
  private static final Duration KEPT_IDLE_TIMEOUT = Duration.ofSeconds(120);

  /** The same where there are as many connections as there may be. */
  private static final Duration CROWDED_IDLE_TIMEOUT = Duration.ofSeconds(1);

  /** The same when the server is closed. */
  private static final Duration CLOSING_IDLE_TIMEOUT = Duration.ofMillis(100);

  /** One accepts connections, one waits for bytes, the others are for Jetty's own work. */
  private static final int FURTHER_THREADS = 4;

  private static final int ACCEPT_QUEUE = 128;
  private static final int INPUT_BUFFER = 32 << 10;

  private final Server server;
  private final ServerConnector connector;
  private final ScheduledExecutorService watch;

  private HttpServer(Server server, ServerConnector connector, ScheduledExecutorService watch) {
    this.server = server;
    this.connector = connector;
    this.watch = watch;
  }

  /**
   * Listens, and hands requests to {@code handler}.
   *
   * @throws IOException if a certificate cannot be used or the address not be listened on; the
   *     message says so for a person
   */
  public static HttpServer start(HttpSettings settings, Handler handler) throws IOException {
    QueuedThreadPool threads =
        new QueuedThreadPool(settings.threads() + FURTHER_THREADS, Math.min(4, settings.threads()));
    threads.setName(settings.name());
    threads.setDaemon(true);
    threads.setReservedThreads(0);
    Server server = new Server(threads);
    @Nullable ReloadingTls tls = settings.tls() == null ? null : new ReloadingTls(settings.tls());
    ServerConnector connector = new ServerConnector(server, 1, 1, factories(tls));
    connector.setHost(settings.address().host().isEmpty() ? null : settings.address().host());
    connector.setPort(settings.address().port());
    connector.setIdleTimeout(KEPT_IDLE_TIMEOUT.toMillis());
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    connector.setShutdownIdleTimeout(CLOSING_IDLE_TIMEOUT.toMillis());
    NetworkConnectionLimit limit = new NetworkConnectionLimit(settings.maxConnections(), connector);
    limit.setEndPointIdleTimeout(CROWDED_IDLE_TIMEOUT.toMillis());
    connector.addBean(limit);
    SlowClients slowClients =
        new SlowClients(
            settings.headerTimeout(),
            settings.idleTimeout(),
            () ->
                limit.getNetworkConnectionCount() < settings.maxConnections()
                    ? KEPT_IDLE_TIMEOUT
                    : CROWDED_IDLE_TIMEOUT);
    slowClients.setHandler(handler);
    connector.addBean(slowClients, false);
    server.addConnector(connector);
    server.setHandler(new GracefulHandler(slowClients));
    server.setErrorHandler(new PlainErrors());
    server.setStopTimeout(STOP_TIMEOUT.toMillis());
    try {
      server.start();
    } catch (Exception e) {
      stop(server);
      throw new IOException("cannot listen on " + settings.address() + ": " + rootMessage(e), e);
    }
    ScheduledExecutorService watch =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, settings.name() + "-watch");
              thread.setDaemon(true);
              return thread;
            });
    schedule(watch, slowClients::closeSlowOnes, settings.headerTimeout().dividedBy(4));
    if (tls != null) {
      schedule(watch, tls::reloadIfChanged, settings.certificateCheck());
    }
    return new HttpServer(server, connector, watch);
  }

  private static ConnectionFactory[] factories(@Nullable ReloadingTls tls) {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setInputBufferSize(INPUT_BUFFER);
    HttpConnectionFactory http = new HttpConnectionFactory(configuration);
    return tls == null
        ? new ConnectionFactory[] {http}
        : new ConnectionFactory[] {
          new SslConnectionFactory(tls.factory(), http.getProtocol()), http
        };
  }

  private static void schedule(ScheduledExecutorService watch, Runnable task, Duration interval) {
    watch.scheduleWithFixedDelay(
        task, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  /** The port that is listened on. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Connections that are open now. */
  public int connections() {
    return connector.getConnectedEndPoints().size();
  }

  /** Takes no more requests, and waits some seconds for those under way. */
  @Override
  public void close() {
    watch.shutdownNow();
    stop(server);
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      // Requests that took too long were cut off; everything is closed.
    }
  }
}
