// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.falcoj.daemon.AlertOutputs;
import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.StandardOutput;
import io.falcoj.daemon.config.ConfigException;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.engine.Priority;
import io.falcoj.outputs.AlertLines;
import io.falcoj.outputs.Outputs;
import io.falcoj.testdata.FreePort;
import io.falcoj.testdata.HttpPeer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Outputs by the keys of the configuration. */
@Timeout(600)
class ConfiguredOutputsTest {

  private static final String LINE = "08:00:00.000000000: Notice seen one";

  @TempDir Path folder;

  private Path rules = Path.of("");
  private Path log = Path.of("");

  @BeforeEach
  void writeInput() throws IOException {
    rules = Files.writeString(folder.resolve("rules.yaml"), AuditLogText.RULE);
    log = Files.writeString(folder.resolve("audit.log"), AuditLogText.event("one") + "\n");
  }

  @Test
  void alertsAreSentToAUrl() throws IOException {
    try (HttpPeer server = HttpPeer.start()) {
      FalcojRun run = run("http_output.enabled=true", "http_output.url='" + server.url() + "'");
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).isEqualTo(LINE + "\n");
      FalcojRun json =
          run(
              "http_output.enabled=true",
              "http_output.url=" + server.url(),
              "http_output.user_agent=test",
              "json_output=true",
              "stdout_output.enabled=false");
      assertThat(json.exitCode()).as(json.err()).isZero();
      assertThat(told(server.requests().get(0)))
          .isEqualTo("text/plain falcosecurity/falco " + LINE);
      assertThat(told(server.requests().get(1)))
          .startsWith("application/json test {\"hostname\":\"test-host\",");
    }
  }

  private static String told(HttpPeer.Request request) {
    return String.join(
        " ", request.header("Content-type"), request.header("User-agent"), request.body());
  }

  @Test
  void aUrlThatTakesNothingIsAnErrorInTheEnd() throws IOException {
    FalcojRun run =
        run(
            "http_output.enabled=true",
            "http_output.url=http://127.0.0.1:" + FreePort.find() + "/",
            "http_output.max_consecutive_timeouts=1");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEqualTo(LINE + "\n");
    assertThat(run.err())
        .contains("Error: alerts could not be written to the output http: http://127.0.0.1:")
        .contains(": connection refused\n");
  }

  @ParameterizedTest(name = "keep_alive: {0}")
  @CsvSource({"true", "false"})
  void alertsAreHandedToAProgram(boolean keepAlive) throws IOException {
    FalcojRun run =
        run(
            "program_output.enabled=true",
            "program_output.program=sed 's/^/got /'",
            "program_output.keep_alive=" + keepAlive,
            "stdout_output.enabled=false");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("got " + LINE + "\n");
  }

  @Test
  void aProgramThatFailsIsAnErrorInTheEnd() {
    FalcojRun run = run("program_output.enabled=true", "program_output.program=exit 9");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            "Error: alerts could not be written to the output program: the program ended with"
                + " status 9\n");
  }

  @Test
  void alertsThatWaitTogetherAreWrittenTogether() {
    FalcojRun run = run("buffered_outputs=true", "outputs_queue.capacity=1");
    assertThat(run.out()).isEqualTo(LINE + "\n");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "http_output.enabled=true | http_output is enabled, but http_output.url is not set",
        "program_output.enabled=true"
            + " | program_output is enabled, but program_output.program is not set",
        "file_output.enabled=true | file_output is enabled, but file_output.filename is not set",
        "http_output={enabled: true, url: 'ftp://host/'}"
            + " | http_output.url: found \"ftp://host/\", expected a URL such as",
        "http_output={enabled: true, url: 'no url'} | http_output.url: found \"no url\", expected",
        "http_output={enabled: true, url: 'https://h/', ca_cert: /no/such/file}"
            + " | http_output: /no/such/file: no such file",
        "http_output={enabled: true, url: 'https://h/', mtls: true, client_cert: /no/such}"
            + " | http_output: /no/such: no such file",
        "falcoj.spool.fsync=often | falcoj.spool.fsync: found \"often\", expected always or"
            + " interval or never"
      })
  void whatCannotWorkIsToldAtTheStart(String option, String message) {
    FalcojRun run = run(option);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(message);
  }

  @Test
  void aSystemWithoutLogIsNoError() {
    Assumptions.assumeFalse(Files.exists(Path.of("/dev/log")), "the system has a log");
    FalcojRun run = run("syslog_output.enabled=true", "log_syslog=true");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo(LINE + "\n");
    assertThat(run.err())
        .contains("syslog_output is enabled, but nothing is at /dev/log: no alert goes there");
  }

  @Test
  void aReplayNeedsNoSpool() {
    Path spool = folder.resolve("spool");
    FalcojRun run =
        run(
            "program_output.enabled=true",
            "program_output.program=cat",
            "falcoj.spool.path=" + spool);
    assertThat(run.exitCode()).isZero();
    assertThat(spool).doesNotExist();
  }

  @Test
  void whileItWatchesAlertsWaitInTheSpoolThatIsNamed() throws Exception {
    Path spool = folder.resolve("spool");
    FalcoConfig config =
        config(
            "stdout_output.enabled=false",
            "http_output.enabled=true",
            "http_output.url=http://127.0.0.1:" + FreePort.find() + "/",
            "falcoj.spool.path=" + spool,
            "falcoj.spool.fsync=never",
            "falcoj.spool.max_size_mb=1");
    try (Outputs outputs = live(config)) {
      AlertLines lines = new AlertLines(64);
      lines.add(ByteBuffer.wrap(LINE.getBytes(StandardCharsets.UTF_8)), Priority.NOTICE);
      outputs.offer(lines).await(Duration.ofSeconds(30));
    }
    assertThat(spool.resolve("http")).isDirectoryContaining("glob:**.spool");
  }

  @Test
  void aSpoolThatIsNamedMustBeUsable() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    FalcoConfig config =
        config(
            "program_output.enabled=true",
            "program_output.program=cat",
            "falcoj.spool.path=" + file);
    assertThatThrownBy(() -> live(config))
        .isInstanceOf(FalcoException.class)
        .hasMessageStartingWith("falcoj.spool.path: no spool for program: ");
  }

  private static FalcoConfig config(String... options) throws ConfigException {
    return FalcoConfig.STANDARD.withOptions(List.of(options));
  }

  private static Outputs live(FalcoConfig config) throws FalcoException {
    StandardOutput nowhere = new StandardOutput(OutputStream.nullOutputStream(), e -> false);
    return AlertOutputs.forLive(config, nowhere).start();
  }

  private FalcojRun run(String... options) {
    List<String> arguments = new ArrayList<>(List.of("-r", rules.toString(), "-e", log.toString()));
    Arrays.stream(options).forEach(option -> arguments.addAll(List.of("-o", option)));
    return FalcojRun.of(arguments);
  }
}
