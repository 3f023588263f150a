// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.testdata.TestData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** falcoj as a process of its own, which can be sent signals. Killed when closed. */
final class FalcojProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int LAST_WORDS = 4_000;
  private static final Pattern WEBHOOK = Pattern.compile("webhook on (\\S+)");
  private static final Pattern WEB_SERVER = Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+)");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Process process;
  private final Collected out;
  private final Collected err;

  private FalcojProcess(Process process) {
    this.process = process;
    this.out = new Collected(process.getInputStream());
    this.err = new Collected(process.getErrorStream());
  }

  /** Starts it on free ports, watching nothing but what the arguments say. */
  static FalcojProcess start(String... arguments) throws IOException {
    return start(List.of(), arguments);
  }

  /** Starts it on free ports, with options for the JVM. */
  static FalcojProcess start(List<String> javaOptions, String... arguments) throws IOException {
    return startAsIs(List.of(), javaOptions, onFreePorts(arguments));
  }

  /** Starts it on free ports, by a program that is given its command behind what is said here. */
  static FalcojProcess startBy(List<String> launcher, String... arguments) throws IOException {
    return startAsIs(launcher, List.of(), onFreePorts(arguments));
  }

  /**
   * Starts it as one may that falcoj belongs to: by the launcher, which stands in a folder with a
   * jar that is not asked for. Other programs may be put before it.
   */
  static FalcojProcess startByLauncher(
      Path folder, List<String> before, String... arguments) throws IOException {
    Path launcher = folder.resolve("falcoj");
    Files.copy(TestData.repositoryRoot().resolve("falcoj"), launcher);
    Files.createDirectories(folder.resolve("cli/target"));
    Files.createFile(folder.resolve("cli/target/falcoj.jar"));
    Path java =
        Files.writeString(
            folder.resolve("java"),
            """
            #!/bin/bash
            options=()
            while [ "$1" != -jar ]; do options+=("$1"); shift; done
            shift 2
            exec '%s' "${options[@]}" -XX:TieredStopAtLevel=1 -cp '%s' %s "$@"
            """
                .formatted(java(), System.getProperty("java.class.path"), Main.class.getName()));
    java.toFile().setExecutable(true);
    List<String> command = new ArrayList<>(before);
    command.add(launcher.toString());
    command.addAll(onFreePorts(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("FALCOJ_JAVA", java.toString());
    return new FalcojProcess(builder.start());
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Starts it with nothing but these arguments. */
  static FalcojProcess startAsIs(String... arguments) throws IOException {
    return startAsIs(List.of(), List.of(), List.of(arguments));
  }

  private static List<String> onFreePorts(String... arguments) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(
        List.of(
            "-o",
            "falcoj.webhook.url=http://127.0.0.1:0/k8s-audit",
            "-o",
            "webserver.listen_port=0"));
    return all;
  }

  private static FalcojProcess startAsIs(
      List<String> launcher, List<String> javaOptions, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(launcher);
    command.add(java());
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(javaOptions);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(arguments);
    return new FalcojProcess(new ProcessBuilder(command).start());
  }

  /** Starts it, and waits until it takes audit events. */
  static FalcojProcess startWebhook(String... arguments) throws IOException {
    FalcojProcess started = start(arguments);
    started.awaitErr("webhook on ");
    return started;
  }

  /** What it wrote to standard output so far. */
  String out() {
    return out.text();
  }

  /** What it wrote to standard error so far. */
  String err() {
    return err.text();
  }

  long pid() {
    return process.pid();
  }

  /** Waits for a text on standard output. */
  void awaitOut(String text) {
    await("standard output: " + text, () -> out().contains(text));
  }

  /** Waits for a text on standard error. */
  void awaitErr(String text) {
    await("standard error: " + text, () -> err().contains(text));
  }

  /** Waits until a text stands so often on standard error. */
  void awaitErr(String text, int times) {
    await(times + " times on standard error: " + text, () -> count(text) >= times);
  }

  /** How often a text stands on standard error. */
  int count(String text) {
    return err().split(Pattern.quote(text), -1).length - 1;
  }

  /** Waits for something. */
  void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("waited in vain for " + what + lastWords());
      }
      boolean wasAlive = process.isAlive();
      pause();
      if (!wasAlive && !condition.getAsBoolean()) {
        throw new AssertionError("ended before " + what + lastWords());
      }
    }
  }

  /** The end of what it wrote: all of it can be a hundred megabytes. */
  private String lastWords() {
    return "\n" + end(out()) + "\n" + end(err());
  }

  private static String end(String text) {
    return text.length() <= LAST_WORDS ? text : "..." + text.substring(text.length() - LAST_WORDS);
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Sends a signal: {@code HUP}. */
  void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Writes a text to its standard input, again and again, until something is so. */
  void feedUntil(String text, String what, BooleanSupplier condition) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    await(
        what,
        () -> {
          try {
            process.getOutputStream().write(bytes);
            process.getOutputStream().flush();
          } catch (IOException e) {
            // It has ended, or is about to.
          }
          return condition.getAsBoolean();
        });
  }

  /** Ends its standard input. */
  void closeIn() throws IOException {
    process.getOutputStream().close();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Reads its standard output no further. */
  void closeOut() throws IOException {
    process.getInputStream().close();
  }

  /** Reads its standard error no further, but does not close it. */
  void leaveErr() {
    err.leave();
  }

  /** Waits for its end. */
  int awaitExit() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("still runs" + lastWords());
      }
      out.awaitEnd();
      err.awaitEnd();
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Ends it as a service manager does, and waits. */
  int terminate() {
    signal("TERM");
    return awaitExit();
  }

  /** Where its webhook is. */
  URI webhook() {
    return URI.create(found(WEBHOOK));
  }

  /** Posts audit events to its webhook; the status of the answer. */
  int post(String body) throws IOException {
    return post(webhook(), HttpRequest.BodyPublishers.ofString(body));
  }

  /** Posts audit events to a webhook; the status of the answer. */
  static int post(URI webhook, HttpRequest.BodyPublisher body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(webhook)
            .header("Content-Type", "application/json")
            .timeout(PATIENCE)
            .POST(body)
            .build();
    return send(request).statusCode();
  }

  /** Asks its web server. */
  HttpResponse<String> get(String path) throws IOException {
    return request("GET", path);
  }

  /** Asks its web server by another method. */
  HttpResponse<String> request(String method, String path) throws IOException {
    awaitErr("Starting health webserver");
    return send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + found(WEB_SERVER) + path))
            .timeout(PATIENCE)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build());
  }

  private static HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private String found(Pattern pattern) {
    Matcher matcher = pattern.matcher(err());
    if (!matcher.find()) {
      throw new AssertionError("not on standard error: " + pattern + lastWords());
    }
    return matcher.group(1);
  }

  /** How many entries a folder of {@code /proc} has for it, as {@code fd} or {@code task}. */
  long countInProc(String folder) throws IOException {
    try (Stream<Path> entries = Files.list(Path.of("/proc", Long.toString(pid()), folder))) {
      return entries.count();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** What a stream yields, while it does. */
  private static final class Collected {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Thread reader;
    private volatile boolean isLeft;

    Collected(InputStream stream) {
      reader = new Thread(() -> collect(stream), "collector");
      reader.setDaemon(true);
      reader.start();
    }

    private void collect(InputStream stream) {
      try {
        byte[] buffer = new byte[1 << 12];
        for (int count = stream.read(buffer);
            count >= 0 && !isLeft;
            count = stream.read(buffer)) {
          bytes.write(buffer, 0, count);
        }
      } catch (IOException e) {
        // Its process was killed.
      }
    }

    String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }

    void leave() {
      isLeft = true;
    }

    void awaitEnd() throws InterruptedException {
      reader.join(PATIENCE.toMillis());
    }
  }
}
