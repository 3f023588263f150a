// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import io.falcoj.daemon.config.ConfigException;
import io.falcoj.daemon.config.ConfigKey;
import io.falcoj.daemon.config.ConfigKeys;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.daemon.config.PluginEntry;
import io.falcoj.sources.audit.replay.AuditLogReplay;
import io.falcoj.sources.http.HttpAddress;
import io.falcoj.sources.http.TlsFiles;
import io.falcoj.sources.webhook.WebhookOptions;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the audit webhook is configured: by the entry of Falco's plugin k8saudit and by falcoj's own
 * keys.
 */
final class WebhookConfig {

  private static final Logger LOGGER = LoggerFactory.getLogger(WebhookConfig.class);

  private static final String PLUGIN = "k8saudit";
  private static final String OPEN_PARAMS = "plugins: open_params of k8saudit";
  private static final String MAX_EVENT_SIZE = "maxEventSize";
  private static final String MAX_BATCH_SIZE = "webhookMaxBatchSize";
  private static final String SSL_CERTIFICATE = "sslCertificate";
  private static final Pattern URL =
      Pattern.compile(
          "(?<scheme>https?)://(?<host>\\[[0-9a-fA-F:.%]+]|[^\\[\\]:/?#@\\s]*)(:(?<port>[0-9]{1,5}))?"
              + "(?<path>/[^?#\\s]*)?(\\?\\S*)?");
  private static final long MEGABYTE = 1L << 20;

  private WebhookConfig() {}

  /**
   * That of a run.
   *
   * @throws ConfigException if a value is not one that it can have
   */
  static WebhookOptions ofRun(RunLoader.Loaded loaded) throws ConfigException {
    return of(loaded.config());
  }

  /** The certificates and keys that are read. */
  static List<Path> files(WebhookOptions options) {
    return options.tls() == null ? List.of() : options.tls().all();
  }

