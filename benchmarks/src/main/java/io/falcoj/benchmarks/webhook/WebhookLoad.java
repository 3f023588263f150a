// SPDX-License-Identifier: Apache-2.0
package io.falcoj.benchmarks.webhook;

import io.falcoj.benchmarks.auditlog.AuditLogGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts load on a running webhook, and says what it answered. */
@Command(name = "webhook-load", mixinStandardHelpOptions = true)
public final class WebhookLoad {

  /** Events of one connection are numbered from a multiple of this. */
  private static final long NUMBERS_PER_CONNECTION = 1L << 40;

  private static final int EVENTS_OF_LARGE_BODY = 1000;
  private static final Pattern ID = Pattern.compile("id=([0-9a-f]{" + EventBody.ID_LENGTH + "})");

  /** Runs a command and exits with its status. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new WebhookLoad()).execute(arguments));
  }

  /** Posts bodies one after another on each connection; a body that was refused is sent again. */
  @Command(name = "post", description = "Posts many bodies, and prints how they were answered.")
  int post(
      @Parameters(paramLabel = "URL") URI uri,
      @Option(names = "--seconds", defaultValue = "10") int seconds,
      @Option(names = "--connections", defaultValue = "4") int connections,
      @Option(names = "--events", defaultValue = "100", description = "In a body.") int events,
      @Option(names = "--accepted", description = "File for what was answered with 200.")
          @Nullable Path accepted)
      throws IOException, InterruptedException {
    EventBody body = EventBody.of(events, AuditLogGenerator.DEFAULT_SEED);
    long begin = System.nanoTime();
    long end = begin + TimeUnit.SECONDS.toNanos(seconds);
    List<Client> clients = new ArrayList<>();
    try (PrintWriter record =
        accepted == null
            ? new PrintWriter(PrintWriter.nullWriter())
            : new PrintWriter(Files.newBufferedWriter(accepted), true)) {
      for (int i = 0; i < connections; i++) {
        clients.add(new Client(uri, body.copy(), i, end, record));
      }
      clients.forEach(Thread::start);
      for (Client client : clients) {
        client.join();
      }
    }
    print(clients, System.nanoTime() - begin);
    return 0;
  }

  /** Posts one body of any size. */
  @Command(name = "body", description = "Posts one body, and prints how it was answered.")
  int body(
      @Parameters(paramLabel = "URL") URI uri,
      @Option(names = "--bytes", defaultValue = "1073741824") long bytes)
      throws IOException {
    EventBody body = EventBody.of(EVENTS_OF_LARGE_BODY, 1);
    long begin = System.nanoTime();
    long sent = 0;
    long events = 0;
    int status;
    try (WebhookConnection connection = new WebhookConnection(uri)) {
      connection.beginChunked();
      while (sent < bytes) {
        body.number(events);
        connection.chunk(body.bytes());
        sent += body.bytes().length;
        events += body.events();
      }
      status = connection.endChunked();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%d MiB, %d events: answered %d after %.1f s; %.0f events/s, %.0f MB/s%n",
        sent >> 20,
        events,
        status,
        seconds,
        events / seconds,
        sent / seconds / 1e6);
    return status == 200 ? 0 : 1;
  }

  /** Looks for the events that were answered with 200 among the alerts of a rule for all events. */
  @Command(name = "verify", description = "Looks for an alert for every event that was accepted.")
  int verify(
      @Parameters(paramLabel = "ACCEPTED") Path accepted,
      @Parameters(paramLabel = "ALERTS", description = "With id=AUDITID in each.") Path alerts)
      throws IOException {
    Set<Long> found = new HashSet<>();
    long lines = 0;
    for (String line : Files.readAllLines(alerts, StandardCharsets.ISO_8859_1)) {
      Matcher id = ID.matcher(line);
      if (id.find()) {
        lines++;
        found.add(Long.parseUnsignedLong(id.group(1), 16));
      }
    }
    long events = 0;
    long missing = 0;
    for (String line : Files.readAllLines(accepted)) {
      String[] range = line.split(" ");
      long first = Long.parseLong(range[0]);
      for (long id = first; id < first + Integer.parseInt(range[1]); id++) {
        events++;
        missing += found.contains(id) ? 0 : 1;
      }
    }
    System.out.printf(
        "%d events answered with 200, %d of them without an alert; %d alerts, %d twice%n",
        events, missing, lines, lines - found.size());
    return missing == 0 && events > 0 ? 0 : 1;
  }

  private static void print(List<Client> clients, long nanos) {
    TreeMap<Integer, Long> answers = new TreeMap<>();
    long events = 0;
    long bytes = 0;
    int unanswered = 0;
    List<long[]> times = new ArrayList<>();
    for (Client client : clients) {
      client.answers.forEach((status, count) -> answers.merge(status, count, Long::sum));
      events += client.events;
      bytes += client.bytes;
      unanswered += client.unanswered;
      times.add(Arrays.copyOf(client.nanos, client.timed));
    }
    long[] sorted = times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    double seconds = nanos / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%.0f events/s, %.0f MB/s; answers %s, without answer %d; of all, in ms: half %.1f,"
            + " p99 %.1f, longest %.1f%n",
        events / seconds,
        bytes / seconds / 1e6,
        answers,
        unanswered,
        millis(sorted, 0.5),
        millis(sorted, 0.99),
        millis(sorted, 1));
  }

  private static double millis(long[] sorted, double share) {
    return sorted.length == 0 ? 0 : sorted[(int) ((sorted.length - 1) * share)] / 1e6;
  }

  /** One connection, on which bodies are posted until the time is over. */
  private static final class Client extends Thread {

    private final URI uri;
    private final EventBody body;
    private final long firstNumber;
    private final long endNanos;
    private final PrintWriter record;
    private final TreeMap<Integer, Long> answers = new TreeMap<>();
    private long[] nanos = new long[1024];
    private int timed;
    private long events;
    private long bytes;
    private int unanswered;

    Client(URI uri, EventBody body, int index, long endNanos, PrintWriter record) {
      this.uri = uri;
      this.body = body;
      this.firstNumber = index * NUMBERS_PER_CONNECTION;
      this.endNanos = endNanos;
      this.record = record;
    }

    @Override
    public void run() {
      long number = firstNumber;
      WebhookConnection connection = null;
      try {
        while (System.nanoTime() < endNanos) {
          if (connection == null) {
            connection = new WebhookConnection(uri);
          }
          body.number(number);
          long begin = System.nanoTime();
          int status;
          try {
            status = connection.post(body.bytes());
          } catch (IOException e) {
            unanswered++;
            connection.close();
            connection = null;
            continue;
          }
          note(System.nanoTime() - begin);
          answers.merge(status, 1L, Long::sum);
          if (status == 200) {
            record.println(number + " " + body.events());
            number += body.events();
            events += body.events();
            bytes += body.bytes().length;
          }
        }
        if (connection != null) {
          connection.close();
        }
      } catch (IOException e) {
        // Nobody listens any more.
      }
    }

    private void note(long time) {
      if (timed == nanos.length) {
        nanos = Arrays.copyOf(nanos, timed * 2);
      }
      nanos[timed++] = time;
    }
  }
}
