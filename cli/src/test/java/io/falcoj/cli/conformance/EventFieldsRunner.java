// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.sources.syscall.state.FdInfo;
import io.falcoj.sources.syscall.state.FdType;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.ThreadGroup;
import io.falcoj.sources.syscall.state.ThreadInfo;
import io.falcoj.testdata.ConformanceCase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Runs the suite about fields and state after sequences of kernel events. */
final class EventFieldsRunner implements SuiteRunner {

  @Override
  public String suite() {
    return "event-fields";
  }

  @Override
  public List<Check> checks(ConformanceCase each) {
    List<Check> checks = new ArrayList<>();
    int number = 0;
    for (JsonNode expected : each.expect()) {
      number++;
      checks.add(new Check(each.id() + "/" + number, () -> check(each.json(), expected)));
    }
    return checks;
  }

  private static void check(JsonNode input, JsonNode expected) throws Exception {
    SyscallEvent event = new EventScene(input).playTo(expected.get("after_event").asInt());
    if (expected.has("field")) {
      checkField(event, expected);
    } else if (expected.has("param")) {
      assertThat(EventFormat.printed("evt.arg." + expected.get("param").asString(), event))
          .isEqualTo(expected.get("text").asString());
    } else if (expected.has("fd")) {
      checkFd(event, expected);
    } else if (expected.has("thread_group")) {
      checkGroup(event.state().threads().group(expected.get("thread_group").asLong()), expected);
    } else if (expected.has("threads")) {
      assertThat(event.state().threads().size()).isEqualTo(expected.get("threads").asInt());
    } else {
      checkThread(thread(event, expected), expected);
    }
  }

  private static void checkField(SyscallEvent event, JsonNode expected) throws Exception {
    String found = EventFormat.printed(expected.get("field").asString(), event);
    if (expected.has("value")) {
      assertThat(found).isEqualTo(expected.get("value").asString());
    } else if (expected.has("same_as")) {
      assertThat(found).isEqualTo(EventFormat.printed(expected.get("same_as").asString(), event));
    } else if (expected.has("absent")) {
      assertThat(found).isNull();
    } else if (expected.has("present")) {
      assertThat(found).isNotNull();
    } else {
      throw new AssertionError("an expectation that nothing here checks: " + expected);
    }
  }

  private static @Nullable ThreadInfo thread(SyscallEvent event, JsonNode expected) {
    JsonNode thread = expected.path("thread");
    return thread.isNumber() ? event.state().threads().get(thread.asLong()) : event.thread();
  }

  private static void checkFd(SyscallEvent event, JsonNode expected) {
    ThreadInfo thread = thread(event, expected);
    JsonNode number = expected.get("fd");
    FdInfo fd =
        number.isNumber() ? (thread == null ? null : thread.fd(number.asLong())) : event.fd();
    if (expected.has("exists")) {
      assertThat(fd != null).isEqualTo(expected.get("exists").asBoolean());
    } else {
      assertThat(fd).isNotNull();
      assertThat(property(fd, expected.get("property").asString()))
          .isEqualTo(expected.get("value").asString());
    }
  }

  private static String property(FdInfo fd, String property) {
    Object value =
        switch (property) {
          case "type" -> text(fd.type().text());
          case "typechar" -> fd.type().letter();
          case "name" -> text(fd.name());
          case "name_raw" -> text(fd.rawName());
          case "open_flags" -> fd.openFlags();
          case "ino" -> fd.inode();
          case "dev" -> fd.device();
          case "dev_major" -> (fd.device() & 0xFFF00) >> 8;
          case "dev_minor" -> fd.device() & 0xFF | fd.device() >> 12 & 0xFFF00;
          case "l4proto" -> fd.shownTransport().name().toLowerCase(Locale.ROOT);
          case "is_unix_socket" -> fd.type() == FdType.UNIX_SOCKET;
          case "is_ipv4_socket" -> fd.type() == FdType.IPV4_SOCKET;
          case "is_ipv6_socket" -> fd.type() == FdType.IPV6_SOCKET;
          case "is_tcp_socket" -> isIpv4(fd, FdInfo.Transport.TCP);
          case "is_udp_socket" -> isIpv4(fd, FdInfo.Transport.UDP);
          case "is_file" -> fd.type() == FdType.FILE || fd.type() == FdType.FILE_V2;
          case "is_directory" -> fd.type() == FdType.DIRECTORY;
          case "is_pipe" -> fd.type() == FdType.FIFO;
          case "is_role_client" -> fd.isClient();
          case "is_role_server" -> fd.isServer();
          case "is_role_none" -> !fd.isClient() && !fd.isServer();
          case "is_socket_connected" -> fd.isConnected();
          case "is_socket_pending" -> fd.isConnectionPending();
          case "is_socket_failed" -> fd.isConnectionFailed();
          case "is_overlay_upper" -> fd.isOverlayUpper();
          case "is_overlay_lower" -> fd.isOverlayLower();
          default -> throw new AssertionError("a property that nothing here reads: " + property);
        };
    return value.toString();
  }

