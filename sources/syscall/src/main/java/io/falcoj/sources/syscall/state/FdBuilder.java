// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import org.jspecify.annotations.Nullable;

/**
 * Puts together what a recording or the system itself tells of one open file descriptor, for a
 * {@link StateImporter}. What is not set stays unknown. Arrays that are handed over belong to the
 * builder.
 */
public final class FdBuilder {

  private @Nullable FdInfo info = new FdInfo();

  /** What was told so far. */
  public FdInfo soFar() {
    FdInfo unfinished = info;
    if (unfinished == null) {
      throw new IllegalStateException("built already");
    }
    return unfinished;
  }

  /** What was told; the builder can change it no more. */
  public FdInfo build() {
    FdInfo built = soFar();
    info = null;
    return built;
  }

  /** Sets {@link FdInfo#fd}. */
  public FdBuilder fd(long value) {
    soFar().fd = value;
    return this;
  }

  /** Sets {@link FdInfo#type}. */
  public FdBuilder type(FdType value) {
    soFar().type = value;
    return this;
  }

  /** Sets {@link FdInfo#name}. */
  public FdBuilder name(byte[] value) {
    soFar().name = value;
    return this;
  }

  /** Sets {@link FdInfo#inode}. */
  public FdBuilder inode(long value) {
    soFar().inode = value;
    return this;
  }

  /** Sets {@link FdInfo#device}. */
  public FdBuilder device(int value) {
    soFar().device = value;
    return this;
  }

  /** Sets {@link FdInfo#mountId}. */
  public FdBuilder mountId(int value) {
    soFar().mountId = value;
    return this;
  }

  /** Sets {@link FdInfo#openFlags}. */
  public FdBuilder openFlags(int value) {
    soFar().openFlags = value;
    return this;
  }

  /** Sets {@link FdInfo#transport}. */
  public FdBuilder transport(FdInfo.Transport value) {
    soFar().transport = value;
    return this;
  }

  /** Sets {@link FdInfo#unixSource}. */
  public FdBuilder unixSource(long value) {
    soFar().unixSource = value;
    return this;
  }

  /** Sets {@link FdInfo#unixDestination}. */
  public FdBuilder unixDestination(long value) {
    soFar().unixDestination = value;
    return this;
  }

  /** Sets {@link FdInfo#pid}. */
  public FdBuilder pid(long value) {
    soFar().pid = value;
    return this;
  }

  /**
   * Sets the address, in network order and in the low half if it is IPv4, and port of the source.
   */
  public FdBuilder source(long high, long low, int port) {
    FdInfo info = soFar();
    info.sourceHigh = high;
    info.sourceLow = low;
    info.sourcePort = port;
    return this;
  }

  /** Sets the address and port of the destination, or those that are listened on, alike. */
  public FdBuilder destination(long high, long low, int port) {
    FdInfo info = soFar();
    info.destinationHigh = high;
    info.destinationLow = low;
    info.destinationPort = port;
    return this;
  }
}
