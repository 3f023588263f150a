// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that are slow, and more of them than there may be connections, with and without TLS. That
 * a time-out has passed is known by a connection that was opened later and that it has closed.
 */
@Timeout(60)
class HttpServerTimeoutsTest {

  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final int CONNECTIONS = 8;
  private static final String GET = "GET / HTTP/1.1\r\nHost: falcoj\r\n\r\n";

  @TempDir private Path folder;

  private final Semaphore asked = new Semaphore(0);
  private final List<Socket> sockets = new ArrayList<>();
  private @Nullable SSLContext context;
  private HttpSettings settings =
      HttpSettings.of("test", new HttpAddress(HttpAddress.LOOPBACK, 0))
          .withCapacity(CONNECTIONS, 16)
          .withTimeouts(LONG, LONG);

  @AfterEach
  void closeAll() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aBodyMayTakeLongerThanAHead(boolean secure) throws Exception {
    try (HttpServer server = start(secure)) {
      Socket slow = connect(server);
      write(slow, "POST / HTTP/1.1\r\nHost: falcoj\r\nContent-Length: 10\r\n\r\n01234");
      asked.acquire();
      awaitHeadTimeout(server);
      write(slow, "56789");
      assertThat(statusOf(slow)).isEqualTo(200);
      assertThat(server.refusals().slowHeads()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aKeptConnectionMayBeSilentForLongerThanAHead(boolean secure) throws Exception {
    try (HttpServer server = start(secure)) {
      Socket kept = connect(server);
      for (int i = 0; i < 2; i++) {
        write(kept, GET);
        assertThat(statusOf(kept)).isEqualTo(200);
        awaitHeadTimeout(server);
      }
      write(kept, GET);
      assertThat(statusOf(kept)).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aHeadMayNotTakeLongerHoweverBusyItLooks(boolean secure) throws Exception {
    try (HttpServer server = start(secure)) {
      Socket first = connect(server);
      Socket second = connect(server);
      write(second, GET);
      assertThat(statusOf(second)).isEqualTo(200);
      write(first, "GET / HTTP/1.1\r\n");
      write(second, "GET / HTTP/1.1\r\n");
      server.use(settings.withTimeouts(LONG, SHORT), new Answers());
      for (Socket dripping : List.of(first, second)) {
        assertThat(isClosedWhileDripping(dripping)).isTrue();
      }
      assertThat(server.refusals().slowHeads()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void slowHeadsGiveWayToWhoComes(boolean secure) throws Exception {
    try (HttpServer server = start(secure)) {
      for (int i = 0; i < 5 * CONNECTIONS; i++) {
        write(connect(server), "GET / HTTP/1.1\r\nX-Slow: ");
        if (i % 10 == 9) {
          assertServes(server);
        }
      }
      assertServes(server);
      assertThat(server.refusals().gaveWay()).isGreaterThanOrEqualTo(4 * CONNECTIONS);
      while (server.connections() > CONNECTIONS) {
        Thread.sleep(10);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void silentConnectionsGiveWayToWhoComes(boolean secure) throws Exception {
    try (HttpServer server = start(secure)) {
      for (int i = 0; i < 3 * CONNECTIONS; i++) {
        Socket silent = new Socket("127.0.0.1", server.port());
        sockets.add(silent);
      }
      for (int i = 0; i < 3 * CONNECTIONS; i++) {
        assertServes(server);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoDoesNotReadItsAnswerGivesWayToWhoComes(boolean secure) throws Exception {
    try (HttpServer server = start(secure)) {
      for (int i = 0; i < 2 * CONNECTIONS; i++) {
        write(connect(server), "GET /large HTTP/1.1\r\nHost: falcoj\r\n\r\n");
        asked.acquire();
      }
      assertServes(server);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoIsBeingServedDoesNotGiveWay(boolean secure) throws Exception {
    try (HttpServer server = start(secure)) {
      List<Socket> busy = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        Socket socket = connect(server);
        write(socket, "POST / HTTP/1.1\r\nHost: falcoj\r\nContent-Length: 2\r\n\r\n0");
        asked.acquire();
        busy.add(socket);
      }
      assertServes(server);
      for (Socket socket : busy) {
        write(socket, "1");
        assertThat(statusOf(socket)).isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whereAllPlacesAreTakenNobodyIsWaitedForLongerThanASecond(boolean secure) throws Exception {
    try (HttpServer server = start(secure)) {
      List<Socket> slow = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        Socket socket = connect(server);
        write(socket, "GET / HTTP/1.1\r\n");
        slow.add(socket);
      }
      assertThat(isClosedWhileDripping(slow.get(0))).isTrue();
      assertThat(server.refusals().gaveWay()).isPositive();
    }
  }

  private HttpServer start(boolean secure) throws Exception {
    if (secure) {
      TestCertificates certificates = new TestCertificates(folder);
      certificates.authority("ca");
      certificates.certificate("server", "ca", "ec");
      context = certificates.client("ca", null);
      settings = settings.withTls(TlsFiles.of(certificates.both("server")));
    }
    return HttpServer.start(settings, new Answers());
  }

  private Socket connect(HttpServer server) throws IOException {
    Socket socket =
        context == null
            ? new Socket("127.0.0.1", server.port())
            : context.getSocketFactory().createSocket("127.0.0.1", server.port());
    socket.setSoTimeout(50_000);
    sockets.add(socket);
    return socket;
  }

  private void assertServes(HttpServer server) throws IOException {
    try (Socket socket = connect(server)) {
      write(socket, GET);
      assertThat(statusOf(socket)).isEqualTo(200);
    }
  }

  /** Returns when a connection that is opened now was closed for its slowness. */
  private void awaitHeadTimeout(HttpServer server) throws IOException {
    server.use(settings.withTimeouts(LONG, SHORT), new Answers());
    try (Socket silent = new Socket("127.0.0.1", server.port())) {
      silent.setSoTimeout(50_000);
      silent.getInputStream().readAllBytes();
    }
    server.use(settings, new Answers());
  }

  /** Writes on and on, slowly; true when the other side has had enough. */
  private static boolean isClosedWhileDripping(Socket socket) throws InterruptedException {
    for (int i = 0; i < 2_000; i++) {
      try {
        write(socket, "X");
        if (socket.getInputStream().available() > 0) {
          return true;
        }
      } catch (IOException e) {
        return true;
      }
      Thread.sleep(10);
    }
    return false;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  /** Reads the head of an answer that has no body. */
  private static int statusOf(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("closed");
      }
      head.append((char) next);
    }
    return Integer.parseInt(head.substring(9, 12));
  }

  /** Reads bodies to their ends; answers with nothing, or with much. */
  private final class Answers extends Handler.Abstract {

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      response.setStatus(200);
      if (HttpMethod.POST.is(request.getMethod())) {
        asked.release();
        try (InputStream body = Content.Source.asInputStream(request)) {
          body.readAllBytes();
        }
      }
      if (Request.getPathInContext(request).equals("/large")) {
        Content.Sink.write(response, true, "x".repeat(8 << 20), callback);
        asked.release();
      } else {
        response.getHeaders().put("Content-Length", 0);
        callback.succeeded();
      }
      return true;
    }
  }
}
