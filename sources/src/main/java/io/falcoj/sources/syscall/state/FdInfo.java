// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

/** What is known of one open file descriptor. */
public final class FdInfo {

  private static final byte[] NOTHING = {};

  /** Number of the descriptor. */
  public long fd = -1;

  public FdType type = FdType.UNKNOWN;

  /** Path, or the text that stands for what has none; owned by this object. */
  public byte[] name = NOTHING;

  public long inode;
  public int device;

  /** Flags it was opened with, in the encoding of the event table. */
  public int openFlags;

  /** Addresses in network order; IPv4 uses the low half. */
  public long sourceHigh;

  public long sourceLow;
  public long destinationHigh;
  public long destinationLow;
  public int sourcePort;
  public int destinationPort;

  /** Transport protocol: 1 TCP, 2 UDP, 3 ICMP, 4 raw; 0 if unknown. */
  public int transport;

  /** Kernel addresses of the two ends of a unix socket. */
  public long unixSource;

  public long unixDestination;
}
