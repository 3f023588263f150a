// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app;

import io.falcoj.app.config.ConfigKey;
import io.falcoj.app.config.ConfigKeys;
import io.falcoj.app.config.FalcoConfig;
import io.falcoj.outputs.FileOutput;
import io.falcoj.outputs.Output;
import io.falcoj.outputs.Outputs;
import io.falcoj.outputs.StdoutOutput;
import io.falcoj.outputs.http.ClientTls;
import io.falcoj.outputs.http.HttpOutput;
import io.falcoj.outputs.http.HttpProxy;
import io.falcoj.outputs.http.HttpSettings;
import io.falcoj.outputs.program.ProgramOutput;
import io.falcoj.outputs.spool.Spool;
import io.falcoj.outputs.spool.SpoolOptions;
import io.falcoj.outputs.syslog.SyslogOutput;
import io.falcoj.outputs.syslog.SystemLog;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the outputs that a configuration asks for. */
public final class AlertOutputs {

  /** What falcoj is called in the system's log. */
  public static final String LOG_NAME = "falcoj";

  private static final Logger LOGGER = LoggerFactory.getLogger(AlertOutputs.class);
  private static final Path STANDARD_SPOOL = Path.of("/var/lib/falcoj/spool");

  private final FalcoConfig config;
  private final OutputStream standardOutput;
  private final Outputs.Builder outputs;
  private final boolean isLive;

  private AlertOutputs(
      FalcoConfig config, OutputStream standardOutput, Outputs.Builder outputs, boolean isLive) {
    this.config = config;
    this.standardOutput = standardOutput;
    this.outputs = outputs;
    this.isLive = isLive;
  }

  /**
   * Makes outputs ready to take the alerts of a replay. The caller closes them.
   *
   * @param standardOutput never closed
   * @param hasLostReader whether a failed write to it means that nobody reads any more
   * @throws FalcoException if one of them can never take an alert
   */
  public static Outputs forReplay(
      FalcoConfig config, OutputStream standardOutput, Predicate<IOException> hasLostReader)
      throws FalcoException {
    return new AlertOutputs(config, standardOutput, Outputs.forReplay(), false)
        .start(hasLostReader);
  }

  /**
   * Makes outputs ready to take alerts about what happens now; those that may be away for long get
   * a spool. The caller closes them.
   *
   * @param standardOutput never closed
   * @param hasLostReader whether a failed write to it means that nobody reads any more
   * @throws FalcoException if one of them can never take an alert
   */
  public static Outputs forLive(
      FalcoConfig config, OutputStream standardOutput, Predicate<IOException> hasLostReader)
      throws FalcoException {
    return new AlertOutputs(config, standardOutput, Outputs.forLive(), true).start(hasLostReader);
  }

  private Outputs start(Predicate<IOException> hasLostReader) throws FalcoException {
    outputs
        .buffered(config.get(ConfigKeys.BUFFERED_OUTPUTS))
        .timeout(Duration.ofMillis(config.get(ConfigKeys.OUTPUT_TIMEOUT)));
    long capacity = config.get(ConfigKeys.OUTPUTS_QUEUE_CAPACITY);
    if (capacity > 0) {
      outputs.capacity(capacity);
    }
    if (config.get(ConfigKeys.STDOUT_OUTPUT_ENABLED)) {
      outputs.add(new StdoutOutput(standardOutput, hasLostReader));
    }
    if (config.get(ConfigKeys.FILE_OUTPUT_ENABLED)) {
      outputs.add(file());
    }
    if (config.get(ConfigKeys.SYSLOG_OUTPUT_ENABLED)) {
      addSyslog();
    }
    if (config.get(ConfigKeys.PROGRAM_OUTPUT_ENABLED)) {
      addWithSpool(program());
    }
    if (config.get(ConfigKeys.HTTP_OUTPUT_ENABLED)) {
      addWithSpool(http());
    }
    return outputs.start();
  }

  private FileOutput file() throws FalcoException {
    String name = required(ConfigKeys.FILE_OUTPUT_FILENAME);
    try {
      FileOutput output =
          new FileOutput(Path.of(name), config.get(ConfigKeys.FILE_OUTPUT_KEEP_ALIVE));
      output.prepare();
      return output;
    } catch (InvalidPathException | IOException e) {
      throw new FalcoException(
          "file_output: %s cannot be written to: %s".formatted(name, e.getMessage()), e);
    }
  }

