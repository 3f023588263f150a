// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import io.falcoj.sources.syscall.state.MachineInfo;
import io.falcoj.sources.syscall.state.NetworkInterface;
import io.falcoj.sources.syscall.state.NetworkInterfaces;
import io.falcoj.sources.syscall.state.UserTable;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;

/** Reads what there is to know of the machine as a whole: itself, its users and its addresses. */
final class HostReader {

  /** Gives the machine another name, as in Falco. */
  private static final String HOSTNAME = "SCAP_HOSTNAME";

  private static final int MAX_FILE = 1 << 24;
  private static final int MAX_LINE = 1 << 12;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long NANOS_PER_MILLISECOND = 1_000_000L;
  private static final long BYTES_PER_KILOBYTE = 1 << 10;
  private static final byte[] HOST = {};

  private final ProcFiles files;
  private final String proc;
  private final String etc;

  /**
   * @param root of the machine, with a separator at its end
   */
  HostReader(ProcFiles files, String root) {
    this.files = files;
    this.proc = root + "proc/";
    this.etc = root + "etc/";
  }

  /** The machine. */
  MachineInfo machine() {
    String hostname = System.getenv(HOSTNAME);
    if (hostname == null) {
      hostname = files.readText(proc + "sys/kernel/hostname", MAX_LINE).trim();
    }
    int cpus = 0;
    long bootSeconds = 0;
    for (String line : files.readText(proc + "stat", MAX_FILE).split("\n")) {
      if (line.startsWith("cpu") && !line.startsWith("cpu ")) {
        cpus++;
      } else if (line.startsWith("btime ")) {
        bootSeconds = ProcText.number(ProcText.words(line), 1);
      }
    }
    return new MachineInfo(
        cpus,
        memoryBytes(),
        Math.max(0, ProcText.number(words("sys/kernel/pid_max"), 0)),
        hostname,
        Math.max(0, bootSeconds) * NANOS_PER_SECOND,
        0);
  }

  /** When the machine was started, finer than its statistics tell; 0 if unknown. */
  long bootNanos() {
    String[] words = words("uptime");
    try {
      return words.length == 0
          ? 0
          : System.currentTimeMillis() * NANOS_PER_MILLISECOND
              - (long) (Double.parseDouble(words[0]) * NANOS_PER_SECOND);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private long memoryBytes() {
    String[] words = words("meminfo");
    return words.length > 1 && words[0].equals("MemTotal:")
        ? ProcText.number(words, 1) * BYTES_PER_KILOBYTE
        : 0;
  }

  private String[] words(String file) {
    return ProcText.words(files.readText(proc + file, MAX_LINE));
  }

  /** Takes over the users and groups of the machine that are written down in files. */
  void readUsers(UserTable users) {
    for (String line : lines("passwd")) {
      String[] parts = line.split(":", -1);
      if (parts.length < 7) {
        continue;
      }
      long uid = id(parts[2]);
      long gid = id(parts[3]);
      if (uid >= 0 && gid >= 0 && users.recordedUser(HOST, (int) uid) == null) {
        users.add(
            HOST, new UserTable.User(uid, gid, bytes(parts[0]), bytes(parts[5]), bytes(parts[6])));
      }
    }
    for (String line : lines("group")) {
      String[] parts = line.split(":", -1);
      long gid = parts.length < 4 ? -1 : id(parts[2]);
      if (gid >= 0 && users.recordedGroup(HOST, (int) gid) == null) {
        users.add(HOST, new UserTable.Group(gid, bytes(parts[0])));
      }
    }
  }

  private String[] lines(String file) {
    return files.readText(etc + file, MAX_FILE).split("\n");
  }

  private static long id(String text) {
    long id = ProcText.number(text);
    return id > 0xFFFF_FFFFL ? -1 : id;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Takes over the addresses of the network namespace of this process. */
  static void readInterfaces(NetworkInterfaces interfaces) {
    try {
      Enumeration<java.net.NetworkInterface> all = java.net.NetworkInterface.getNetworkInterfaces();
      for (java.net.NetworkInterface each : Collections.list(all)) {
        for (InterfaceAddress address : each.getInterfaceAddresses()) {
          interfaces.add(networkInterface(each.getName(), address));
        }
      }
    } catch (SocketException e) {
      // Without addresses the missing ends of connections are not guessed.
      return;
    }
  }

  private static NetworkInterface networkInterface(String name, InterfaceAddress of) {
    byte[] address = of.getAddress().getAddress();
    byte[] netmask = new byte[address.length];
    for (int bit = 0; bit < of.getNetworkPrefixLength(); bit++) {
      netmask[bit / Byte.SIZE] |= (byte) (0x80 >>> bit % Byte.SIZE);
    }
    InetAddress broadcast = of.getBroadcast();
    return new NetworkInterface(
        name,
        address,
        netmask,
        broadcast == null ? new byte[address.length] : broadcast.getAddress());
  }
}
