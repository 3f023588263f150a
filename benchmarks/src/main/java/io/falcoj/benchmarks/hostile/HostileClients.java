// SPDX-License-Identifier: Apache-2.0
package io.falcoj.benchmarks.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Attacks a falcoj that runs, and says how an honest client fares meanwhile. */
@Command(name = "hostile", mixinStandardHelpOptions = true)
public final class HostileClients {

  /** What an honest client may have to wait for an answer. */
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private static final Duration PAUSE = Duration.ofMillis(250);

  /** Just above what a body must come with where others wait for its place. */
  private static final int BYTES_PER_SECOND = 66 << 10;

  private final AtomicLong connections = new AtomicLong();
  private volatile boolean over;

  /** Runs a command and exits with its status. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new HostileClients()).execute(arguments));
  }

  /** Requests on a connection over TLS, with longer and longer pauses, then a slow body. */
  @Command(name = "old", description = "Uses connections that are older than every time-out.")
  int old(
      @Parameters(paramLabel = "URL") URI uri,
      @Parameters(paramLabel = "CERTIFICATE") Path certificate)
      throws Exception {
    SSLContext context = trusting(certificate);
    try (Client client = new Client(uri, context)) {
      long age = System.nanoTime();
      for (int seconds : new int[] {0, 9, 13, 35}) {
        Thread.sleep(seconds * 1000L);
        int status = client.post(event("old-" + seconds));
        System.out.printf(
            "   after %d s, %d s of them silent: %d%n",
            (System.nanoTime() - age) / 1_000_000_000L, seconds, status);
        if (status != 200) {
          return 1;
        }
      }
      int status = client.postSlowly(event("slow") + " ".repeat(600_000), 30_000);
      System.out.printf("   a body of 600 kB at 30 kB/s on the same connection: %d%n", status);
      return status == 200 ? 0 : 1;
    }
  }

  /** Opens connections that send the head of a request byte by byte, again and again. */
  @Command(name = "heads", description = "Slow heads, and more of them than connections.")
  int heads(
      @Parameters(paramLabel = "URL") URI uri,
      @Option(names = "--clients", required = true) int clients,
      @Option(names = "--seconds", defaultValue = "15") int seconds,
      @Option(names = "--seed", defaultValue = "1") long seed)
      throws InterruptedException {
    return attack(uri, clients, seconds, seed, this::drip);
  }

  /** Posts bodies that come just fast enough, again and again. */
  @Command(name = "bodies", description = "Bodies just above the slowest speed there may be.")
  int bodies(
      @Parameters(paramLabel = "URL") URI uri,
      @Option(names = "--clients", required = true) int clients,
      @Option(names = "--seconds", defaultValue = "15") int seconds,
      @Option(names = "--seed", defaultValue = "1") long seed)
      throws InterruptedException {
    return attack(uri, clients, seconds, seed, this::pour);
  }

  private interface Attack {
    void run(URI uri, Random random) throws IOException, InterruptedException;
  }

