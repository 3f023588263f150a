// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
//
// Events number flags in their own way, which is not always the kernel's. What is not here, or is
// only masked, has the same number in both. Where several of the kernel's flags share a bit, any of
// them counts, as in libs 0.25: a directory that is opened looks like a temporary file too.
#pragma once

#include "event.h"

// Flag `to` if `value` has a bit of `from`.
#define FLAG(value, from, to) ((value) & (from) ? (to) : 0)

#define O_DIRECTORY_OR_TEMPORARY 020200000

inline_always __u32 open_flags(__u64 value) {
  __u32 access = (value & 3) == 1 ? 2 : (value & 3) == 2 ? 3 : 1;
  return access
      | FLAG(value, 0100, 1 << 2)                      // create
      | FLAG(value, 02000, 1 << 3)                     // append
      | FLAG(value, 010000, 1 << 4)                    // data in sync
      | FLAG(value, 0200, 1 << 5)                      // exclusive
      | FLAG(value, 04000, 1 << 6)                     // not blocking
      | FLAG(value, 04010000, 1 << 7)                  // in sync
      | FLAG(value, 01000, 1 << 8)                     // truncate
      | FLAG(value, 040000, 1 << 9)                    // direct
      | FLAG(value, 0200000, 1 << 10)                  // directory
      | FLAG(value, 0100000, 1 << 11)                  // large file
      | FLAG(value, 02000000, 1 << 12)                 // close on exec
      | FLAG(value, O_DIRECTORY_OR_TEMPORARY, 1 << 13);
}

inline_always __u32 file_mode(__u64 value) { return value & 07777; }

// The mode means something only where a file may be created.
inline_always __u32 open_mode(__u64 flags, __u64 mode) {
  return flags & (0100 | O_DIRECTORY_OR_TEMPORARY) ? file_mode(mode) : 0;
}

// The flags that any new descriptor may have: of sockets, pipes, events.
inline_always __u32 descriptor_flags(__u64 value) {
  return FLAG(value, 04000, 1 << 6) | FLAG(value, 02000000, 1 << 12);
}

inline_always __u32 pipe_flags(__u64 value) {
  return descriptor_flags(value) | FLAG(value, 040000, 1 << 9);
}

inline_always __u32 close_on_exec(__u64 value) { return FLAG(value, 02000000, 1 << 12); }

inline_always __u32 node_mode(__u64 value) {
  __u32 kind = value & 0170000;
  return file_mode(value) | (kind == 0 ? 0100000 : kind);
}

// Major and minor number packed as users of the kernel see them.
inline_always __u32 device_number(__u32 device) {
  __u32 major = device >> 20;
  __u32 minor = device & 0xfffff;
  return (minor & 0xff) | major << 8 | (minor & ~0xff) << 12;
}

#define CHILD_IN_PID_NAMESPACE (1 << 29)

inline_always __u32 clone_flags(__u64 value) {
  return FLAG(value, 0x100, 1 << 15)                   // memory
      | FLAG(value, 0x200, 1 << 1)                     // file system
      | FLAG(value, 0x400, 1 << 0)                     // files
      | FLAG(value, 0x800, 1 << 11)                    // signal handlers
      | FLAG(value, 0x2000, 1 << 10)                   // traced
      | FLAG(value, 0x4000, 1 << 27)                   // vfork
      | FLAG(value, 0x8000, 1 << 8)                    // parent
      | FLAG(value, 0x10000, 1 << 13)                  // thread
      | FLAG(value, 0x20000, 1 << 5)                   // mount namespace
      | FLAG(value, 0x40000, 1 << 12)                  // semaphores
      | FLAG(value, 0x80000, 1 << 25)                  // thread storage
      | FLAG(value, 0x100000, 1 << 9)                  // parent told of id
      | FLAG(value, 0x200000, 1 << 23)                 // child clears id
      | FLAG(value, 0x800000, 1 << 14)                 // not traced
      | FLAG(value, 0x1000000, 1 << 24)                // child sets id
      | FLAG(value, 0x2000000, 1 << 28)                // cgroup namespace
      | FLAG(value, 0x4000000, 1 << 7)                 // host name namespace
      | FLAG(value, 0x8000000, 1 << 3)                 // communication namespace
      | FLAG(value, 0x10000000, 1 << 20)               // user namespace
      | FLAG(value, 0x20000000, 1 << 6)                // process namespace
      | FLAG(value, 0x40000000, 1 << 4)                // network namespace
      | FLAG(value, 0x80000000, 1 << 2);               // input and output
}

// Old programs mark the flags of mount with a magic number.
inline_always __u32 mount_flags(__u32 value) {
  return (value & 0xffff0000) == 0xc0ed0000 ? value & 0xffff : value;
}

inline_always __u32 resolve_flags(__u64 value) {
  return FLAG(value, 0x01, 1 << 4)                     // no other device
      | FLAG(value, 0x02, 1 << 2)                      // no magic links
      | FLAG(value, 0x04, 1 << 3)                      // no links
      | FLAG(value, 0x08, 1 << 0)                      // beneath
      | FLAG(value, 0x10, 1 << 1)                      // in root
      | FLAG(value, 0x20, 1 << 5);                     // cached
}

