// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.falcoj.engine.Priority;
import io.falcoj.outputs.AlertLines;
import io.falcoj.outputs.Outputs;
import io.falcoj.outputs.TestLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against real sockets of the kinds that logs of systems have. */
@Timeout(600)
class SyslogOutputTest {

  private static final String TIME = "[A-Z][a-z]{2} [ 1-3][0-9] [0-2][0-9]:[0-5][0-9]:[0-5][0-9]";

  @TempDir Path folder;

  private Path socket() {
    return folder.resolve("log");
  }

  private SystemLog log() {
    return new SystemLog(socket(), "falcoj");
  }

  @Test
  void everyAlertIsAMessageWithTheSeverityOfItsPriority() throws IOException {
    try (DatagramPeer peer = DatagramPeer.listen(socket());
        SyslogOutput output = new SyslogOutput(log())) {
      AlertLines lines = new AlertLines(64);
      for (Priority priority : Priority.values()) {
        lines.add(ByteBuffer.wrap("seen".getBytes(StandardCharsets.UTF_8)), priority);
      }
      for (Priority priority : Priority.values()) {
        assertThat(output.write(lines, priority.ordinal())).isEqualTo(1);
        int number = 8 + priority.ordinal();
        assertThat(peer.receive()).matches("<" + number + ">" + TIME + " falcoj: seen");
      }
    }
  }

  @Test
  void textThatIsNotAsciiArrives() throws IOException {
    try (DatagramPeer peer = DatagramPeer.listen(socket());
        SyslogOutput output = new SyslogOutput(log())) {
      output.write(TestLines.of("größer 🦅"), 0);
      assertThat(peer.receive()).endsWith(" falcoj: größer 🦅");
    }
  }

  @Test
  void whoListensMayBeAnother() throws IOException {
    try (SyslogOutput output = new SyslogOutput(log())) {
      try (DatagramPeer peer = DatagramPeer.listen(socket())) {
        output.write(TestLines.of("one"), 0);
        assertThat(peer.receive()).endsWith("one");
      }
      assertThatThrownBy(() -> output.write(TestLines.of("two"), 0))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(socket().toString());
      try (DatagramPeer peer = DatagramPeer.listen(socket())) {
        output.write(TestLines.of("three"), 0);
        assertThat(peer.receive()).endsWith("three");
      }
    }
  }

  @Test
  void aMessageThatIsTooLongIsCutBetweenCharacters() throws IOException {
    try (DatagramPeer peer = DatagramPeer.listen(socket());
        SyslogOutput output = new SyslogOutput(log())) {
      output.write(TestLines.of("ä".repeat(2_000_000)), 0);
      String message = peer.receive();
      assertThat(message.length()).isGreaterThan(1000);
      assertThat(message).matches("<13>" + TIME + " falcoj: ä+");
    }
  }

  @Test
  void aLogThatListensForAStreamGetsOne() throws Exception {
    try (ServerSocketChannel peer = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      peer.bind(UnixDomainSocketAddress.of(socket()));
      CompletableFuture<String> received = CompletableFuture.supplyAsync(() -> read(peer));
      try (SyslogOutput output = new SyslogOutput(log())) {
        output.write(TestLines.of("one"), 0);
        output.write(TestLines.of("two"), 0);
      }
      assertThat(received.get(240, TimeUnit.SECONDS))
          .matches("<13>" + TIME + " falcoj: one\0<13>" + TIME + " falcoj: two\0");
    }
  }

  private static String read(ServerSocketChannel peer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (SocketChannel client = peer.accept();
        InputStream stream = Channels.newInputStream(client)) {
      stream.transferTo(bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void nobodyThereIsAnError() {
    SyslogOutput output = new SyslogOutput(log());
    assertThat(log().exists()).isFalse();
    assertThatThrownBy(() -> output.write(TestLines.of("one"), 0)).isInstanceOf(IOException.class);
  }

  @Test
  void aPathThatNoSocketCanHaveIsAnError() {
    Path path = folder.resolve("x".repeat(200));
    SyslogOutput output = new SyslogOutput(new SystemLog(path, "falcoj"));
    assertThatThrownBy(() -> output.write(TestLines.of("one"), 0))
        .isInstanceOf(IOException.class)
        .hasMessage(path + ": the path is too long for a socket");
  }

  @Test
  void aLogThatTakesNothingIsAnErrorInTime() throws IOException {
    try (DatagramPeer peer = DatagramPeer.listen(socket())) {
      assertThat(peer).isNotNull();
      Outputs outputs =
          Outputs.forReplay().add(new SyslogOutput(new SystemLog(socket(), "falcoj", 200))).start();
      for (int i = 0; i < 200; i++) {
        outputs.put(TestLines.of("x".repeat(100_000)));
      }
      outputs.flush();
      assertThat(outputs.failures()).containsOnlyKeys("syslog");
      assertThat(outputs.counters().get(0).written()).isPositive();
      outputs.close();
    }
  }
}
