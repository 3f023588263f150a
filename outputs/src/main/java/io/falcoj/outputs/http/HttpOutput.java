// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs.http;

import io.falcoj.outputs.AlertLines;
import io.falcoj.outputs.Output;
import io.falcoj.outputs.RefusedAlertException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Alerts for a URL, each in a request of its own, as Falco sends them and Falcosidekick takes them.
 * Connections are used again.
 *
 * <p>An alert counts as taken when the server answers 2xx. With 400, 413, 415 or 422 it says that
 * it never will take it. All else may be otherwise later.
 */
public final class HttpOutput implements Output {

  /** The output's name. */
  public static final String NAME = "http";

  /** Names the ways in which no proxy for https is told a password. */
  private static final String WITHOUT_PASSWORD = "jdk.http.auth.tunneling.disabledSchemes";

  private static final Set<Integer> REFUSED = Set.of(400, 413, 415, 422);

  /** No more of an answer is echoed. */
  private static final int MOST_ECHO = 1 << 16;

  private final HttpSettings settings;
  private final URI url;
  private final String place;
  private final @Nullable OutputStream echo;
  private HttpClient client;

  /**
   * @param echo where answers go; null for nowhere; never closed
   * @throws IOException if the files for https cannot be read
   */
  public HttpOutput(HttpSettings settings, @Nullable OutputStream echo) throws IOException {
    this.settings = settings;
    this.url = withoutUser(settings.url());
    this.place = settings.proxy() == null ? url.toString() : url + " by way of " + settings.proxy();
    this.echo = echo;
    this.client = connect();
  }

  private static URI withoutUser(URI url) {
    String user = url.getRawUserInfo();
    return user == null ? url : URI.create(url.toString().replace(user + "@", ""));
  }

  private HttpClient connect() throws IOException {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.timeout());
    HttpProxy proxy = settings.proxy();
    if (proxy != null) {
      allowPasswordForTunnels(proxy);
      builder.proxy(
          ProxySelector.of(InetSocketAddress.createUnresolved(proxy.host(), proxy.port())));
    }
    if ("https".equalsIgnoreCase(url.getScheme())) {
      builder.sslContext(settings.tls().context());
    }
    return builder.build();
  }

  /**
   * Java tells no proxy for https a password unless it may; who wrote one down wants it told. It
   * looks at this once, before its first connection.
   */
  private static void allowPasswordForTunnels(HttpProxy proxy) {
    if (proxy.user() != null && System.getProperty(WITHOUT_PASSWORD) == null) {
      System.setProperty(WITHOUT_PASSWORD, "");
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int retries() {
    return settings.retries();
  }

  @Override
  public int write(AlertLines lines, int first) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    int status = send(request(lines.line(first)), answer);
    if (echo != null && answer.size() > 0) {
      answer.writeTo(echo);
      echo.flush();
    }
    if (REFUSED.contains(status)) {
      throw new RefusedAlertException(place + " answered " + status);
    }
    if (status < 200 || status > 299) {
      throw new IOException(place + " answered " + status);
    }
    return 1;
  }

  private HttpRequest request(ByteBuffer line) throws IOException {
    byte[] body = new byte[line.remaining()];
    line.get(body);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", settings.contentType())
            .header("User-Agent", settings.userAgent());
    addUser(request, "Authorization", settings.url().getUserInfo());
    if (settings.proxy() != null) {
      addUser(request, "Proxy-Authorization", settings.proxy().user());
    }
    if (settings.compress()) {
      request.header("Content-Encoding", "gzip");
      body = gzip(body);
    }
    return request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
  }

  private static void addUser(HttpRequest.Builder request, String header, @Nullable String user) {
    if (user != null) {
      byte[] bytes = user.getBytes(StandardCharsets.UTF_8);
      request.header(header, "Basic " + Base64.getEncoder().encodeToString(bytes));
    }
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(body);
    }
    return compressed.toByteArray();
  }

  /** Sends a request and takes the whole answer, but keeps little of it. */
  private int send(HttpRequest request, ByteArrayOutputStream answer) throws IOException {
    CompletableFuture<HttpResponse<Void>> response =
        client.sendAsync(
            request,
            unused ->
                BodySubscribers.ofByteArrayConsumer(
                    bytes -> bytes.ifPresent(some -> keep(some, answer))));
    try {
      return response.get(settings.timeout().toNanos(), TimeUnit.NANOSECONDS).statusCode();
    } catch (ExecutionException e) {
      throw new IOException(place + ": " + reason(e.getCause() == null ? e : e.getCause()), e);
    } catch (TimeoutException e) {
      throw new IOException(
          place + ": no answer within " + settings.timeout().toMillis() + " ms", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while an alert was sent");
    } finally {
      response.cancel(true);
    }
  }

  private static void keep(byte[] bytes, ByteArrayOutputStream answer) {
    answer.write(bytes, 0, Math.min(bytes.length, MOST_ECHO - answer.size()));
  }

  /** What went wrong; some of Java's exceptions say it by their names only. */
  private static String reason(Throwable failure) {
    String message = failure.getMessage();
    if (message != null) {
      return message;
    }
    return failure instanceof ConnectException
        ? "connection refused"
        : failure.getClass().getSimpleName();
  }

  /** Reads the files for https again. */
  @Override
  public void reopen() throws IOException {
    client = connect();
  }

  @Override
  public void close() {
    // The client ends with its connections; who waits for an answer is interrupted.
  }
}