inline_always __u32 protection_flags(__u64 value) {
  return (value & 0xf) | FLAG(value, 0x01000000, 1 << 4) | FLAG(value, 0x02000000, 1 << 5);
}

inline_always __u32 mapping_flags(__u64 value) {
  return (value & 3)                                   // shared, private
      | FLAG(value, 0x10, 1 << 2)                      // fixed
      | FLAG(value, 0x20, 1 << 3)                      // anonymous
      | FLAG(value, 0x40, 1 << 4)                      // low addresses
      | FLAG(value, 0x4000, 1 << 6)                    // no reserve
      | FLAG(value, 0x8000, 1 << 7)                    // populate
      | FLAG(value, 0x10000, 1 << 8)                   // not blocking
      | FLAG(value, 0x100, 1 << 9)                     // grows down
      | FLAG(value, 0x800, 1 << 10)                    // deny writing
      | FLAG(value, 0x1000, 1 << 11)                   // executable
      | FLAG(value, 0x2000, 1 << 14);                  // locked
}

inline_always __u8 fcntl_command(__u32 value) {
  switch (value) {
    case 0 ... 5: return value + 1;
    case 6 ... 8: return value + 2;
    case 9: return 12;
    case 10: return 13;
    case 11: return 15;
    case 12 ... 14: return value + 5;
    case 15: return 21;
    case 16: return 22;
    case 36 ... 38: return value - 6;
    case 1024: return 23;
    case 1025: return 24;
    case 1026: return 27;
    case 1029: return 25;
    case 1030: return 26;
    case 1031: return 28;
    case 1032: return 29;
    default: return 0;
  }
}

inline_always __u8 resource(__u32 value) { return value < 16 ? value : 255; }

inline_always __u8 shutdown_how(__u32 value) { return value < 3 ? value : 255; }

inline_always __u8 seek_whence(__u64 value) { return value < 3 ? value : 0; }

inline_always __u32 io_uring_flags(__u64 value) {
  // libs 0.25 shows the first one twice, the second time under the name of another.
  return FLAG(value, 1, 1 | 1 << 2) | (value & 2) | (value & 0x7c) << 1;
}

inline_always __u16 futex_operation(__u64 value) {
  __u16 operation = value & 127;
  return (operation <= 12 ? operation : 0) | (value & 0x180);
}

inline_always __u32 semaphore_flags(__u64 value) {
  return FLAG(value, 01000, 1 << 13) | FLAG(value, 02000, 1 << 14);
}

inline_always __u16 semaphore_operation_flags(__u64 value) {
  return FLAG(value, 04000, 1) | FLAG(value, 010000, 2);
}

inline_always __u16 semaphore_command(__u32 value) {
  switch (value) {
    case 0: return 1 << 2;
    case 1: return 1 << 1;
    case 2: return 1 << 0;
    case 3: return 1 << 3;
    case 11 ... 12: return 1 << (value - 3);
    case 13 ... 14: return 1 << (value - 7);
    case 15: return 1 << 10;
    case 16: return 1 << 12;
    case 17: return 1 << 11;
    case 18: return 1 << 5;
    case 19: return 1 << 4;
    default: return 0;
  }
}

inline_always __u16 ptrace_request(__u64 value) {
  switch (value) {
    case 0 ... 9: return value + 1;
    case 12 ... 15: return value + 14;
    case 16 ... 17: return value - 5;
    case 18 ... 19: return value + 12;
    case 21: return 32;
    case 24: return 13;
    case 25 ... 26: return value + 8;
    case 30 ... 33: return value + 5;
    case 0x4200 ... 0x420b: return value - 0x4200 + 14;
    default: return 0;
  }
}

inline_always __u8 option_level(__u32 value) { return value == 1 ? 1 : value == 6 ? 2 : 0; }

inline_always __u8 option_name(__u32 level, __u32 value) {
  if (level != 1) {
    return 0;
  }
  switch (value) {
    case 1 ... 50: return value;
    case 55: return 52;
    case 57: return 53;
    case 59: return 51;
    case 66: return 20;
    case 67: return 21;
    default: return 0;
  }
}

inline_always __u16 poll_events(__u16 value) {
  return (value & 7) | FLAG(value, 0x2000, 1 << 3) | (value & 0x3f8) << 1;
}

inline_always __u16 quota_command(__u32 value) {
  __u32 command = value >> 8;
  if (command == 0x800001) {
    return 1 << 7;
  }
  if (command >= 0x800002 && command <= 0x800008) {
    return 1 << (command - 0x800002);
  }
  if (command >= 0x5801 && command <= 0x5807) {
    return 1 << (command - 0x5801 + 8);
  }
  return 0;
}

inline_always __u8 quota_type(__u32 value) {
  value &= 0xff;
  return value == 0 ? 1 : value == 1 ? 2 : 0;
}

inline_always __u8 quota_format(__u32 value) {
  return value == 1 ? 2 : value == 2 ? 4 : value == 4 ? 8 : 1;
}

inline_always __u32 socket_family(__u32 value) {
  value &= 0xff;
  return value < 40 ? value : 0;
}
