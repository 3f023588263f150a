// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import io.falcoj.sources.syscall.state.FdBuilder;
import io.falcoj.sources.syscall.state.FdInfo;
import io.falcoj.sources.syscall.state.FdInfo.Transport;
import io.falcoj.sources.syscall.state.FdType;
import io.falcoj.sources.syscall.state.LongTable;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds out what the sockets of one network namespace are connected to, from the tables of the
 * kernel. Only what is open is kept, however long the tables are. Follows the scan of libs 0.25.
 */
final class SocketReader {

  /** Most lines that are read of one table. */
  private static final int MAX_LINES = 1 << 21;

  private static final int MAX_LINE = 1 << 10;
  private static final int HEX = 16;
  private static final int IPV4_DIGITS = 8;
  private static final int IPV6_DIGITS = 32;

  /** Places of words in the tables of addresses; the first word is the number of the line. */
  private static final int LOCAL = 1;

  private static final int REMOTE = 2;
  private static final int INODE = 9;

  /** Places of words in the table of unix sockets. */
  private static final int UNIX_INODE = 6;

  private static final int UNIX_PATH = 7;

  private static final int NETLINK_INODE = 9;

  private static final byte[] NOTHING = {};

  private final LongTable<List<FdBuilder>> open = new LongTable<>();

  /** Adds a socket whose inode alone is known. */
  void add(FdBuilder fd) {
    List<FdBuilder> same = open.get(fd.soFar().inode());
    if (same == null) {
      same = new ArrayList<>(1);
      open.put(fd.soFar().inode(), same);
    }
    same.add(fd);
  }

  /** Whether there is nothing to find out. */
  boolean isEmpty() {
    return open.size() == 0;
  }

  /**
   * Finds out about the sockets that were added. One that no table tells of keeps its type.
   *
   * @param directory of a process in the namespace, with a separator at its end
   */
  void resolve(String directory) {
    String tables = directory + "net/";
    readLines(tables + "tcp", line -> internet(line, Transport.TCP));
    readLines(tables + "tcp6", line -> internet(line, Transport.TCP));
    readLines(tables + "unix", this::unix);
    readLines(tables + "udp", line -> internet(line, Transport.UDP));
    readLines(tables + "udp6", line -> internet(line, Transport.UDP));
    readLines(tables + "raw", line -> internet(line, Transport.RAW));
    readLines(tables + "raw6", line -> internet(line, Transport.RAW));
    readLines(tables + "netlink", this::netlink);
  }

  /** Is given a line of a table. */
  private interface LineReader {
    void read(String line);
  }

  private void readLines(String table, LineReader reader) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new FileInputStream(table), StandardCharsets.ISO_8859_1))) {
      lines.readLine();
      for (int i = 0; i < MAX_LINES; i++) {
        String line = lines.readLine();
        if (line == null) {
          break;
        }
        if (line.length() <= MAX_LINE) {
          reader.read(line);
        }
      }
    } catch (IOException e) {
      // No such protocol, or the process has gone: the rest stays unknown.
      return;
    }
  }

  private List<FdBuilder> find(String[] words, int place) {
    long inode = ProcText.number(words, place);
    List<FdBuilder> found = inode <= 0 ? null : open.get(inode);
    return found == null ? List.of() : found;
  }

  private void internet(String line, Transport transport) {
    String[] words = ProcText.words(line);
    for (FdBuilder fd : find(words, INODE)) {
      String local = words[LOCAL];
      String remote = words[REMOTE];
      if (!isEnd(local) || !isEnd(remote)) {
        return;
      }
      boolean ipv6 = local.indexOf(':') == IPV6_DIGITS;
      fd.transport(transport);
      if (high(remote) == 0 && low(remote) == 0) {
        fd.type(ipv6 ? FdType.IPV6_SERVER_SOCKET : FdType.IPV4_SERVER_SOCKET);
        fd.destination(high(local), low(local), port(local));
      } else {
        fd.type(ipv6 ? FdType.IPV6_SOCKET : FdType.IPV4_SOCKET);
        fd.source(high(local), low(local), port(local));
        fd.destination(high(remote), low(remote), port(remote));
      }
    }
  }

  private static boolean isEnd(String end) {
    int colon = end.indexOf(':');
    if (colon != IPV4_DIGITS && colon != IPV6_DIGITS) {
      return false;
    }
    for (int i = 0; i < end.length(); i++) {
      if (i != colon && Character.digit(end.charAt(i), HEX) < 0) {
        return false;
      }
    }
    int digits = end.length() - colon - 1;
    return digits > 0 && digits <= Integer.BYTES;
  }

  /** Eight bytes of an address in network order, of which each four are told as a number. */
  private static long half(String end, int start) {
    return word(end, start) << Integer.SIZE | word(end, start + IPV4_DIGITS);
  }

  private static long word(String end, int start) {
    int number = Integer.parseUnsignedInt(end.substring(start, start + IPV4_DIGITS), HEX);
    return Integer.toUnsignedLong(Integer.reverseBytes(number));
  }

  private static long high(String end) {
    return end.indexOf(':') == IPV6_DIGITS ? half(end, 0) : 0;
  }

  private static long low(String end) {
    return end.indexOf(':') == IPV6_DIGITS ? half(end, HEX) : word(end, 0);
  }

  private static int port(String end) {
    return Integer.parseInt(end.substring(end.indexOf(':') + 1), HEX);
  }

  /**
   * A path may hold anything, also what looks like another line: of a socket with two paths neither
   * is believed.
   */
  private void unix(String line) {
    String[] words = ProcText.words(line, UNIX_PATH + 1);
    for (FdBuilder fd : find(words, UNIX_INODE)) {
      byte[] path =
          words.length > UNIX_PATH
              ? words[UNIX_PATH].getBytes(StandardCharsets.ISO_8859_1)
              : NOTHING;
      FdInfo told = fd.soFar();
      boolean contradicted = told.type() == FdType.UNIX_SOCKET && !Arrays.equals(told.name(), path);
      fd.type(FdType.UNIX_SOCKET);
      fd.name(contradicted ? NOTHING : path);
    }
  }

  private void netlink(String line) {
    for (FdBuilder fd : find(ProcText.words(line), NETLINK_INODE)) {
      fd.type(FdType.NETLINK);
    }
  }
}
