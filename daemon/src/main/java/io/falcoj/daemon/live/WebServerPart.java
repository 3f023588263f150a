// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.config.ConfigKeys;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.daemon.metrics.Measurements;
import io.falcoj.daemon.metrics.MetricsSettings;
import io.falcoj.daemon.metrics.PrometheusText;
import io.falcoj.daemon.metrics.StandardMetrics;
import io.falcoj.daemon.web.WebServer.Page;
import io.falcoj.daemon.web.WebServer;
import io.falcoj.daemon.web.WebServerSettings;
import io.falcoj.sources.http.HttpRefusals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The web server. */
final class WebServerPart implements LivePart<WebServerPart.Settings> {

  private final Supplier<Boolean> healthy;
  private final Supplier<Measurements> measurements;
  private volatile @Nullable WebServer server;

  /**
   * @param healthy whether falcoj runs as it should
   */
  WebServerPart(Supplier<Boolean> healthy, Supplier<Measurements> measurements) {
    this.healthy = healthy;
    this.measurements = measurements;
  }

  /**
   * What it is like.
   *
   * @param metrics those that it shows; null for none
   */
  record Settings(WebServerSettings server, @Nullable MetricsSettings metrics) {}

  /** What the web server refused by itself; empty if it does not run. */
  Optional<HttpRefusals> refusals() {
    return Optional.ofNullable(server).map(WebServer::refusals);
  }

  @Override
  public String name() {
    return "webserver";
  }

  @Override
  public @Nullable Settings settings(RunLoader.Loaded loaded) throws FalcoException {
    FalcoConfig config = loaded.config();
    if (!config.get(ConfigKeys.WEBSERVER_ENABLED)) {
      return null;
    }
    MetricsSettings metrics = FalcoException.ofConfig(() -> MetricsSettings.of(config));
    boolean shown =
        metrics.enabled() && config.get(ConfigKeys.WEBSERVER_PROMETHEUS_METRICS_ENABLED);
    return new Settings(
        FalcoException.ofConfig(() -> WebServerSettings.of(config)), shown ? metrics : null);
  }

  @Override
  public List<Path> files(Settings settings) {
    return settings.server().tls() == null ? List.of() : settings.server().tls().all();
  }

  @Override
  public void use(Settings settings) throws FalcoException {
    try {
      if (server == null) {
        server = WebServer.start(settings.server(), healthy, pages(settings.metrics()));
      } else {
        server.use(settings.server(), healthy, pages(settings.metrics()));
      }
    } catch (IOException e) {
      throw new FalcoException(String.valueOf(e.getMessage()), e);
    }
  }

  private Map<String, Supplier<Page>> pages(@Nullable MetricsSettings metrics) {
    if (metrics == null) {
      return Map.of();
    }
    StandardMetrics standard = new StandardMetrics(metrics);
    return Map.of(
        "/metrics",
        () -> Page.of(PrometheusText.CONTENT_TYPE, standard.prometheus(measurements.get())));
  }

  @Override
  public void stop() {
    WebServer closing = server;
    if (closing != null) {
      server = null;
      closing.close();
    }
  }
}