  /** Falco's own configuration asks for it also where there is no system log, as in containers. */
  private void addSyslog() throws FalcoException {
    SystemLog log = new SystemLog(SystemLog.SOCKET, LOG_NAME);
    if (log.exists()) {
      addWithSpool(new SyslogOutput(log));
    } else {
      LOGGER.warn(
          "syslog_output is enabled, but nothing is at {}: no alert goes there", SystemLog.SOCKET);
    }
  }

  private ProgramOutput program() throws FalcoException {
    return new ProgramOutput(
        required(ConfigKeys.PROGRAM_OUTPUT_PROGRAM),
        config.get(ConfigKeys.PROGRAM_OUTPUT_KEEP_ALIVE),
        standardOutput,
        isLive ? Outputs.SHUTDOWN : Outputs.ENDLESS);
  }

  private HttpOutput http() throws FalcoException {
    URI url = url();
    try {
      HttpSettings settings =
          new HttpSettings(
              url,
              config.get(ConfigKeys.JSON_OUTPUT) ? HttpSettings.JSON : HttpSettings.TEXT,
              config.get(ConfigKeys.HTTP_OUTPUT_USER_AGENT),
              HttpProxy.of(url, System.getenv()),
              tls(),
              config.get(ConfigKeys.HTTP_OUTPUT_COMPRESS_UPLOADS),
              HttpSettings.TIMEOUT,
              config.get(ConfigKeys.HTTP_OUTPUT_MAX_CONSECUTIVE_TIMEOUTS).intValue());
      return new HttpOutput(
          settings, config.get(ConfigKeys.HTTP_OUTPUT_ECHO) ? standardOutput : null);
    } catch (IOException e) {
      throw new FalcoException("http_output: " + e.getMessage(), e);
    }
  }

  /** The URL; quotes around it are left out, as Falco does. */
  private URI url() throws FalcoException {
    String text = required(ConfigKeys.HTTP_OUTPUT_URL).replaceAll("^(['\"])(.*)\\1$", "$2");
    try {
      URI url = new URI(text);
      String scheme = String.valueOf(url.getScheme());
      if (url.getHost() != null && scheme.matches("(?i)https?")) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Told below.
    }
    throw new FalcoException(
        "http_output.url: found \"" + text + "\", expected a URL such as http://localhost:2801/");
  }

  private ClientTls tls() {
    boolean mtls = config.get(ConfigKeys.HTTP_OUTPUT_MTLS);
    return new ClientTls(
        config.get(ConfigKeys.HTTP_OUTPUT_INSECURE),
        authorities(),
        mtls ? Path.of(config.get(ConfigKeys.HTTP_OUTPUT_CLIENT_CERT)) : null,
        mtls ? Path.of(config.get(ConfigKeys.HTTP_OUTPUT_CLIENT_KEY)) : null);
  }

  private @Nullable Path authorities() {
    String file = config.get(ConfigKeys.HTTP_OUTPUT_CA_CERT);
    if (file.isEmpty()) {
      file = config.get(ConfigKeys.HTTP_OUTPUT_CA_BUNDLE);
    }
    if (!file.isEmpty()) {
      return Path.of(file);
    }
    Path folder = Path.of(config.get(ConfigKeys.HTTP_OUTPUT_CA_PATH));
    return Files.isDirectory(folder) ? folder : null;
  }

  /** Adds an output; while falcoj watches, what it cannot take yet waits on disk. */
  private void addWithSpool(Output output) throws FalcoException {
    Spool spool = isLive ? spool(output.name()) : null;
    if (spool == null) {
      outputs.add(output);
    } else {
      outputs.add(output, spool);
    }
  }

  private @Nullable Spool spool(String output) throws FalcoException {
    String configured = config.get(ConfigKeys.SPOOL_PATH);
    Path folder = configured.isEmpty() ? STANDARD_SPOOL : Path.of(configured);
    SpoolOptions options =
        new SpoolOptions(
            config.get(ConfigKeys.SPOOL_MAX_SIZE_MB) << 20, config.get(ConfigKeys.SPOOL_FSYNC));
    try {
      return Spool.open(folder.resolve(output), options);
    } catch (IOException e) {
      if (!configured.isEmpty()) {
        throw new FalcoException("falcoj.spool.path: no spool for " + output + ": " + e, e);
      }
      LOGGER.warn(
          "no spool for {}, alerts wait for it in memory only ({}); falcoj.spool.path names"
              + " another folder",
          output,
          e.toString());
      return null;
    }
  }

  private String required(ConfigKey<String> key) throws FalcoException {
    String value = config.get(key);
    if (value.isEmpty()) {
      throw new FalcoException(
          "%s is enabled, but %s is not set".formatted(key.topLevel(), key.path()));
    }
    return value;
  }
}
