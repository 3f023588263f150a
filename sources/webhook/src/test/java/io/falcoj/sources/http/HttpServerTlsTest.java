// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.falcoj.testdata.ToolRun;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates of the server and of its clients, with openssl and Java as peers. */
@Timeout(600)
class HttpServerTlsTest {

  @TempDir private Path folder;

  private TestCertificates certificates;

  @BeforeEach
  void makeCertificates() throws Exception {
    certificates = new TestCertificates(folder);
    certificates.authority("ca");
    certificates.certificate("server", "ca", "rsa:2048");
  }

  @Test
  void takesOneFileWithCertificateAndKey() throws Exception {
    try (HttpServer server = start(TlsFiles.of(certificates.both("server")))) {
      assertThat(get(server, certificates.client("ca", null))).isEqualTo(204);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa:2048", "ec", "ed25519"})
  void takesEveryKindOfKey(String algorithm) throws Exception {
    certificates.certificate("other", "ca", algorithm);
    try (HttpServer server = start(separate("other", "other.key"))) {
      assertThat(get(server, certificates.client("ca", null))).isEqualTo(204);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa:2048", "ec"})
  void takesKeysInTheirOlderForms(String algorithm) throws Exception {
    certificates.certificate("other", "ca", algorithm);
    String program = algorithm.equals("ec") ? "ec" : "rsa";
    if (program.equals("ec")) {
      certificates.openssl("ec", "-in", "other.key", "-out", "older.key");
    } else {
      certificates.openssl("rsa", "-traditional", "-in", "other.key", "-out", "older.key");
    }
    assertThat(certificates.file("older.key"))
        .content()
        .contains(program.equals("ec") ? "BEGIN EC PRIVATE KEY" : "BEGIN RSA PRIVATE KEY");
    try (HttpServer server = start(separate("other", "older.key"))) {
      assertThat(get(server, certificates.client("ca", null))).isEqualTo(204);
    }
  }

  @Test
  void saysWhatIsWrongWithFiles() throws Exception {
    certificates.openssl(
        "pkey", "-in", "server.key", "-aes128", "-passout", "pass:x", "-out", "encrypted.key");
    Files.writeString(folder.resolve("empty.pem"), "nothing");
    Files.writeString(
        folder.resolve("broken.key"),
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----");
    assertRefused(separate("missing", "server.key"), "missing.pem: no such file");
    assertRefused(separate("empty", "server.key"), "empty.pem: holds no certificate in PEM");
    assertRefused(separate("server", "empty.pem"), "empty.pem: holds no private key in PEM");
    assertRefused(
        separate("server", "encrypted.key"), "encrypted.key: the private key is encrypted");
    assertRefused(separate("server", "broken.key"), "broken.key: the private key is not valid");
    assertRefused(
        separate("server", "ca.key"), "ca.key: the private key is not that of the certificate");
  }

  @Test
  void refusesClientsWithoutTheRightCertificate() throws Exception {
    certificates.certificate("client", "ca", "ec");
    certificates.authority("others");
    certificates.certificate("stranger", "others", "ec");
    TlsFiles files =
        separate("server", "server.key").withClientAuthorities(certificates.file("ca.pem"));
    try (HttpServer server = start(files)) {
      assertThat(get(server, certificates.client("ca", "client"))).isEqualTo(204);
      assertThatThrownBy(() -> get(server, certificates.client("ca", null)))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> get(server, certificates.client("ca", "stranger")))
          .isInstanceOf(IOException.class);
      assertThat(get(server, certificates.client("ca", "client"))).isEqualTo(204);
    }
  }

  @Test
  void takesNoTlsOlderThanOneTwo() throws Exception {
    try (HttpServer server = start(separate("server", "server.key"))) {
      assertThat(handshake(server, "-tls1_3")).isZero();
      assertThat(handshake(server, "-tls1_2")).isZero();
      assertThat(handshake(server, "-tls1_1")).isNotZero();
      assertThat(handshake(server, "-tls1")).isNotZero();
    }
  }

  @Test
  void takesRenewedCertificates() throws Exception {
    certificates.certificate("next", "ca", "ec");
    Path current = certificates.file("current.pem");
    copy(certificates.both("server"), current);
    try (HttpServer server = start(TlsFiles.of(current))) {
      assertThat(nameOf(server)).isEqualTo("CN=server");
      copy(certificates.both("next"), current);
      awaitName(server, "CN=next");
    }
  }

  @Test
  void keepsItsCertificateWhileTheFilesDoNotFitTogether() throws Exception {
    certificates.certificate("next", "ca", "rsa:2048");
    copy(certificates.file("server.pem"), certificates.file("current.pem"));
    copy(certificates.file("server.key"), certificates.file("current.key"));
    try (HttpServer server = start(separate("current", "current.key"))) {
      copy(certificates.file("next.pem"), certificates.file("current.pem"));
      Thread.sleep(300);
      assertThat(nameOf(server)).isEqualTo("CN=server");
      Files.writeString(certificates.file("current.key"), "garbage");
      Thread.sleep(300);
      assertThat(nameOf(server)).isEqualTo("CN=server");
      copy(certificates.file("next.key"), certificates.file("current.key"));
      awaitName(server, "CN=next");
    }
  }

  @Test
  void closesConnectionsThatFinishNoHandshake() throws Exception {
    try (HttpServer server = start(separate("server", "server.key"), Duration.ofSeconds(1));
        Socket silent = new Socket("127.0.0.1", server.port())) {
      silent.setSoTimeout(20_000);
      // The beginning of a TLS record, and never the rest.
      silent.getOutputStream().write(new byte[] {0x16, 0x03, 0x01, 0x02});
      // An alert of TLS may come before the end.
      assertThat(silent.getInputStream().readAllBytes()).hasSizeLessThan(100);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1:8765",
    "127.0.0.1, 10.0.0.7:8765",
    "127.0.0.1, '[2001:db8::7]:8765'",
    "127.0.0.1, falcoj.falco.svc.cluster.local",
    "127.0.0.1, under_score.example",
    "localhost, localhost",
    "localhost, 10.0.0.7",
    "other.example, other.example",
    "other.example, localhost",
    "other.example, 10.0.0.7"
  })
  void takesRequestsForEveryName(String name, String host) throws Exception {
    try (HttpServer server = start(TlsFiles.of(certificates.both("server")));
        SSLSocket socket =
            (SSLSocket)
                certificates
                    .client("ca", null)
                    .getSocketFactory()
                    .createSocket(
                        new Socket("127.0.0.1", server.port()), name, server.port(), true)) {
      socket
          .getOutputStream()
          .write(("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(US_ASCII));
      assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII))
          .isEqualTo("HTTP/1.1 204");
      assertThat(server.refusals()).isEqualTo(new HttpRefusals(0, 0, 0, 0));
    }
  }

  @Test
  void countsHandshakesThatFail() throws Exception {
    certificates.certificate("client", "ca", "ec");
    TlsFiles files =
        separate("server", "server.key").withClientAuthorities(certificates.file("ca.pem"));
    try (HttpServer server = start(files)) {
      assertThatThrownBy(() -> get(server, certificates.client("ca", null)))
          .isInstanceOf(IOException.class);
      // Java's client tries again.
      long refused = server.refusals().handshakes();
      assertThat(refused).isPositive();
      try (Socket plain = new Socket("127.0.0.1", server.port())) {
        plain.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
        plain.getInputStream().readAllBytes();
      }
      // Is the port open?
      new Socket("127.0.0.1", server.port()).close();
      assertThat(get(server, certificates.client("ca", "client"))).isEqualTo(204);
      assertThat(server.refusals()).isEqualTo(new HttpRefusals(0, refused + 1, 0, 0));
    }
  }

  @Test
  void countsWhatIsNoRequest() throws Exception {
    try (HttpServer server = start(separate("server", "server.key"));
        SSLSocket socket =
            (SSLSocket)
                certificates
                    .client("ca", null)
                    .getSocketFactory()
                    .createSocket("127.0.0.1", server.port())) {
      socket.getOutputStream().write("nonsense\r\n\r\n".getBytes(US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
          .startsWith("HTTP/1.1 400")
          .endsWith("400 Bad Request\n");
      assertThat(server.refusals()).isEqualTo(new HttpRefusals(1, 0, 0, 0));
    }
  }

  private TlsFiles separate(String certificate, String key) {
    return TlsFiles.of(certificates.file(certificate + ".pem")).withKey(certificates.file(key));
  }

  private static HttpServer start(TlsFiles files) throws IOException {
    return start(files, Duration.ofMinutes(1));
  }

  private static HttpServer start(TlsFiles files, Duration handshake) throws IOException {
    HttpSettings settings =
        HttpSettings.of("test", new HttpAddress(HttpAddress.LOOPBACK, 0))
            .withTls(files)
            .withTimeouts(Duration.ofMinutes(1), handshake)
            .withCertificateCheck(Duration.ofMillis(50));
    return HttpServer.start(settings, new NoContent());
  }

  private void assertRefused(TlsFiles files, String message) {
    assertThatThrownBy(() -> start(files).close())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(folder + "/" + message);
  }

  private static int get(HttpServer server, SSLContext context)
      throws IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().sslContext(context).build();
    URI uri = URI.create("https://127.0.0.1:" + server.port() + "/");
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
  }

  private int handshake(HttpServer server, String version)
      throws IOException, InterruptedException {
    return ToolRun.of(
            folder,
            List.of(
                "openssl",
                "s_client",
                "-connect",
                "127.0.0.1:" + server.port(),
                "-cipher",
                "DEFAULT@SECLEVEL=0",
                version))
        .exitCode();
  }

  private @Nullable String nameOf(HttpServer server) throws IOException, GeneralSecurityException {
    SSLContext context = certificates.client("ca", null);
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", server.port())) {
      socket.startHandshake();
      X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return certificate.getSubjectX500Principal().getName();
    } catch (SSLException e) {
      return null;
    }
  }

  private void awaitName(HttpServer server, String name) throws Exception {
    while (!name.equals(nameOf(server))) {
      Thread.sleep(20);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Answers everything with 204. */
  private static final class NoContent extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      response.setStatus(204);
      callback.succeeded();
      return true;
    }
  }
}
