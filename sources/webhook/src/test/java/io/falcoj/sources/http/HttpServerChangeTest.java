// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.falcoj.testdata.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that goes on with other settings. */
@Timeout(600)
class HttpServerChangeTest {

  private static final HttpSettings ANY_PORT =
      HttpSettings.of("test", new HttpAddress(HttpAddress.LOOPBACK, 0));

  @TempDir private Path folder;

  @Test
  void connectionsStayWhereTheAddressDoes() throws Exception {
    try (HttpServer server = HttpServer.start(ANY_PORT, new Answer(201));
        Socket socket = new Socket("127.0.0.1", server.port())) {
      int port = server.port();
      assertThat(statusOn(socket)).isEqualTo(201);
      server.use(
          ANY_PORT.withCapacity(2, 3).withTimeouts(Duration.ofSeconds(7), Duration.ofSeconds(8)),
          new Answer(202));
      assertThat(server.port()).isEqualTo(port);
      assertThat(statusOn(socket)).isEqualTo(202);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void anotherAddressIsListenedOnInPlaceOfTheOneBefore() throws Exception {
    try (HttpServer server = HttpServer.start(ANY_PORT, new Answer(201))) {
      int before = server.port();
      server.use(at(FreePort.find()), new Answer(202));
      assertThat(get("http", server.port(), null)).isEqualTo(202);
      assertThatThrownBy(() -> get("http", before, null)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aPortThatIsTakenLeavesAllAsItWas() throws Exception {
    try (HttpServer server = HttpServer.start(ANY_PORT, new Answer(201));
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatThrownBy(() -> server.use(at(taken.getLocalPort()), new Answer(202)))
          .hasMessageStartingWith("cannot listen on 127.0.0.1:" + taken.getLocalPort());
      assertThat(get("http", server.port(), null)).isEqualTo(201);
    }
  }

  @Test
  void tlsBeginsAndEndsOnTheSamePort() throws Exception {
    TestCertificates certificates = certificates();
    HttpSettings settings = at(FreePort.find());
    try (HttpServer server = HttpServer.start(settings, new Answer(201))) {
      TlsFiles files = TlsFiles.of(certificates.both("server"));
      server.use(settings.withTls(files), new Answer(202));
      assertThat(get("https", settings.address().port(), certificates.client("ca", null)))
          .isEqualTo(202);
      server.use(settings, new Answer(203));
      TlsFiles missing = TlsFiles.of(folder.resolve("missing.pem"));
      assertThatThrownBy(() -> server.use(settings.withTls(missing), new Answer(204)))
          .hasMessage(folder + "/missing.pem: no such file");
      assertThat(get("http", settings.address().port(), null)).isEqualTo(203);
    }
  }

  @Test
  void certificatesOfClientsAreAskedForFromThenOn() throws Exception {
    TestCertificates certificates = certificates();
    certificates.certificate("client", "ca", "ec");
    TlsFiles files = TlsFiles.of(certificates.both("server"));
    HttpSettings settings = at(FreePort.find()).withTls(files);
    try (HttpServer server = HttpServer.start(settings, new Answer(201))) {
      server.use(
          settings.withTls(files.withClientAuthorities(certificates.file("ca.pem"))),
          new Answer(202));
      assertThat(get("https", server.port(), certificates.client("ca", "client"))).isEqualTo(202);
      assertThatThrownBy(() -> get("https", server.port(), certificates.client("ca", null)))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void renewedCertificatesAreTakenAtOnceOrNotAtAll() throws Exception {
    TestCertificates certificates = certificates();
    certificates.authority("others");
    certificates.certificate("next", "others", "ec");
    Path file = folder.resolve("current.pem");
    Files.copy(certificates.both("server"), file);
    HttpSettings settings = ANY_PORT.withTls(TlsFiles.of(file));
    try (HttpServer server = HttpServer.start(settings, new Answer(201))) {
      Files.copy(certificates.file("next.pem"), file, StandardCopyOption.REPLACE_EXISTING);
      assertThatThrownBy(() -> server.use(settings, new Answer(202)))
          .hasMessage(file + ": holds no private key in PEM");
      assertThat(get("https", server.port(), certificates.client("ca", null))).isEqualTo(201);
      Files.copy(certificates.both("next"), file, StandardCopyOption.REPLACE_EXISTING);
      server.use(settings, new Answer(202));
      assertThat(get("https", server.port(), certificates.client("others", null))).isEqualTo(202);
    }
  }

  private TestCertificates certificates() throws Exception {
    TestCertificates certificates = new TestCertificates(folder);
    certificates.authority("ca");
    certificates.certificate("server", "ca", "ec");
    return certificates;
  }

  private static HttpSettings at(int port) {
    return HttpSettings.of("test", new HttpAddress(HttpAddress.LOOPBACK, port));
  }

  private static int get(String scheme, int port, @Nullable SSLContext context)
      throws IOException, InterruptedException {
    HttpClient.Builder client = HttpClient.newBuilder();
    if (context != null) {
      client.sslContext(context);
    }
    URI uri = URI.create(scheme + "://127.0.0.1:" + port + "/");
    return client
        .build()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
        .statusCode();
  }

  /** Sends a request on a connection and reads the head of its answer. */
  private static int statusOn(Socket socket) throws IOException {
    socket.setSoTimeout(20_000);
    socket
        .getOutputStream()
        .write("GET / HTTP/1.1\r\nHost: falcoj\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
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

  /** Answers everything with a status. */
  private static final class Answer extends Handler.Abstract {

    private final int status;

    Answer(int status) {
      this.status = status;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      response.setStatus(status);
      response.getHeaders().put("Content-Length", 0);
      callback.succeeded();
      return true;
    }
  }
}
