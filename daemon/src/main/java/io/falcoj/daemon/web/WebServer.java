// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.web;

import io.falcoj.daemon.Versions;
import io.falcoj.sources.http.HttpRefusals;
import io.falcoj.sources.http.HttpServer;
import io.falcoj.sources.http.HttpSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running web server. */
public final class WebServer implements AutoCloseable {

  private static final int MOST_CONNECTIONS = 256;
  private static final String JSON = "application/json";
  private static final Logger LOGGER = LoggerFactory.getLogger(WebServer.class);

  private final HttpServer server;

  private WebServer(HttpServer server) {
    this.server = server;
  }

  /**
   * An answer.
   *
   * @param status 200, or 503 where falcoj does not run as it should
   * @param type media type of the body
   */
  public record Page(int status, String type, String body) {

    /** A page with status 200. */
    public static Page of(String type, String body) {
      return new Page(HttpStatus.OK_200, type, body);
    }
  }

  /**
   * Listens.
   *
   * @param healthy whether falcoj runs as it should
   * @param furtherPages by their paths; called on threads of the server
   * @throws IOException if the address cannot be listened on, or the certificate not be used
   */
  public static WebServer start(
      WebServerSettings settings,
      Supplier<Boolean> healthy,
      Map<String, Supplier<Page>> furtherPages)
      throws IOException {
    WebServer started =
        new WebServer(HttpServer.start(http(settings), handler(settings, healthy, furtherPages)));
    started.log(settings);
    return started;
  }

  /**
   * Goes on with other settings and pages.
   *
   * @throws IOException as {@link #start} does: then all is as before
   */
  public void use(
      WebServerSettings settings,
      Supplier<Boolean> healthy,
      Map<String, Supplier<Page>> furtherPages)
      throws IOException {
    server.use(http(settings), handler(settings, healthy, furtherPages));
    log(settings);
  }

  private static HttpSettings http(WebServerSettings settings) {
    return HttpSettings.of("webserver", settings.address())
        .withTls(settings.tls())
        .withCapacity(MOST_CONNECTIONS, settings.threads());
  }

  private static Handler handler(
      WebServerSettings settings,
      Supplier<Boolean> healthy,
      Map<String, Supplier<Page>> furtherPages) {
    Map<String, Supplier<Page>> pages = new LinkedHashMap<>(furtherPages);
    Page versions = Page.of(JSON, Versions.json().toString());
    pages.put("/versions", () -> versions);
    pages.put(settings.healthPath(), () -> health(healthy.get()));
    return new Pages(pages);
  }

  private void log(WebServerSettings settings) {
    LOGGER.info(
        "Starting health webserver with threadiness {}, listening on {}:{}{}",
        settings.threads(),
        settings.address().host(),
        port(),
        settings.tls() == null ? "" : " (SSL)");
    if (settings.tls() == null && !settings.address().isLoopback()) {
      LOGGER.warn("the web server is open to other machines, without TLS: webserver.ssl_enabled");
    }
  }

  private static Page health(boolean healthy) {
    return healthy
        ? Page.of(JSON, "{\"status\": \"ok\"}")
        : new Page(HttpStatus.SERVICE_UNAVAILABLE_503, JSON, "{\"status\": \"not watching\"}");
  }

  /** The port that is listened on. */
  public int port() {
    return server.port();
  }

  /** What it refused so far before a page was asked for. */
  public HttpRefusals refusals() {
    return server.refusals();
  }

  @Override
  public void close() {
    server.close();
  }

  /** Answers with the page of the path. */
  private static final class Pages extends Handler.Abstract {

    private final Map<String, Supplier<Page>> pages;

    Pages(Map<String, Supplier<Page>> pages) {
      this.pages = pages;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      Supplier<Page> found = pages.get(Request.getPathInContext(request));
      if (found == null) {
        Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
        return true;
      }
      boolean isRead =
          HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
      if (!isRead) {
        response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
        Response.writeError(request, response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
        return true;
      }
      Page page = found.get();
      byte[] body = page.body().getBytes(StandardCharsets.UTF_8);
      response.setStatus(page.status());
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, page.type());
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
      response.write(true, ByteBuffer.wrap(body), callback);
      return true;
    }
  }
}
