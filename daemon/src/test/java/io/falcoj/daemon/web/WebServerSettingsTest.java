// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.falcoj.daemon.config.ConfigException;
import io.falcoj.daemon.config.ConfigKeys;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.sources.http.HttpAddress;
import io.falcoj.sources.http.TlsFiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebServerSettingsTest {

  @Test
  void isOffAndForThisMachineOnlyUnlessConfigured() throws ConfigException {
    assertThat(FalcoConfig.STANDARD.get(ConfigKeys.WEBSERVER_ENABLED)).isFalse();
    WebServerSettings settings = WebServerSettings.of(FalcoConfig.STANDARD);
    assertThat(settings.address()).isEqualTo(new HttpAddress("127.0.0.1", 8765));
    assertThat(settings.tls()).isNull();
    assertThat(settings.healthPath()).isEqualTo("/healthz");
    assertThat(settings.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void takesWhatIsConfigured() throws ConfigException {
    WebServerSettings settings =
        settings(
            "webserver.listen_address=::1",
            "webserver.listen_port=9",
            "webserver.threadiness=3",
            "webserver.k8s_healthz_endpoint=/ok",
            "webserver.ssl_enabled=true",
            "webserver.ssl_certificate=/etc/x.pem");
    assertThat(settings.address()).isEqualTo(new HttpAddress("::1", 9));
    assertThat(settings.threads()).isEqualTo(3);
    assertThat(settings.healthPath()).isEqualTo("/ok");
    assertThat(settings.tls()).isEqualTo(TlsFiles.of(Path.of("/etc/x.pem")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.0.199.255",
        "::",
        "fe80::1",
        "2001:db8:0:0:1:0:0:1",
        "2001:DB8::255.1.2.3"
      })
  void takesEveryAddress(String address) throws ConfigException {
    assertThat(settings("webserver.listen_address=" + address).address().host()).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "256.0.0.1",
        "10.0.0",
        "10.0.0.0.1",
        "10. 0.0.1",
        "!0.0.0.1",
        "12345::",
        "2001:db8::1::2",
        "2001:db8:0:0:1:0:0:0:1",
        "2001:db8::g"
      })
  void refusesWhatIsNoAddress(String address) {
    assertRefused(
        "webserver.listen_address=" + address,
        "webserver listen address \"" + address + "\" is not a valid IP address");
  }

  @Test
  void refusesWhatIsNoPath() {
    assertRefused("webserver.k8s_healthz_endpoint=ok", "expected a path");
  }

  private static void assertRefused(String option, String message) {
    assertThatThrownBy(() -> settings(option)).hasMessageContaining(message);
  }

  private static WebServerSettings settings(String... options) throws ConfigException {
    return WebServerSettings.of(FalcoConfig.STANDARD.withOptions(List.of(options)));
  }
}
