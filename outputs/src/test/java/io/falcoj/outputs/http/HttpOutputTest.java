// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.falcoj.outputs.AlertLines;
import io.falcoj.outputs.Outputs;
import io.falcoj.outputs.RefusedAlertException;
import io.falcoj.outputs.TestLines;
import io.falcoj.testdata.CertificateFolder;
import io.falcoj.testdata.HttpPeer;
import io.falcoj.testdata.ProxyPeer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(600)
class HttpOutputTest {

  private static final Duration LONG = Duration.ofMinutes(4);

  @Nullable private HttpPeer started;

  @BeforeEach
  void start() throws IOException {
    started = HttpPeer.start();
  }

  @AfterEach
  void stop() {
    peer().close();
  }

  private HttpPeer peer() {
    assertThat(started).isNotNull();
    return started;
  }

  @Test
  void sendsEachAlertInARequestOfItsOwn() throws IOException {
    write(output(settings(peer().url())), "{\"rule\":\"ä\"}", "{}");
    assertThat(peer().bodies()).containsExactly("{\"rule\":\"ä\"}", "{}");
    HttpPeer.Request request = peer().requests().get(0);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/alerts?from=test");
    assertThat(request.header("Content-type")).isEqualTo("application/json");
    assertThat(request.header("User-agent")).isEqualTo("falcosecurity/falco");
    assertThat(request.header("Content-encoding")).isEmpty();
    assertThat(request.header("Authorization")).isEmpty();
  }

  @Test
  void compressesWhereThatIsWanted() throws IOException {
    HttpSettings plain = settings(peer().url());
    write(output(with(plain, plain.url(), true)), "alert");
    assertThat(peer().requests().get(0).header("Content-encoding")).isEqualTo("gzip");
    assertThat(peer().bodies()).containsExactly("alert");
  }

