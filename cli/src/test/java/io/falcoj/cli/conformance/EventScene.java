// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import io.falcoj.sources.syscall.layout.RawEvent;
import io.falcoj.sources.syscall.state.FdBuilder;
import io.falcoj.sources.syscall.state.FdInfo;
import io.falcoj.sources.syscall.state.FdType;
import io.falcoj.sources.syscall.state.StateEngine;
import io.falcoj.sources.syscall.state.StateImporter;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.SystemState;
import io.falcoj.sources.syscall.state.ThreadBuilder;
import io.falcoj.sources.syscall.state.ThreadChange;
import io.falcoj.sources.syscall.state.ThreadInfo;
import io.falcoj.sources.syscall.state.UserTable;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * A machine whose threads and events a case describes: the keys {@code setup} and {@code events} of
 * the suite event-fields. Its entries are played one after another.
 */
final class EventScene {

  private static final long ALL_CAPABILITIES = (1L << 41) - 1;
  private static final byte[] HOST = {};

  private final SystemState state = new SystemState();
  private final StateEngine engine = new StateEngine(state);
  private final SyscallEvent event = new SyscallEvent(state);
  private final JsonNode entries;
  private int played;
  private long events;

  /**
   * @param scene has {@code setup} and {@code events}
   */
  EventScene(JsonNode scene) {
    entries = scene.get("events");
    StateImporter importer = new StateImporter(state);
    for (JsonNode thread : scene.at("/setup/threads")) {
      importer.thread(thread(thread));
      for (JsonNode fd : thread.path("fds")) {
        importer.fd(thread.get("tid").longValue(), fd(fd));
      }
    }
    importer.finish();
  }

  /**
   * Plays the entries that were not played yet, up to one.
   *
   * @param last its number, from 0
   * @return the last event of all that were played
   */
  SyscallEvent playTo(int last) {
    for (; played <= last; played++) {
      JsonNode entry = entries.get(played);
      if (entry.has("op")) {
        change(entry);
      } else {
        RawEvent raw = RawEventBuilder.build(entry);
        events++;
        event.reset(raw, events, 1);
        engine.process(event);
      }
    }
    return event;
  }

  /** What is known of the machine. */
  SystemState state() {
    return state;
  }

  private void change(JsonNode entry) {
    switch (entry.get("op").stringValue()) {
      case "add-user" -> {
        if (!entry.get("name").isNull()) {
          state
              .users()
              .add(
                  HOST,
                  new UserTable.User(
                      entry.get("uid").longValue(),
                      entry.get("gid").longValue(),
                      text(entry, "name"),
                      text(entry, "home"),
                      text(entry, "shell")));
        }
      }
      case "rm-user" -> state.users().removeUser(HOST, entry.get("uid").longValue());
      case "set-thread" -> {
        ThreadInfo thread = state.threads().get(entry.get("tid").longValue());
        ThreadChange.set(thread, entry.get("property").stringValue(), entry.get("value"));
      }
      // How bytes are printed is a setting of the output, not of the machine.
      case "set-buffer-format" -> {}
      default -> throw new IllegalArgumentException("no such entry: " + entry);
    }
  }

  private static ThreadInfo thread(JsonNode json) {
    ThreadBuilder thread = new ThreadBuilder();
    thread.tid(json.get("tid").longValue());
    thread.pid(json.get("pid").longValue());
    thread.ptid(json.get("ptid").longValue());
    thread.sid(json.get("sid").longValue());
    thread.vpgid(json.get("vpgid").longValue());
    thread.vtid(json.get("vtid").longValue());
    thread.vpid(json.get("vpid").longValue());
    thread.comm(text(json, "comm"));
    thread.exe(text(json, "exe"));
    thread.exepath(text(json, "exepath"));
    thread.args(list(json.get("args")));
    thread.env(list(json.get("env")));
    thread.cwd(text(json, "cwd"));
    thread.root("/".getBytes(StandardCharsets.UTF_8));
    thread.cloneNanos(json.get("clone_ts").longValue());
    thread.uid(json.get("uid").intValue());
    thread.gid(json.get("gid").intValue());
    thread.loginUid(json.path("loginuid").asInt(-1));
    thread.fdLimit(1 << 20);
    thread.capPermitted(ALL_CAPABILITIES);
    thread.capEffective(ALL_CAPABILITIES);
    thread.vmSizeKb(10_000);
    thread.vmRssKb(100);
    thread.majorFaults(222);
    thread.minorFaults(22);
    return thread.build();
  }

  private static FdInfo fd(JsonNode json) {
    FdBuilder fd = new FdBuilder();
    fd.fd(json.get("fd").longValue());
    fd.type(FdType.valueOf(json.get("type").stringValue().toUpperCase(Locale.ROOT)));
    fd.name(text(json, "name"));
    fd.inode(json.get("ino").longValue());
    fd.device(json.get("dev").intValue());
    fd.mountId(json.get("mount_id").intValue());
    fd.openFlags(json.get("open_flags").intValue());
    return fd.build();
  }

  private static byte[] text(JsonNode json, String key) {
    return json.get(key).stringValue().getBytes(StandardCharsets.UTF_8);
  }

  /** Each item ended by a zero byte. */
  private static byte[] list(JsonNode items) {
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    for (JsonNode item : items) {
      list.writeBytes(item.stringValue().getBytes(StandardCharsets.UTF_8));
      list.write(0);
    }
    return list.toByteArray();
  }
}
