// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** What is needed of the C library. None of it is called for each event. */
interface Libc extends Library {

  int PROTECTION_READ = 1;
  int PROTECTION_WRITE = 2;
  int MAP_SHARED = 1;
  int CLOCK_REALTIME = 0;
  int CLOCK_BOOTTIME = 7;

  /** The functions; an {@link UnsatisfiedLinkError} if there is no C library to be found. */
  static Libc load() {
    return Native.load("c", Libc.class);
  }

  /** Maps {@code length} bytes of a file from {@code offset} on; -1 if it fails. */
  Pointer mmap(
      Pointer address, long length, int protection, int flags, int descriptor, long offset);

  int munmap(Pointer address, long length);

  /** Reads at most {@code length} bytes; how many there were, 0 at the end, -1 if it fails. */
  long read(int descriptor, byte[] target, long length);

  int close(int descriptor);

  int getpagesize();

  /** Writes seconds and nanoseconds to {@code time}. */
  int clock_gettime(int clock, long[] time);

  /** Prints what a variable list of arguments holds; at most {@code size} bytes. */
  int vsnprintf(byte[] target, long size, Pointer format, Pointer arguments);
}
