// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.falcoj.app.config.ConfigException;
import io.falcoj.app.config.ConfigKeys;
import io.falcoj.app.config.FalcoConfig;
import io.falcoj.sources.http.HttpAddress;
import io.falcoj.sources.http.TlsFiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

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

  @Test
  void refusesWhatCannotBe() {
    assertRefused("webserver.listen_address=localhost", "is not a valid IP address");
    assertRefused("webserver.listen_port=65536", "expected 0 to 65535");
    assertRefused("webserver.listen_port=99999999999", "expected 0 to 65535");
    assertRefused("webserver.k8s_healthz_endpoint=ok", "expected a path");
  }

  private static void assertRefused(String option, String message) {
    assertThatThrownBy(() -> settings(option)).hasMessageContaining(message);
  }

  private static WebServerSettings settings(String... options) throws ConfigException {
    return WebServerSettings.of(FalcoConfig.STANDARD.withOptions(List.of(options)));
  }
}