  @Test
  void tellsTheUserOfTheUrlInAHeaderOnly() throws IOException {
    URI url = URI.create("http://jane:s%20cret@127.0.0.1:" + peer().port() + "/");
    HttpOutput output = output(settings(url));
    write(output, "alert");
    assertThat(peer().requests().get(0).header("Authorization"))
        .isEqualTo("Basic amFuZTpzIGNyZXQ=");
    peer().answer(500, "");
    assertThatThrownBy(() -> write(output, "alert")).hasMessageNotContaining("s%20cret");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204})
  void anAnswerOfSuccessIsEnough(int status) throws IOException {
    peer().answer(status, status == 204 ? "" : "thanks");
    write(output(settings(peer().url())), "one", "two");
    assertThat(peer().bodies()).containsExactly("one", "two");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 401, 403, 404, 408, 429, 500, 502, 503})
  void anotherAnswerMayBeOtherwiseLater(int status) throws IOException {
    peer().answer(status, "no");
    HttpOutput output = output(settings(peer().url()));
    assertThatThrownBy(() -> write(output, "one"))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(RefusedAlertException.class)
        .hasMessage(peer().url() + " answered " + status);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413, 415, 422})
  void anAnswerThatNamesTheAlertIsFinal(int status) throws IOException {
    peer().answer(status, "no");
    HttpOutput output = output(settings(peer().url()));
    assertThatThrownBy(() -> write(output, "one")).isInstanceOf(RefusedAlertException.class);
  }

  @Test
  void echoesAnswersButNotWithoutEnd() throws IOException {
    ByteArrayOutputStream echo = new ByteArrayOutputStream();
    HttpOutput output = new HttpOutput(settings(peer().url()), echo);
    peer().answer(200, "received\n");
    write(output, "one");
    assertThat(echo.toString(StandardCharsets.UTF_8)).isEqualTo("received\n");
    peer().answer(200, "x".repeat(1 << 20));
    write(output, "one");
    assertThat(echo.size()).isEqualTo("received\n".length() + (1 << 16));
  }

  @Test
  void goesByWayOfAProxy() throws IOException {
    try (ProxyPeer proxy = ProxyPeer.to(peer().port())) {
      URI url = URI.create("http://alerts.example:8080/take?from=test");
      HttpOutput output = output(by(proxy, "jane:secret", settings(url)));
      write(output, "one", "two");
      assertThat(peer().bodies()).containsExactly("one", "two");
      assertThat(peer().requests().get(0).path()).isEqualTo("/take?from=test");
      assertThat(proxy.heads().get(0))
          .startsWith("POST http://alerts.example:8080/take?from=test HTTP/1.1\r\n")
          .contains("\r\nProxy-Authorization: Basic amFuZTpzZWNyZXQ=\r\n");
      peer().answer(503, "");
      assertThatThrownBy(() -> write(output, "three"))
          .hasMessage(url + " by way of 127.0.0.1:" + proxy.port() + " answered 503");
    }
  }

  @Test
  void aProxyThatIsNotThereIsAnError() throws IOException {
    ProxyPeer proxy = ProxyPeer.to(peer().port());
    proxy.close();
    URI url = URI.create("http://alerts.example/");
    assertThatThrownBy(() -> write(output(by(proxy, null, settings(url))), "one"))
        .hasMessage(
            "http://alerts.example/ by way of 127.0.0.1:" + proxy.port() + ": connection refused");
  }

  private static HttpSettings by(ProxyPeer proxy, @Nullable String user, HttpSettings other) {
    return new HttpSettings(
        other.url(),
        other.contentType(),
        other.userAgent(),
        new HttpProxy("127.0.0.1", proxy.port(), user),
        other.tls(),
        other.compress(),
        other.timeout(),
        other.retries());
  }

  @Test
  void nobodyThereIsAnError() throws IOException {
    HttpOutput output = output(settings(peer().url()));
    peer().close();
    assertThatThrownBy(() -> write(output, "one"))
        .isInstanceOf(IOException.class)
        .hasMessage(peer().url() + ": connection refused");
  }

  @Test
  void aServerThatNeverAnswersIsAnErrorInTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      URI url = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
      HttpOutput output = output(settings(url, Duration.ofMillis(300)));
      assertThatThrownBy(() -> write(output, "one"))
          .isInstanceOf(IOException.class)
          .hasMessage(url + ": no answer within 300 ms");
    }
  }

  @Test
  void anAnswerWithoutEndIsAnErrorInTime() throws Exception {
    try (ServerSocket endless = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread server = new Thread(() -> answerWithoutEnd(endless));
      server.start();
      URI url = URI.create("http://127.0.0.1:" + endless.getLocalPort() + "/");
      HttpOutput output = output(settings(url, Duration.ofMillis(500)));
      assertThatThrownBy(() -> write(output, "one")).hasMessageContaining("no answer within");
      server.join();
    }
  }

  private static void answerWithoutEnd(ServerSocket endless) {
    try (Socket client = endless.accept()) {
      client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] some = new byte[1000];
      while (true) {
        client.getOutputStream().write(some);
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }

  @Test
  void aServerThatAnswersWhatIsNoHttpIsAnError() throws Exception {
    try (ServerSocket odd = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread server =
          new Thread(
              () -> {
                try (Socket client = odd.accept()) {
                  client
                      .getOutputStream()
                      .write("220 mail here\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                  // The client has gone.
                }
              });
      server.start();
      URI url = URI.create("http://127.0.0.1:" + odd.getLocalPort() + "/");
      HttpOutput output = output(settings(url));
      assertThatThrownBy(() -> write(output, "one")).isInstanceOf(IOException.class);
      server.join();
    }
  }

  @Test
  void anAlertOutlivesAServerThatFailsForAWhile() throws IOException {
    peer().answer(503, "");
    try (Outputs outputs =
        Outputs.forReplay().add(output(settings(peer().url(), LONG, 5))).start()) {
      outputs.put(TestLines.of("one", "two"));
      while (peer().requests().isEmpty()) {
        Thread.onSpinWait();
      }
      peer().answer(200, "");
    }
    assertThat(peer().bodies().stream().distinct()).containsExactly("one", "two");
  }

  /** With authorities and certificates as they are made with openssl. */
  @Nested
  class Tls {

    @TempDir Path folder;

    private final ClientTls insecure = new ClientTls(true, null, null, null);

    private CertificateFolder certificates() throws Exception {
      Assumptions.assumeTrue(CertificateFolder.canMake(), "needs openssl: apt-get install openssl");
      CertificateFolder made = new CertificateFolder(folder);
      made.authority("authority");
      made.authority("stranger");
      made.certificate("server", "authority", "rsa:2048");
      made.certificate("client", "authority", "ec");
      made.certificate("intruder", "stranger", "ec");
      return made;
    }

    private HttpPeer secured(CertificateFolder made, boolean needsClientCertificate)
        throws Exception {
      ClientTls own =
          new ClientTls(
              false, made.file("authority.pem"), made.file("server.pem"), made.file("server.key"));
      return HttpPeer.startTls(own.context(), needsClientCertificate);
    }

    @Test
    void trustsTheAuthorityThatIsNamed() throws Exception {
      CertificateFolder made = certificates();
      try (HttpPeer secured = secured(made, false)) {
        write(output(secured, new ClientTls(false, made.file("authority.pem"), null, null)), "one");
        write(output(secured, insecure), "two");
        assertThat(secured.bodies()).containsExactly("one", "two");
      }
    }

    @Test
    void trustsTheAuthoritiesOfAFolder() throws Exception {
      CertificateFolder made = certificates();
      Path authorities = Files.createDirectory(folder.resolve("authorities"));
      Files.copy(made.file("stranger.pem"), authorities.resolve("a.crt"));
      Files.copy(made.file("authority.pem"), authorities.resolve("b.0"));
      Files.writeString(authorities.resolve("README"), "not a certificate");
      try (HttpPeer secured = secured(made, false)) {
        write(output(secured, new ClientTls(false, authorities, null, null)), "one");
        assertThat(secured.bodies()).containsExactly("one");
      }
    }

    @Test
    void trustsNobodyElse() throws Exception {
      CertificateFolder made = certificates();
      try (HttpPeer secured = secured(made, false)) {
        for (ClientTls tls :
            List.of(
                ClientTls.STANDARD, new ClientTls(false, made.file("stranger.pem"), null, null))) {
          HttpOutput output = output(secured, tls);
          assertThatThrownBy(() -> write(output, "one")).isInstanceOf(IOException.class);
        }
        assertThat(secured.bodies()).isEmpty();
      }
    }

    @Test
    void aCertificateOfAnotherNameIsNotTrusted() throws Exception {
      CertificateFolder made = certificates();
      made.selfSigned("other");
      ClientTls own = new ClientTls(false, null, made.file("other.pem"), made.file("other.key"));
      try (HttpPeer secured = HttpPeer.startTls(own.context(), false)) {
        HttpOutput output =
            output(secured, new ClientTls(false, made.file("other.pem"), null, null));
        assertThatThrownBy(() -> write(output, "one")).isInstanceOf(IOException.class);
        write(output(secured, insecure), "two");
        assertThat(secured.bodies()).containsExactly("two");
      }
    }

    @Test
    void showsItsCertificateWhereTheServerWantsOne() throws Exception {
      CertificateFolder made = certificates();
      Path authority = made.file("authority.pem");
      try (HttpPeer secured = secured(made, true)) {
        write(
            output(
                secured,
                new ClientTls(false, authority, made.file("client.pem"), made.file("client.key"))),
            "one");
        HttpOutput unknown =
            output(
                secured,
                new ClientTls(
                    false, authority, made.file("intruder.pem"), made.file("intruder.key")));
        assertThatThrownBy(() -> write(unknown, "two")).isInstanceOf(IOException.class);
        HttpOutput without = output(secured, new ClientTls(false, authority, null, null));
        assertThatThrownBy(() -> write(without, "three")).isInstanceOf(IOException.class);
        assertThat(secured.bodies()).containsExactly("one");
      }
    }

    @Test
    void aProxyOnlyMakesATunnel() throws Exception {
      CertificateFolder made = certificates();
      ClientTls tls = new ClientTls(false, made.file("authority.pem"), null, null);
      try (HttpPeer secured = secured(made, false);
          ProxyPeer proxy = ProxyPeer.to(secured.port())) {
        HttpSettings settings = by(proxy, null, settings(secured.url(), LONG, 0, tls));
        write(new HttpOutput(settings, null), "one", "two");
        assertThat(secured.bodies()).containsExactly("one", "two");
        assertThat(proxy.heads())
            .singleElement()
            .asString()
            .startsWith("CONNECT 127.0.0.1:" + secured.port() + " HTTP/1.1\r\n");
      }
    }

    @Test
    void aServerWithoutTlsIsAnError() throws IOException {
      URI url = URI.create("https://127.0.0.1:" + peer().port() + "/");
      HttpOutput output = new HttpOutput(settings(url, Duration.ofSeconds(5), 0, insecure), null);
      assertThatThrownBy(() -> write(output, "one")).isInstanceOf(IOException.class);
    }

    @Test
    void aFileThatIsMissingIsToldAtOnce() {
      Path missing = folder.resolve("missing.pem");
      URI url = URI.create("https://127.0.0.1/");
      HttpSettings settings = settings(url, LONG, 0, new ClientTls(false, missing, null, null));
      assertThatThrownBy(() -> new HttpOutput(settings, null))
          .isInstanceOf(IOException.class)
          .hasMessage(missing + ": no such file");
    }

    @Test
    void filesAreReadAgainWhenItIsOpenedAnew() throws Exception {
      CertificateFolder made = certificates();
      Path trusted = Files.copy(made.file("stranger.pem"), folder.resolve("trusted.pem"));
      try (HttpPeer secured = secured(made, false)) {
        HttpOutput output = output(secured, new ClientTls(false, trusted, null, null));
        assertThatThrownBy(() -> write(output, "one")).isInstanceOf(IOException.class);
        Files.writeString(trusted, Files.readString(made.file("authority.pem")));
        output.reopen();
        write(output, "two");
        assertThat(secured.bodies()).containsExactly("two");
      }
    }

    private HttpOutput output(HttpPeer secured, ClientTls tls) throws IOException {
      return new HttpOutput(settings(secured.url(), LONG, 0, tls), null);
    }
  }

  private static HttpOutput output(HttpSettings settings) throws IOException {
    return new HttpOutput(settings, null);
  }

  private static HttpSettings settings(URI url) {
    return settings(url, LONG);
  }

  private static HttpSettings settings(URI url, Duration timeout) {
    return settings(url, timeout, 0);
  }

  private static HttpSettings settings(URI url, Duration timeout, int retries) {
    return settings(url, timeout, retries, ClientTls.STANDARD);
  }

  private static HttpSettings settings(URI url, Duration timeout, int retries, ClientTls tls) {
    return new HttpSettings(
        url, HttpSettings.JSON, "falcosecurity/falco", null, tls, false, timeout, retries);
  }

  private static HttpSettings with(HttpSettings other, URI url, boolean compress) {
    return new HttpSettings(
        url,
        other.contentType(),
        other.userAgent(),
        other.proxy(),
        other.tls(),
        compress,
        other.timeout(),
        other.retries());
  }

  private static void write(HttpOutput output, String... texts) throws IOException {
    AlertLines lines = TestLines.of(texts);
    for (int next = 0; next < lines.count(); ) {
      next += output.write(lines, next);
    }
  }
}
