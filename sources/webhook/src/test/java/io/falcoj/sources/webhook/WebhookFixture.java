// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.webhook;

import io.falcoj.sources.audit.problems.ReadNote;
import io.falcoj.sources.audit.problems.ReadProblem;
import io.falcoj.sources.http.HttpAddress;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A running webhook that notes which events arrive. Behaves as told. */
final class WebhookFixture implements AutoCloseable, WebhookListener<List<String>> {

  /** On any free port, with limits that are soon reached. */
  static final WebhookOptions OPTIONS =
      WebhookOptions.STANDARD
          .at(new HttpAddress(HttpAddress.LOOPBACK, 0), WebhookOptions.PATH)
          .withSizes(64 << 10, 16 << 20)
          .withCapacity(4, 32, 2)
          .withPatience(Duration.ofSeconds(2), Duration.ofSeconds(20), 1 << 10);

  /** What the listener does before it notes the events. */
  interface Obstacle {
    void pass() throws IOException;
  }

  final List<String> events = Collections.synchronizedList(new ArrayList<>());
  final List<ReadProblem> problems = Collections.synchronizedList(new ArrayList<>());
  final List<ReadNote> notes = Collections.synchronizedList(new ArrayList<>());
  final List<Throwable> refusals = Collections.synchronizedList(new ArrayList<>());
  final List<String> rejections = Collections.synchronizedList(new ArrayList<>());
  volatile long untold;
  volatile Obstacle obstacle = () -> {};

  final AuditWebhook webhook;
  private final HttpClient client = HttpClient.newHttpClient();

  WebhookFixture() throws IOException {
    this(OPTIONS);
  }

  WebhookFixture(WebhookOptions options) throws IOException {
    webhook = AuditWebhook.start(options, AuditIds::new, this);
  }

  @Override
  public void batch(List<String> result) throws IOException {
    obstacle.pass();
    events.addAll(result);
  }

  @Override
  public void note(ReadNote note) {
    notes.add(note);
  }

  @Override
  public void problem(ReadProblem problem) {
    problems.add(problem);
  }

  @Override
  public void untoldProblems(Map<ReadProblem.Kind, Long> counts) {
    untold += counts.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void refused(String sender, Throwable cause) {
    refusals.add(cause);
  }

  @Override
  public void rejected(String sender, String answer) {
    rejections.add(answer);
  }

  /** An event, without a line end. */
  static String event(String id) {
    return "{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"auditID\":\""
        + id
        + "\",\"stage\":\"ResponseComplete\",\"stageTimestamp\":\"2026-01-01T00:00:00Z\"}";
  }

  /** What an API server sends. */
  static String eventList(String... events) {
    return "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"metadata\":{},\"items\":["
        + String.join(",", events)
        + "]}\n";
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + webhook.port() + WebhookOptions.PATH);
  }

  HttpRequest.Builder request() {
    return HttpRequest.newBuilder(uri()).header("Content-Type", "application/json");
  }

  HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return post(BodyPublishers.ofString(body));
  }

  HttpResponse<String> post(BodyPublisher body) throws IOException, InterruptedException {
    return send(request().POST(body));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** A connection of its own, on which the test writes what it likes. */
  Socket connect() throws IOException {
    Socket socket = new Socket("127.0.0.1", webhook.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** The first line of the next answer; null if the connection is closed. */
  static @Nullable String statusLine(Socket socket) throws IOException {
    StringBuilder line = new StringBuilder();
    int next = socket.getInputStream().read();
    while (next >= 0 && next != '\n') {
      line.append((char) next);
      next = socket.getInputStream().read();
    }
    return line.isEmpty() ? null : line.toString().strip();
  }

  static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  static String head(String length) {
    return "POST "
        + WebhookOptions.PATH
        + " HTTP/1.1\r\nHost: falcoj\r\nContent-Type: application/json\r\n"
        + length
        + "\r\n\r\n";
  }

  @Override
  public void close() {
    webhook.close();
  }
}
