// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.testdata.HttpPeer;
import io.falcoj.testdata.ProxyPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts go by way of the proxy that the environment names. */
class ProxiedOutputTest {

  @TempDir Path folder;

  private final HttpPeer server;
  private final ProxyPeer proxy;

  ProxiedOutputTest() throws IOException {
    server = HttpPeer.start();
    proxy = ProxyPeer.to(server.port());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    proxy.close();
  }

  private FalcojProcess falcoj(String variable, String url) throws IOException {
    Path rules = Files.writeString(folder.resolve("rules.yaml"), AuditLogText.RULE);
    Path log = Files.writeString(folder.resolve("audit.log"), AuditLogText.event("one"));
    String proxied = variable + "=http://jane:s%20cret@127.0.0.1:" + proxy.port();
    return FalcojProcess.startBy(
        List.of("env", proxied, "no_proxy="),
        "-r",
        rules.toString(),
        "-e",
        log.toString(),
        "-o",
        "http_output.enabled=true",
        "-o",
        "http_output.url=" + url);
  }

  @Test
  void asksItForWhatItSends() throws IOException {
    try (FalcojProcess falcoj = falcoj("http_proxy", "http://alerts.example/take")) {
      assertThat(falcoj.awaitExit()).as(falcoj.err()).isZero();
      assertThat(server.bodies()).singleElement().asString().contains("seen");
      assertThat(proxy.heads())
          .singleElement()
          .asString()
          .startsWith("POST http://alerts.example/take HTTP/1.1\r\n")
          .contains("\r\nProxy-Authorization: Basic amFuZTpzIGNyZXQ=\r\n");
    }
  }

  /** The server of the test does not speak TLS: what is asked of the proxy is what counts. */
  @Test
  void tellsItsPasswordToHaveATunnel() throws IOException {
    try (FalcojProcess falcoj = falcoj("HTTPS_PROXY", "https://alerts.example/take")) {
      falcoj.await("the proxy to be asked", () -> !proxy.heads().isEmpty());
      assertThat(proxy.heads().get(0))
          .startsWith("CONNECT alerts.example:443 HTTP/1.1\r\n")
          .contains("\r\nProxy-Authorization: Basic amFuZTpzIGNyZXQ=\r\n");
    }
  }
}