  /**
   * Where the webhook listens, and its limits.
   *
   * @throws ConfigException if a value is not one that it can have
   */
  static WebhookOptions of(FalcoConfig config) throws ConfigException {
    PluginEntry plugin = PluginEntry.loaded(config, PLUGIN).orElse(null);
    Map<String, String> settings = plugin == null ? Map.of() : plugin.initConfig();
    String openParams = plugin == null ? "" : plugin.openParams().strip();
    boolean opened = !openParams.isEmpty();
    String name = opened ? OPEN_PARAMS : ConfigKeys.WEBHOOK_URL.path();
    String url = opened ? openParams : config.get(ConfigKeys.WEBHOOK_URL);
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      throw new ConfigException(
          "%s: found \"%s\", expected a URL such as http://127.0.0.1:9765/k8s-audit; recorded logs are read with -e"
              .formatted(name, url));
    }
    boolean secure = parts.group("scheme").equals("https");
    if (!secure) {
      checkWithoutTls(config, name, url);
    }
    if (settings.containsKey(MAX_BATCH_SIZE)) {
      LOGGER.info("{} has no meaning here: a body may have any size", MAX_BATCH_SIZE);
    }
    return WebhookOptions.STANDARD
        .at(address(name, url, parts, secure), path(parts))
        .withTls(secure ? tls(config, settings) : null)
        .withSizes(
            maxEventSize(settings), config.get(ConfigKeys.WEBHOOK_MAX_INFLATED_MB) * MEGABYTE)
        .withCapacity(
            config.get(ConfigKeys.WEBHOOK_MAX_BODIES).intValue(),
            config.get(ConfigKeys.WEBHOOK_MAX_CONNECTIONS).intValue(),
            WebhookOptions.STANDARD.capacity().workers())
        .withResendWindow(config.get(ConfigKeys.WEBHOOK_RESEND_WINDOW).intValue())
        .withPatience(
            seconds(config, ConfigKeys.WEBHOOK_IDLE_TIMEOUT_S),
            seconds(config, ConfigKeys.WEBHOOK_HEADER_TIMEOUT_S),
            config.get(ConfigKeys.WEBHOOK_MIN_BYTES_PER_SECOND).intValue());
  }

  /** Whoever asks for certificates of clients must not find everybody let in. */
  private static void checkWithoutTls(FalcoConfig config, String name, String url)
      throws ConfigException {
    String authorities = config.get(ConfigKeys.WEBHOOK_CLIENT_CA);
    if (!authorities.isBlank()) {
      throw new ConfigException(
          "%s: found \"%s\", but clients show certificates over https only, and %s is \"%s\": use https, or leave %1$s empty"
              .formatted(ConfigKeys.WEBHOOK_CLIENT_CA.path(), authorities, name, url));
    }
    String key = config.get(ConfigKeys.WEBHOOK_SSL_KEY);
    if (!key.isBlank()) {
      throw new ConfigException(
          "%s: found \"%s\", but only https has a key, and %s is \"%s\": use https, or leave %1$s empty"
              .formatted(ConfigKeys.WEBHOOK_SSL_KEY.path(), key, name, url));
    }
  }

  private static HttpAddress address(String name, String url, Matcher parts, boolean secure)
      throws ConfigException {
    String host = parts.group("host").replaceAll("[\\[\\]]", "");
    String port = parts.group("port");
    if (host.isEmpty() && !secure) {
      LOGGER.warn(
          "{}: \"{}\" names no address: the audit webhook listens on {} only. Plain HTTP is taken"
              + " from other machines if their address is named (http://0.0.0.0:…); https needs"
              + " no name",
          name,
          url,
          HttpAddress.LOOPBACK);
      host = HttpAddress.LOOPBACK;
    }
    try {
      return new HttpAddress(host, port == null ? WebhookOptions.PORT : Integer.parseInt(port));
    } catch (IllegalArgumentException e) {
      throw new ConfigException("%s: found \"%s\": %s".formatted(name, url, e.getMessage()));
    }
  }

  private static String path(Matcher parts) {
    String path = parts.group("path");
    return path == null ? WebhookOptions.PATH : path;
  }

  private static TlsFiles tls(FalcoConfig config, Map<String, String> settings)
      throws ConfigException {
    String plugins = settings.getOrDefault(SSL_CERTIFICATE, "");
    String certificate =
        plugins.isEmpty() ? config.get(ConfigKeys.WEBHOOK_SSL_CERTIFICATE) : plugins;
    TlsFiles files = TlsFiles.of(file(ConfigKeys.WEBHOOK_SSL_CERTIFICATE.path(), certificate));
    String key = config.get(ConfigKeys.WEBHOOK_SSL_KEY);
    if (!key.isEmpty()) {
      files = files.withKey(file(ConfigKeys.WEBHOOK_SSL_KEY.path(), key));
    }
    String authorities = config.get(ConfigKeys.WEBHOOK_CLIENT_CA);
    if (!authorities.isEmpty()) {
      files = files.withClientAuthorities(file(ConfigKeys.WEBHOOK_CLIENT_CA.path(), authorities));
    }
    return files;
  }

  private static Path file(String key, String name) throws ConfigException {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new ConfigException(key + ": found \"" + name + "\", a name that no file can have");
    }
  }

  private static int maxEventSize(Map<String, String> settings) throws ConfigException {
    String text = settings.get(MAX_EVENT_SIZE);
    if (text == null) {
      return AuditLogReplay.DEFAULT_MAX_EVENT_SIZE;
    }
    try {
      long size = Long.parseLong(text);
      if (size >= 1 && size <= AuditLogReplay.LARGEST_MAX_EVENT_SIZE) {
        return (int) size;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new ConfigException(
        "plugins: %s of k8saudit: found \"%s\", expected 1 to %d bytes"
            .formatted(MAX_EVENT_SIZE, text, AuditLogReplay.LARGEST_MAX_EVENT_SIZE));
  }

  private static Duration seconds(FalcoConfig config, ConfigKey<Long> key) {
    return Duration.ofSeconds(config.get(key));
  }
}
