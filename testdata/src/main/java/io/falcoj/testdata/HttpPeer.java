// SPDX-License-Identifier: Apache-2.0
package io.falcoj.testdata;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A server that remembers what it is sent, and answers as a test wants. */
public final class HttpPeer implements Closeable {

  /**
   * What a request was.
   *
   * @param body decompressed
   */
  public record Request(String method, String path, Map<String, List<String>> headers, String body) {

    /** Values of a header, with commas between them; empty if there is none. */
    public String header(String name) {
      return String.join(",", headers.getOrDefault(name, List.of()));
    }
  }

  private final HttpServer server;
  private final String scheme;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile String answer = "ok";
  private volatile long delayMillis;

  private HttpPeer(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.createContext("/", this::handle);
    server.setExecutor(executor);
    server.start();
  }

  /** One that speaks http at a port of its own. */
  public static HttpPeer start() throws IOException {
    return new HttpPeer(HttpServer.create(loopback(0), 0), "http");
  }

  /** One that begins to listen where another has listened. */
  public static HttpPeer startAt(int port) throws IOException {
    return new HttpPeer(HttpServer.create(loopback(port), 0), "http");
  }

  /** One that speaks https. */
  public static HttpPeer startTls(SSLContext context, boolean needsClientCertificate) throws IOException {
    HttpsServer server = HttpsServer.create(loopback(0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters settings = context.getDefaultSSLParameters();
            settings.setNeedClientAuth(needsClientCertificate);
            parameters.setSSLParameters(settings);
          }
        });
    return new HttpPeer(server, "https");
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange;
        InputStream body = body(exchange)) {
      String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      sleep(delayMillis);
      requests.add(
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              Map.copyOf(exchange.getRequestHeaders()),
              text));
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static InputStream body(HttpExchange exchange) throws IOException {
    boolean isGzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    return isGzip ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Answers like this from now on. */
  public void answer(int newStatus, String text) {
    status = newStatus;
    answer = text;
  }

  /** Takes so long for each answer from now on. */
  public void delay(long millis) {
    delayMillis = millis;
  }

  /** Where it listens. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Where it takes alerts. */
  public URI url() {
    return URI.create(scheme + "://127.0.0.1:" + port() + "/alerts?from=test");
  }

  /** All requests so far. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** The bodies of all requests. */
  public List<String> bodies() {
    return requests.stream().map(Request::body).toList();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
