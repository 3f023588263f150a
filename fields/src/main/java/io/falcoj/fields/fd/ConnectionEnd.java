// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.fd;

import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.Values;
import io.falcoj.sources.syscall.state.FdInfo;
import io.falcoj.sources.syscall.state.SyscallEvent;
import java.nio.charset.StandardCharsets;

/**
 * One end of a connection. The client is the source of the tuple that names it; which end is the
 * local one the addresses of the machine and of the container tell.
 */
enum ConnectionEnd {
  CLIENT,
  SERVER,
  LOCAL,
  REMOTE;

  private static final byte[] NOTHING = {};

  /** Adds something of the source or of the destination. */
  @FunctionalInterface
  private interface Part {
    void add(FdInfo fd, boolean source, Values values);
  }

  /** The address of this end. */
  FieldExtractor address() {
    return reads(false, ConnectionEnd::addAddress);
  }

  /** The port of this end. */
  FieldExtractor port() {
    return reads(true, (fd, source, values) -> values.addLong(portOf(fd, source)));
  }

  /**
   * The port of this end as text. Names of services are not looked up, as in libs by default; a
   * socket that listens prints nothing, and so does a client of something that has no ports.
   */
  FieldExtractor protocol() {
    return FdReader.reads(
        (event, fd, values) -> {
          if (fd.isInternetSocket() && !fd.hasNoRole()) {
            addPortText(fd, isSource(event, fd), values);
          } else if (this == SERVER && fd.isServerSocket()
              || this == CLIENT && !fd.isInternetSocket() && !fd.hasNoRole()) {
            values.addText(NOTHING);
          }
        });
  }

  /** The addresses of both ends; of a socket that listens its own. */
  static FieldExtractor addresses() {
    return both(ConnectionEnd::addAddress);
  }

  /** The ports of both ends; of a socket that listens its own. */
  static FieldExtractor ports() {
    return both((fd, source, values) -> values.addLong(portOf(fd, source)));
  }

  /** Whether the destination is this machine. */
  static void addIsServer(SyscallEvent event, FdInfo fd, Values values) {
    values.addBoolean(
        fd.isServerSocket()
            || fd.isInternetSocket()
                && LocalAddresses.contains(
                    event, fd.isIpv6(), fd.destinationHigh(), fd.destinationLow()));
  }

  private static FieldExtractor both(Part part) {
    return FdReader.reads(
        (event, fd, values) -> {
          if (fd.isInternetSocket()) {
            part.add(fd, true, values);
            part.add(fd, false, values);
          } else if (fd.isServerSocket()) {
            part.add(fd, false, values);
          }
        });
  }

  private FieldExtractor reads(boolean ofAnyListener, Part part) {
    return FdReader.reads(
        (event, fd, values) -> {
          if (fd.isInternetSocket() && !fd.hasNoRole()) {
            part.add(fd, isSource(event, fd), values);
          } else if (this == SERVER && fd.isServerSocket() && (ofAnyListener || !fd.hasNoRole())) {
            part.add(fd, false, values);
          }
        });
  }

  private boolean isSource(SyscallEvent event, FdInfo fd) {
    return switch (this) {
      case CLIENT -> true;
      case SERVER -> false;
      case LOCAL -> isSourceLocal(event, fd);
      case REMOTE -> !isSourceLocal(event, fd);
    };
  }

  private static boolean isSourceLocal(SyscallEvent event, FdInfo fd) {
    return LocalAddresses.contains(event, fd.isIpv6(), fd.sourceHigh(), fd.sourceLow());
  }

  private static void addAddress(FdInfo fd, boolean source, Values values) {
    long low = source ? fd.sourceLow() : fd.destinationLow();
    if (fd.isIpv6()) {
      values.addIpv6(source ? fd.sourceHigh() : fd.destinationHigh(), low);
    } else {
      values.addIpv4((int) low);
    }
  }

  private static int portOf(FdInfo fd, boolean source) {
    return source ? fd.sourcePort() : fd.destinationPort();
  }

  private static void addPortText(FdInfo fd, boolean source, Values values) {
    values.addText(Integer.toString(portOf(fd, source)).getBytes(StandardCharsets.US_ASCII));
  }
}
