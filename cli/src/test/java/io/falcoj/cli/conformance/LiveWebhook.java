// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import io.falcoj.daemon.ConfiguredFalco;
import io.falcoj.daemon.FalcoBuilder;
import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.StandardOutput;
import io.falcoj.daemon.config.ConfigException;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.daemon.config.LoadedConfig;
import io.falcoj.daemon.live.FileState;
import io.falcoj.daemon.live.LivePart;
import io.falcoj.daemon.live.LiveRun;
import io.falcoj.daemon.live.LiveSettings;
import io.falcoj.daemon.live.RunLoader;
import io.falcoj.daemon.live.SourceChoice;
import io.falcoj.fields.table.FieldSettings;
import io.falcoj.outputs.Outputs;
import io.falcoj.sources.audit.event.AuditEvent;
import io.falcoj.testdata.FreePort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A live run that watches nothing but its audit webhook, within the test's process. */
final class LiveWebhook {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final int MOST_TRIES = 500;

  private LiveWebhook() {}

  /**
   * Starts a run, posts a recorded log to it as one body, and stops it.
   *
   * @param rules adds the rules and policies
   * @return what it wrote to standard output
   */
  static String alerts(UnaryOperator<FalcoBuilder> rules, Path log) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + FreePort.find() + "/k8s-audit");
    FalcoConfig config = config(uri);
    FieldSettings place = new FieldSettings(ZoneOffset.UTC, "test-host");
    ConfiguredFalco falco =
        rules.apply(ConfiguredFalco.builder().config(config).place(place)).load();
    RunLoader.Loaded loaded =
        new RunLoader.Loaded(falco, new LoadedConfig(config, List.of()), FileState.of(List.of()));
    LiveSettings settings =
        new LiveSettings(
            SourceChoice.of(List.of(AuditEvent.SOURCE), List.of()), false, Duration.ZERO, null);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Outputs outputs = Outputs.forLive().start()) {
      List<LivePart<?>> parts =
          LiveRun.outputParts(outputs, new StandardOutput(out, failure -> false));
      LiveRun run = new LiveRun(loaded, () -> loaded, settings, outputs, parts, summary -> {});
      CompletableFuture<Void> ended = CompletableFuture.runAsync(() -> watch(run));
      int status = post(uri, log);
      run.stop();
      ended.get();
      if (status != 200) {
        throw new IOException("answered " + status);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static FalcoConfig config(URI uri) throws ConfigException {
    return FalcoConfig.STANDARD.withOptions(
        List.of("json_output=true", "falcoj.webhook.url=" + uri, "watch_config_files=false"));
  }

  private static void watch(LiveRun run) {
    try {
      run.run();
    } catch (FalcoException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int post(URI uri, Path log) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofFile(log))
            .build();
    for (int i = 0; i < MOST_TRIES; i++) {
      try {
        return CLIENT.send(request, BodyHandlers.discarding()).statusCode();
      } catch (ConnectException e) {
        // It does not listen yet.
        Thread.sleep(20);
      }
    }
    throw new IOException("nobody listens at " + uri);
  }
}
