// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.falcoj.testdata.CertificateFolder;
import io.falcoj.testdata.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that are renewed in place while falcoj watches, as those of a Kubernetes Secret. */
class RenewedCertificatesTest {

  private static final String TOOK_OVER = "The changed configuration is in force: ";
  private static final char[] PASSWORD = "x".toCharArray();
  private static final Pattern NAME = Pattern.compile("event-\\d+\\.");

  @TempDir Path folder;

  private CertificateFolder certificates;
  private Path secret;

  @BeforeEach
  void makeCertificates() throws Exception {
    Assumptions.assumeTrue(CertificateFolder.canMake(), "needs openssl");
    certificates = new CertificateFolder(folder);
    certificates.authority("ca");
    certificates.certificate("first", "ca", "ec");
    certificates.certificate("second", "ca", "ec");
    Files.writeString(folder.resolve("rules.yaml"), AuditLogText.RULE);
    secret = Files.createDirectory(folder.resolve("secret"));
    mount("first");
    for (String name : List.of("tls.crt", "tls.key")) {
      Files.createSymbolicLink(secret.resolve(name), Path.of("..data", name));
    }
  }

  @Test
  void serversTakeThemWithoutARequestRefused() throws Exception {
    int webhook = FreePort.find();
    int webServer = FreePort.find();
    Path config =
        configure(
            """
            falcoj:
              webhook:
                url: https://127.0.0.1:%d/k8s-audit
                ssl_certificate: %s/tls.crt
                ssl_key: %2$s/tls.key
            webserver:
              enabled: true
              listen_port: %d
              ssl_enabled: true
              ssl_certificate: %s
            """
                .formatted(webhook, secret, webServer, copyBoth("first")));
    URI uri = URI.create("https://127.0.0.1:" + webhook + "/k8s-audit");
    SSLContext client = clientContext();
    HttpClient http = HttpClient.newBuilder().sslContext(client).build();
    try (FalcojProcess falcoj = FalcojProcess.startAsIs("-c", config.toString())) {
      falcoj.awaitErr("Starting health webserver");
      try (PostingClients clients = PostingClients.start(body -> post(http, uri, body))) {
        falcoj.await("some events", () -> clients.count() > 5);
        assertThat(nameAt(webhook, client)).isEqualTo("CN=first");
        mount("second");
        falcoj.awaitErr(TOOK_OVER + "k8s_audit\n");
        assertThat(nameAt(webhook, client)).isEqualTo("CN=second");
        assertThat(nameAt(webServer, client)).isEqualTo("CN=first");
        copyBoth("second");
        falcoj.awaitErr(TOOK_OVER + "webserver\n");
        assertThat(nameAt(webServer, client)).isEqualTo("CN=second");
        int before = clients.count();
        falcoj.await("some more events", () -> clients.count() > before + 5);
        List<String> posted = clients.finish();
        assertThat(clients.refused()).isZero();
        assertThat(falcoj.terminate()).isZero();
        assertThat(names(falcoj.out())).containsExactlyInAnyOrderElementsOf(posted);
      }
    }
  }

  @Test
  void anOutputShowsTheRenewedCertificate() throws Exception {
    List<String> received = Collections.synchronizedList(new ArrayList<>());
    HttpsServer server = server(received);
    Path config =
        configure(
            """
            http_output:
              enabled: true
              url: https://127.0.0.1:%d/
              ca_cert: %s
              mtls: true
              client_cert: %s/tls.crt
              client_key: %3$s/tls.key
            falcoj:
              spool: {path: %s}
              webhook: {url: "http://127.0.0.1:0/k8s-audit"}
            """
                .formatted(
                    server.getAddress().getPort(),
                    certificates.file("ca.pem"),
                    secret,
                    folder.resolve("spool")));
    try (FalcojProcess falcoj = FalcojProcess.startAsIs("-c", config.toString())) {
      falcoj.awaitErr("webhook on ");
      assertThat(falcoj.post(AuditLogText.event("event-1."))).isEqualTo(200);
      falcoj.await("the first alert", () -> received.size() == 1);
      Files.writeString(secret.resolve("..first").resolve("tls.key"), "garbage");
      falcoj.awaitErr("http_output goes on as before: http_output: " + secret + "/tls.key: ");
      assertThat(falcoj.post(AuditLogText.event("event-2."))).isEqualTo(200);
      falcoj.await("the second alert", () -> received.size() == 2);
      mount("second");
      falcoj.awaitErr(TOOK_OVER + "http_output\n");
      assertThat(falcoj.post(AuditLogText.event("event-3."))).isEqualTo(200);
      falcoj.await("the third alert", () -> received.size() == 3);
      assertThat(falcoj.terminate()).isZero();
      assertThat(received)
          .containsExactly("CN=first event-1.", "CN=first event-2.", "CN=second event-3.");
    } finally {
      server.stop(0);
    }
  }

  private Path configure(String text) throws IOException {
    return Files.writeString(
        folder.resolve("falco.yaml"),
        "rules_files: [%s]\n%s".formatted(folder.resolve("rules.yaml"), text));
  }

  /** Puts a certificate and its key where the links lead, in one step as kubelet does. */
  private void mount(String name) throws IOException {
    Path version = Files.createDirectory(secret.resolve(".." + name));
    Files.copy(certificates.file(name + ".pem"), version.resolve("tls.crt"));
    Files.copy(certificates.file(name + ".key"), version.resolve("tls.key"));
    Path link = Files.createSymbolicLink(secret.resolve("..data_tmp"), version.getFileName());
    Files.move(link, secret.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Puts a certificate and its key into one file. */
  private Path copyBoth(String name) throws IOException {
    Path made = Files.copy(certificates.both(name), folder.resolve("temporary"));
    return Files.move(made, folder.resolve("both.pem"), StandardCopyOption.ATOMIC_MOVE);
  }

  private static int post(HttpClient client, URI uri, String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> names(String text) {
    return NAME.matcher(text).results().map(found -> found.group()).toList();
  }

  /** Whose certificate a new connection is shown. */
  private static String nameAt(int port, SSLContext client) throws IOException {
    try (SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.startHandshake();
      X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return shown.getSubjectX500Principal().getName();
    }
  }

  private SSLContext clientContext() throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust().getTrustManagers(), null);
    return context;
  }

  private TrustManagerFactory trust() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream pem = Files.newInputStream(certificates.file("ca.pem"))) {
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    return trust;
  }

  /** Remembers of each alert who sent it, and the name of its event. */
  private HttpsServer server(List<String> received) throws Exception {
    certificates.certificate("server", "ca", "ec");
    certificates.openssl(
        "pkcs12",
        "-export",
        "-in",
        "server.pem",
        "-inkey",
        "server.key",
        "-out",
        "server.p12",
        "-passout",
        "pass:x");
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(certificates.file("server.p12"))) {
      keys.load(file, PASSWORD);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust().getTrustManagers(), null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = context.getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          Matcher name = NAME.matcher(new String(body, StandardCharsets.UTF_8));
          String sender = ((HttpsExchange) exchange).getSSLSession().getPeerPrincipal().getName();
          // That the key was broken is an alert too.
          if (name.find()) {
            received.add(sender + " " + name.group());
          }
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }
}
