// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.falcoj.daemon.config.ConfigException;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.sources.http.HttpAddress;
import io.falcoj.sources.http.TlsFiles;
import io.falcoj.sources.webhook.WebhookOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookConfigTest {

  @Test
  void listensForTheMachineItselfUnlessToldOtherwise() throws ConfigException {
    assertThat(WebhookConfig.of(FalcoConfig.STANDARD)).isEqualTo(WebhookOptions.STANDARD);
    assertThat(WebhookOptions.STANDARD.address()).hasToString("127.0.0.1:9765");
  }

  @ParameterizedTest
  @CsvSource({
    "http://:9765/k8s-audit, 127.0.0.1:9765, /k8s-audit",
    "http://0.0.0.0:9765/k8s-audit, 0.0.0.0:9765, /k8s-audit",
    "http://localhost/k8s-audit, localhost:9765, /k8s-audit",
    "http://10.0.0.1:80, 10.0.0.1:80, /k8s-audit",
    "http://[::1]:8080/a/b/, [::1]:8080, /a/b/",
    "http://127.0.0.1:9765/, 127.0.0.1:9765, /",
    "http://127.0.0.1:9765/x?y=z, 127.0.0.1:9765, /x",
    "https://:9765/k8s-audit, :9765, /k8s-audit"
  })
  void takesOpenParamsOfThePlugin(String url, String address, String path) throws ConfigException {
    WebhookOptions options = WebhookConfig.of(plugin("open_params: \"" + url + "\""));
    assertThat(options.address()).hasToString(address);
    assertThat(options.path()).isEqualTo(path);
    assertThat(options.tls() == null).isEqualTo(url.startsWith("http:"));
    assertThat(WebhookConfig.of(with("falcoj.webhook.url=" + url))).isEqualTo(options);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "init_config: {sslCertificate: /tls/both.pem, maxEventSize: 262144, useAsync: true,"
            + " webhookMaxBatchSize: 12582912}",
        "init_config: '{\"sslCertificate\": \"/tls/both.pem\", \"maxEventSize\": 262144}'"
      })
  void takesInitConfigOfThePlugin(String initConfig) throws ConfigException {
    WebhookOptions options =
        WebhookConfig.of(plugin(initConfig + ", open_params: 'https://:9765/k8s-audit'"));
    assertThat(options.tls()).isEqualTo(TlsFiles.of(Path.of("/tls/both.pem")));
    assertThat(options.sizes().maxEvent()).isEqualTo(262144);
  }

  @Test
  void takesItsOwnKeys() throws ConfigException {
    WebhookOptions options =
        WebhookConfig.of(
            with(
                "falcoj.webhook.url=https://[::]:443/x",
                "falcoj.webhook.ssl_certificate=server.pem",
                "falcoj.webhook.ssl_key=server.key",
                "falcoj.webhook.client_ca=ca.pem",
                "falcoj.webhook.max_bodies=7",
                "falcoj.webhook.max_connections=8",
                "falcoj.webhook.max_inflated_mb=9",
                "falcoj.webhook.resend_window=0",
                "falcoj.webhook.idle_timeout_s=11",
                "falcoj.webhook.header_timeout_s=12",
                "falcoj.webhook.min_bytes_per_second=13"));
    assertThat(options)
        .isEqualTo(
            WebhookOptions.STANDARD
                .at(new HttpAddress("::", 443), "/x")
                .withTls(
                    new TlsFiles(Path.of("server.pem"), Path.of("server.key"), Path.of("ca.pem")))
                .withSizes(WebhookOptions.STANDARD.sizes().maxEvent(), 9 << 20)
                .withCapacity(7, 8, WebhookOptions.STANDARD.capacity().workers())
                .withResendWindow(0)
                .withPatience(Duration.ofSeconds(11), Duration.ofSeconds(12), 13));
  }

  @Test
  void looksForTheCertificateWhereFalcoDoes() throws ConfigException {
    WebhookOptions options = WebhookConfig.of(plugin("open_params: 'https://:9765/k8s-audit'"));
    assertThat(options.tls()).isEqualTo(TlsFiles.of(Path.of("/etc/falco/falco.pem")));
  }

  @Test
  void takesNoPluginThatIsNotLoaded() throws ConfigException {
    FalcoConfig config =
        plugin("open_params: 'http://10.0.0.1:80/x'").withOptions(List.of("load_plugins=json"));
    assertThat(WebhookConfig.of(config)).isEqualTo(WebhookOptions.STANDARD);
  }

  @ParameterizedTest
  @CsvSource({
    "falcoj.webhook.url=/var/log/audit.log, expected a URL",
    "falcoj.webhook.url=ftp://x/y, expected a URL",
    "falcoj.webhook.url=http://user@host:1/x, expected a URL",
    "falcoj.webhook.url=http://127.0.0.1:70000/x, a port is 0 to 65535"
  })
  void saysWhatIsWrong(String option, String message) throws ConfigException {
    FalcoConfig config = with(option);
    assertThatThrownBy(() -> WebhookConfig.of(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(option.substring(0, option.indexOf('=')) + ": ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"client_ca=ca.pem", "ssl_key=server.key"})
  void takesNoCertificateWithoutTls(String option) throws ConfigException {
    String key = "falcoj.webhook." + option.substring(0, option.indexOf('='));
    FalcoConfig standard = with("falcoj.webhook." + option);
    assertThatThrownBy(() -> WebhookConfig.of(standard))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(key + ": found \"" + option.substring(option.indexOf('=') + 1))
        .hasMessageEndingWith("use https, or leave " + key + " empty");
    FalcoConfig opened =
        plugin("open_params: 'http://10.0.0.1:80/x'")
            .withOptions(List.of("falcoj.webhook." + option));
    assertThatThrownBy(() -> WebhookConfig.of(opened))
        .hasMessageContaining("plugins: open_params of k8saudit is \"http://10.0.0.1:80/x\"");
  }

  @Test
  void saysWhatIsWrongWithThePlugin() throws ConfigException {
    FalcoConfig config = plugin("init_config: {maxEventSize: 0}");
    assertThatThrownBy(() -> WebhookConfig.of(config))
        .hasMessage(
            "plugins: maxEventSize of k8saudit: found \"0\", expected 1 to 268435456 bytes");
  }

  private static FalcoConfig plugin(String settings) throws ConfigException {
    return with("plugins[]={name: k8saudit, library_path: libk8saudit.so, " + settings + "}");
  }

  private static FalcoConfig with(String... options) throws ConfigException {
    return FalcoConfig.STANDARD.withOptions(Arrays.asList(options));
  }
}
