// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
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

  /** The same when the server is closed. */
  private static final Duration CLOSING_IDLE_TIMEOUT = Duration.ofMillis(100);

  /** One accepts connections, one waits for bytes, the others are for Jetty's own work. */
  private static final int FURTHER_THREADS = 4;

  /** How often it is looked at least whether somebody is too slow. */
  private static final Duration WATCH_INTERVAL = Duration.ofMillis(250);

  /** Connections beyond those that there may be, for who comes while others give way. */
  private static final int SPARE_CONNECTIONS = 64;

  private static final int ACCEPT_QUEUE = 1024;
  private static final int INPUT_BUFFER = 32 << 10;

  private final Refusals refusals;
  private volatile Handler handler;
  private volatile Listening listening;

  private HttpServer(HttpSettings settings, Handler handler) throws IOException {
    this.refusals = new Refusals(settings.name(), System::nanoTime);
    this.handler = handler;
    this.listening = listen(settings);
  }

  /**
   * Listens, and hands requests to {@code handler}, which need not be started.
   *
   * @throws IOException if a certificate cannot be used or the address not be listened on; the
   *     message says so for a person
   */
  public static HttpServer start(HttpSettings settings, Handler handler) throws IOException {
    return new HttpServer(settings, handler);
  }

  /**
   * Goes on with other settings, and hands further requests to another handler. Connections stay,
   * unless the address changes, TLS begins or ends, or clients need a certificate now or no longer.
   * Certificates are read again.
   *
   * @throws IOException if a certificate cannot be used or the address not be listened on: then all
   *     is as before
   */
  public synchronized void use(HttpSettings settings, Handler handler) throws IOException {
    Listening before = listening;
    if (before.canBecome(settings)) {
      before.become(settings);
    } else if (settings.address().port() != before.port()) {
      listening = listen(settings);
      before.close();
    } else {
      if (settings.tls() != null) {
        ReloadingTls.check(settings.tls());
      }
      before.close();
      try {
        listening = listen(settings);
      } catch (IOException e) {
        listening = listen(before.settings);
        throw e;
      }
    }
    this.handler = handler;
  }

  private Listening listen(HttpSettings settings) throws IOException {
    return new Listening(settings, () -> this.handler, refusals);
  }

  /** The port that is listened on. */
  public int port() {
    return listening.port();
  }

  /** Connections that are open now. */
  public int connections() {
    return listening.connections.size();
  }

  /** What was refused by itself so far. */
  public HttpRefusals refusals() {
    return refusals.counts();
  }

  /** Takes no more requests, and waits some seconds for those under way. */
  @Override
  public synchronized void close() {
    listening.close();
  }

  private static ConnectionFactory[] factories(@Nullable ReloadingTls tls) {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setInputBufferSize(INPUT_BUFFER);
    // Probes come by address, and names are for clients to check: no host is refused.
    configuration.addCustomizer(new SecureRequestCustomizer(false));
    HttpConnectionFactory http = new HttpConnectionFactory(configuration);
    return tls == null
        ? new ConnectionFactory[] {http}
        : new ConnectionFactory[] {
          new SslConnectionFactory(tls.factory(), http.getProtocol()), http
        };
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      // Requests that took too long were cut off; everything is closed.
    }
  }

  /** Hands requests to who is there to handle them at that moment. */
  private static final class Delegate extends Handler.Abstract {

    private final Supplier<Handler> current;

    Delegate(Supplier<Handler> current) {
      this.current = current;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      request.setAttribute(PlainErrors.HANDLED, true);
      return current.get().handle(request, response, callback);
    }
  }

  /** A socket, and all that serves it. */
  private static final class Listening {

    private final QueuedThreadPool threads;
    private final @Nullable ReloadingTls tls;
    private final ServerConnector connector;
    private final NetworkConnectionLimit limit;
    private final OpenConnections connections;
    private final Server server;
    private HttpSettings settings;
    private ScheduledExecutorService watch;

    Listening(HttpSettings settings, Supplier<Handler> handler, Refusals refusals)
        throws IOException {
      this.settings = settings;
      threads =
          new QueuedThreadPool(
              settings.threads() + FURTHER_THREADS, Math.min(4, settings.threads()));
      threads.setName(settings.name());
      threads.setDaemon(true);
      threads.setReservedThreads(0);
      server = new Server(threads);
      tls = settings.tls() == null ? null : new ReloadingTls(settings.tls());
      connector = new ServerConnector(server, 1, 1, factories(tls));
      connector.setHost(settings.address().host().isEmpty() ? null : settings.address().host());
      connector.setPort(settings.address().port());
      connector.setIdleTimeout(KEPT_IDLE_TIMEOUT.toMillis());
      connector.setAcceptQueueSize(ACCEPT_QUEUE);
      connector.setShutdownIdleTimeout(CLOSING_IDLE_TIMEOUT.toMillis());
      limit = new NetworkConnectionLimit(limit(settings), connector);
      connector.addBean(limit);
      connections = new OpenConnections(settings, refusals, KEPT_IDLE_TIMEOUT, System::nanoTime);
      connections.setHandler(new Delegate(handler));
      connector.addBean(connections, false);
      server.addConnector(connector);
      server.setHandler(new GracefulHandler(connections));
      server.setErrorHandler(new PlainErrors(refusals));
      server.setStopTimeout(STOP_TIMEOUT.toMillis());
      try {
        server.start();
      } catch (Exception e) {
        stop(server);
        throw new IOException("cannot listen on " + settings.address() + ": " + rootMessage(e), e);
      }
      watch = watch();
    }

    private static int limit(HttpSettings settings) {
      return settings.maxConnections() + SPARE_CONNECTIONS;
    }

    private static Duration watchInterval(HttpSettings settings) {
      Duration interval = settings.headerTimeout().dividedBy(4);
      return interval.compareTo(WATCH_INTERVAL) < 0 ? interval : WATCH_INTERVAL;
    }

    private ScheduledExecutorService watch() {
      ScheduledExecutorService started =
          Executors.newSingleThreadScheduledExecutor(
              task -> {
                Thread thread = new Thread(task, settings.name() + "-watch");
                thread.setDaemon(true);
                return thread;
              });
      schedule(started, connections::closeSlowOnes, watchInterval(settings));
      if (tls != null) {
        schedule(started, tls::reloadIfChanged, settings.certificateCheck());
      }
      return started;
    }

    private static void schedule(ScheduledExecutorService watch, Runnable task, Duration interval) {
      watch.scheduleWithFixedDelay(
          task, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether these settings need no other socket. */
    boolean canBecome(HttpSettings wanted) {
      return wanted.address().equals(settings.address())
          && TlsKind.of(wanted.tls()) == TlsKind.of(settings.tls());
    }

    void become(HttpSettings wanted) throws IOException {
      if (tls != null && wanted.tls() != null) {
        tls.use(wanted.tls());
      }
      settings = wanted;
      threads.setMaxThreads(wanted.threads() + FURTHER_THREADS);
      limit.setMaxNetworkConnectionCount(limit(wanted));
      connections.use(wanted);
      watch.shutdown();
      watch = watch();
    }

    int port() {
      return connector.getLocalPort();
    }

    void close() {
      watch.shutdownNow();
      stop(server);
    }
  }

  /** What a connection is told of TLS when it begins. */
  private enum TlsKind {
    NONE,
    SERVER,
    BOTH;

    static TlsKind of(@Nullable TlsFiles files) {
      if (files == null) {
        return NONE;
      }
      return files.clientAuthorities() == null ? SERVER : BOTH;
    }
  }
}