  private static boolean isIpv4(FdInfo fd, FdInfo.Transport transport) {
    return fd.type() == FdType.IPV4_SOCKET && fd.transport() == transport;
  }

  private static void checkThread(@Nullable ThreadInfo thread, JsonNode expected) {
    if (expected.has("exists")) {
      assertThat(thread != null).isEqualTo(expected.get("exists").asBoolean());
      return;
    }
    assertThat(thread).isNotNull();
    for (String key : expected.propertyNames()) {
      JsonNode value = expected.get(key);
      switch (key) {
        case "after_event", "thread", "value", "flag_value", "set" -> {}
        case "property" ->
            assertThat(property(thread, value.asString()))
                .isEqualTo(expected.get("value").asString());
        case "flag" ->
            assertThat((thread.flags() & expected.get("flag_value").asInt()) != 0)
                .as(value.asString())
                .isEqualTo(expected.get("set").asBoolean());
        case "pid", "ptid", "vtid", "vpid" ->
            assertThat(property(thread, key)).as(key).isEqualTo(value.asString());
        // The reference counts children that are gone but not swept up yet.
        case "children" -> assertThat(thread.children()).hasSizeLessThanOrEqualTo(value.asInt());
        case "children_not_expired" -> assertThat(thread.children()).hasSize(value.asInt());
        case "children_contain" ->
            assertThat(thread.children().stream().map(child -> child.tid()))
                .containsAll(ids(value));
        default -> throw new AssertionError("an expectation that nothing here checks: " + key);
      }
    }
  }

  private static String property(ThreadInfo thread, String property) {
    Object value =
        switch (property) {
          case "tid" -> thread.tid();
          case "pid" -> thread.pid();
          case "ptid" -> thread.ptid();
          case "vtid" -> thread.vtid();
          case "vpid" -> thread.vpid();
          case "reaper_tid" -> thread.reaperTid();
          case "uid" -> thread.uid();
          case "gid" -> thread.gid();
          case "comm" -> text(thread.comm());
          case "exepath" -> text(thread.exepath());
          case "vm_size" -> thread.vmSizeKb();
          case "vm_rss" -> thread.vmRssKb();
          case "vm_swap" -> thread.vmSwapKb();
          case "is_dead" -> thread.isDead();
          case "is_invalid" -> thread.isInvalid();
          default -> throw new AssertionError("a property that nothing here reads: " + property);
        };
    return value.toString();
  }

  private static void checkGroup(@Nullable ThreadGroup group, JsonNode expected) {
    assertThat(group).isNotNull();
    List<Long> tids = group.threads().stream().map(thread -> thread.tid()).toList();
    assertThat(group.alive()).as("alive").isEqualTo(expected.get("alive_threads").asInt());
    assertThat(group.isReaper()).as("reaper").isEqualTo(expected.get("reaper").asBoolean());
    assertThat(tids).hasSize(expected.get("members_not_expired").asInt());
    assertThat(tids).containsAll(ids(expected.get("contains")));
  }

  private static List<Long> ids(JsonNode ids) {
    return ids.values().stream().map(JsonNode::asLong).toList();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
