// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

/**
 * How system calls are watched.
 *
 * @param selection the system calls that the kernel tells of
 * @param bufferBytes size of each ring buffer: a power of two and a multiple of the page size
 * @param cpusPerBuffer how many processors share one ring buffer; 0 for one buffer for all of them
 * @param snapLength most bytes of data (of {@code read}, {@code sendto}) that an event carries
 * @param dropFailedExits whether system calls that failed are not told of
 */
public record LiveOptions(
    SyscallSelection selection,
    int bufferBytes,
    int cpusPerBuffer,
    int snapLength,
    boolean dropFailedExits) {

  /** As Falco 0.44: 8 MiB for every two processors, 80 bytes of data. */
  public static LiveOptions of(SyscallSelection selection) {
    return new LiveOptions(selection, 8 << 20, 2, 80, false);
  }

  public LiveOptions {
    if (Integer.bitCount(bufferBytes) != 1 || bufferBytes < 1 << 16) {
      throw new IllegalArgumentException("no size of a ring buffer: " + bufferBytes);
    }
    if (cpusPerBuffer < 0) {
      throw new IllegalArgumentException("no number of processors: " + cpusPerBuffer);
    }
    if (snapLength < 0 || snapLength > 65_000) {
      throw new IllegalArgumentException("no length of data: " + snapLength);
    }
  }
}