  private int attack(URI uri, int clients, int seconds, long seed, Attack attack)
      throws InterruptedException {
    List<Thread> attackers = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      Random random = new Random(seed + i);
      Thread attacker = new Thread(null, () -> again(uri, attack, random), "attacker", 64 << 10);
      attacker.setDaemon(true);
      attacker.start();
      attackers.add(attacker);
    }
    Honest honest = new Honest(uri);
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    for (int number = 0; System.nanoTime() < end; number++) {
      honest.ask(number);
      Thread.sleep(PAUSE.toMillis());
    }
    over = true;
    for (Thread attacker : attackers) {
      attacker.interrupt();
    }
    return honest.print(clients, connections.get());
  }

  private void again(URI uri, Attack attack, Random random) {
    while (!over) {
      try {
        connections.incrementAndGet();
        attack.run(uri, random);
      } catch (IOException e) {
        // It was closed: another one.
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void drip(URI uri, Random random) throws IOException, InterruptedException {
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      write(socket, "GET " + uri.getPath() + " HTTP/1.1\r\nX-Slow: ");
      while (!over && socket.getInputStream().available() == 0) {
        Thread.sleep(100 + random.nextInt(800));
        write(socket, "x");
      }
    }
  }

  private void pour(URI uri, Random random) throws IOException, InterruptedException {
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      write(socket, head(uri, 1 << 30));
      while (!over && socket.getInputStream().available() == 0) {
        int millis = 50 + random.nextInt(100);
        write(socket, " ".repeat(BYTES_PER_SECOND / 1000 * millis));
        Thread.sleep(millis);
      }
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
  }

  private static String head(URI uri, int length) {
    return "POST "
        + uri.getPath()
        + " HTTP/1.1\r\nHost: "
        + uri.getAuthority()
        + "\r\nContent-Type: application/json\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  private static String event(String id) {
    return "{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"auditID\":\""
        + id
        + "\",\"verb\":\"get\",\"stage\":\"ResponseComplete\","
        + "\"stageTimestamp\":\"2026-01-01T00:00:00Z\"}\n";
  }

  private static SSLContext trusting(Path certificate)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(certificate)) {
      trusted.setCertificateEntry(
          "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  /** Asks on a connection of its own each time, as probes do. */
  private static final class Honest {

    private final URI uri;
    private final TreeMap<String, Integer> answers = new TreeMap<>();
    private final List<Long> nanos = new ArrayList<>();

    Honest(URI uri) {
      this.uri = uri;
    }

    void ask(int number) {
      long begin = System.nanoTime();
      String answer;
      try (Client client = new Client(uri, null)) {
        answer =
            String.valueOf(
                uri.getPath().equals("/healthz")
                    ? client.get()
                    : client.post(event("honest-" + number)));
      } catch (IOException e) {
        answer = "none";
      }
      answers.merge(answer, 1, Integer::sum);
      nanos.add(System.nanoTime() - begin);
    }

    /** Prints how it fared; returns 1 if it was not served in time. */
    int print(int clients, long connections) {
      List<Long> sorted = nanos.stream().sorted().toList();
      long longest = sorted.get(sorted.size() - 1);
      System.out.printf(
          Locale.ROOT,
          "   %d clients with %d connections; answers %s, half within %.0f ms, longest %.0f ms%n",
          clients,
          connections,
          answers,
          sorted.get(sorted.size() / 2) / 1e6,
          longest / 1e6);
      boolean isServed = answers.keySet().equals(Set.of("200"));
      return isServed && longest < LIMIT.toNanos() ? 0 : 1;
    }
  }

  /** One connection. */
  private static final class Client implements AutoCloseable {

    private static final int ANSWER_TIMEOUT_MILLIS = 60_000;

    private final URI uri;
    private final Socket socket;

    Client(URI uri, @Nullable SSLContext context) throws IOException {
      this.uri = uri;
      socket =
          context == null
              ? new Socket(uri.getHost(), uri.getPort())
              : context.getSocketFactory().createSocket(uri.getHost(), uri.getPort());
      socket.setSoTimeout(ANSWER_TIMEOUT_MILLIS);
      socket.setTcpNoDelay(true);
    }

    int get() throws IOException {
      write(
          socket,
          "GET " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\n\r\n");
      return status();
    }

    int post(String body) throws IOException {
      write(socket, head(uri, body.length()) + body);
      return status();
    }

    int postSlowly(String body, int bytesPerSecond) throws IOException, InterruptedException {
      write(socket, head(uri, body.length()));
      int piece = bytesPerSecond / 10;
      for (int at = 0; at < body.length(); at += piece) {
        write(socket, body.substring(at, Math.min(body.length(), at + piece)));
        Thread.sleep(100);
      }
      return status();
    }

    private int status() throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = socket.getInputStream().read();
        if (next < 0) {
          throw new EOFException();
        }
        head.append((char) next);
      }
      return Integer.parseInt(head.substring(9, 12));
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
