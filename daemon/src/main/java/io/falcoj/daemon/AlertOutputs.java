// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon;

import io.falcoj.daemon.config.ConfigKey;
import io.falcoj.daemon.config.ConfigKeys;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.outputs.FileOutput;
import io.falcoj.outputs.Output;
import io.falcoj.outputs.Outputs;
import io.falcoj.outputs.QueueOptions;
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
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The outputs that a configuration asks for. */
public final class AlertOutputs {

  /** What falcoj is called in the system's log. */
  public static final String LOG_NAME = "falcoj";

  /** All that there are, in the order in which they are told of. */
  public static final List<String> NAMES =
      List.of(
          StdoutOutput.NAME,
          FileOutput.NAME,
          SyslogOutput.NAME,
          ProgramOutput.NAME,
          HttpOutput.NAME);

  private static final Logger LOGGER = LoggerFactory.getLogger(AlertOutputs.class);
  private static final Path STANDARD_SPOOL = Path.of("/var/lib/falcoj/spool");

  private final FalcoConfig config;
  private final StandardOutput standardOutput;
  private final boolean isLive;

  private AlertOutputs(FalcoConfig config, StandardOutput standardOutput, boolean isLive) {
    this.config = config;
    this.standardOutput = standardOutput;
    this.isLive = isLive;
  }

  /** Those of a replay. */
  public static AlertOutputs forReplay(FalcoConfig config, StandardOutput standardOutput) {
    return new AlertOutputs(config, standardOutput, false);
  }

  /**
   * Those for alerts about what happens now: while they cannot take alerts, these wait on disk for
   * those that may be away for long.
   */
  public static AlertOutputs forLive(FalcoConfig config, StandardOutput standardOutput) {
    return new AlertOutputs(config, standardOutput, true);
  }

  /**
   * Makes them all, ready to take alerts. The caller closes them.
   *
   * @throws FalcoException if one of them can never take an alert
   */
  public Outputs start() throws FalcoException {
    Outputs.Builder outputs = (isLive ? Outputs.forLive() : Outputs.forReplay()).use(queue());
    for (String name : NAMES) {
      OutputSettings settings = settings(name);
      if (settings != null) {
        Output output = settings.open();
        Spool spool = settings.openSpool();
        if (spool == null) {
          outputs.add(output);
        } else {
          outputs.add(output, spool);
        }
      }
    }
    return outputs.start();
  }

  /** How alerts wait for outputs. */
  public QueueOptions queue() {
    QueueOptions options =
        QueueOptions.STANDARD
            .withBuffered(config.get(ConfigKeys.BUFFERED_OUTPUTS))
            .withTimeout(Duration.ofMillis(config.get(ConfigKeys.OUTPUT_TIMEOUT)));
    long capacity = config.get(ConfigKeys.OUTPUTS_QUEUE_CAPACITY);
    return capacity > 0 ? options.withCapacity(capacity) : options;
  }

  /**
   * How an output is configured.
   *
   * @return null if there is to be none
   * @throws FalcoException if something that it needs is not said, or wrong
   */
  public @Nullable OutputSettings settings(String name) throws FalcoException {
    return switch (name) {
      case StdoutOutput.NAME ->
          config.get(ConfigKeys.STDOUT_OUTPUT_ENABLED)
              ? new OutputSettings(new OutputSettings.ToStandardOutput(standardOutput), null)
              : null;
      case FileOutput.NAME ->
          config.get(ConfigKeys.FILE_OUTPUT_ENABLED) ? new OutputSettings(file(), null) : null;
      case SyslogOutput.NAME ->
          config.get(ConfigKeys.SYSLOG_OUTPUT_ENABLED) && hasSystemLog()
              ? withSpool(new OutputSettings.ToSystemLog(SystemLog.SOCKET, LOG_NAME))
              : null;
      case ProgramOutput.NAME ->
          config.get(ConfigKeys.PROGRAM_OUTPUT_ENABLED) ? withSpool(program()) : null;
      case HttpOutput.NAME -> config.get(ConfigKeys.HTTP_OUTPUT_ENABLED) ? withSpool(http()) : null;
      default -> throw new IllegalArgumentException("no output " + name);
    };
  }

  private OutputSettings.ToFile file() throws FalcoException {
    String name = required(ConfigKeys.FILE_OUTPUT_FILENAME);
    try {
      return new OutputSettings.ToFile(
          Path.of(name), config.get(ConfigKeys.FILE_OUTPUT_KEEP_ALIVE));
    } catch (InvalidPathException e) {
      throw new FalcoException(
          "file_output: %s cannot be written to: %s".formatted(name, e.getMessage()), e);
    }
  }

  /** Falco's own configuration asks for it also where there is no system log, as in containers. */
  private static boolean hasSystemLog() {
    boolean exists = new SystemLog(SystemLog.SOCKET, LOG_NAME).exists();
    if (!exists) {
      LOGGER.warn(
          "syslog_output is enabled, but nothing is at {}: no alert goes there", SystemLog.SOCKET);
    }
    return exists;
  }

  private OutputSettings.ToProgram program() throws FalcoException {
    return new OutputSettings.ToProgram(
        required(ConfigKeys.PROGRAM_OUTPUT_PROGRAM),
        config.get(ConfigKeys.PROGRAM_OUTPUT_KEEP_ALIVE),
        standardOutput.stream(),
        isLive ? Outputs.SHUTDOWN : Outputs.ENDLESS);
  }

  private OutputSettings.ToServer http() throws FalcoException {
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
      return new OutputSettings.ToServer(
          settings, config.get(ConfigKeys.HTTP_OUTPUT_ECHO) ? standardOutput.stream() : null);
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

  private OutputSettings withSpool(OutputSettings.Kind kind) {
    if (!isLive) {
      return new OutputSettings(kind, null);
    }
    String configured = config.get(ConfigKeys.SPOOL_PATH);
    Path folder = configured.isEmpty() ? STANDARD_SPOOL : Path.of(configured);
    SpoolOptions options =
        new SpoolOptions(
            config.get(ConfigKeys.SPOOL_MAX_SIZE_MB) << 20, config.get(ConfigKeys.SPOOL_FSYNC));
    return new OutputSettings(
        kind,
        new OutputSettings.OnDisk(folder.resolve(kind.name()), options, configured.isEmpty()));
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
