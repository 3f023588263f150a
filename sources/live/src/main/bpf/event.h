// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
//
// How an event is put together: in a scratch of its processor, then copied to a ring buffer whole.
#pragma once

#include <linux/bpf.h>
#include <stdbool.h>

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#include "facts.h"
#include "kernel.h"

#define inline_always static __always_inline

// Longest event; the scratch goes on for as long, so that what is written at any place below the
// limit stays inside.
#define MAX_EVENT 65536
#define MASK (MAX_EVENT - 1)

// Longest path; longest list of arguments or of variables, the program's name included.
#define MAX_PATH 4096
#define MAX_ARGUMENTS 4096

#define SYSCALLS 1024

#define ON_ENTER 1
#define ON_EXIT 2

struct header {
  __u64 time;
  __u64 thread;
  __u32 length;
  __u16 type;
  __u32 parameters;
} __attribute__((packed));

// What the loader tells; it may be changed at any time.
struct settings {
  __u64 epoch;  // when the machine was booted, in nanoseconds since 1970
  __u32 self;   // process whose events are left out
  __u32 data;   // most bytes of data in an event
  __u32 drop_failed;
  __u32 process_exits;      // whether ends of threads are told of
  __u8 selected[SYSCALLS];  // by number: ON_ENTER, ON_EXIT, both
  __u16 ids[SYSCALLS];      // by number: what generic events call the system call
};

// A power of two above the codes of all types of events.
#define TYPES 512

struct counters {
  __u64 events;
  __u64 too_long;
  __u64 dropped[TYPES];  // by type: those that a full ring buffer had no room for
};

// Where a walk from a file up to the root of the machine has come to. The path grows towards the
// front of the second half of the scratch.
struct walk {
  struct dentry *entry;
  struct mount *mount;
  __u32 start;
};

// The event of one processor, and the system call that it tells of. The second half of the bytes is
// for passing use.
struct scratch {
  __u64 cpu;  // goes before the event
  __u8 bytes[2 * MAX_EVENT];
  struct walk walk;
  __u64 arguments[6];
  __s64 result;
  __u32 number;
  __u32 compat;
  __u64 users;
};

struct settings settings SEC(".data.settings");

// One for each processor; the loader sets how many.
struct {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(max_entries, 1);
  __type(key, __u32);
  __type(value, struct scratch);
} scratches SEC(".maps");

struct {
  __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
  __uint(max_entries, 1);
  __type(key, __u32);
  __type(value, struct counters);
} counts SEC(".maps");

struct ring {
  __uint(type, BPF_MAP_TYPE_RINGBUF);
  __uint(max_entries, 65536);
};

// The ring buffer of each processor; the loader makes them and sets how many processors there are.
struct {
  __uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
  __uint(max_entries, 1);
  __type(key, __u32);
  __array(values, struct ring);
} rings SEC(".maps");

// An event that is being written: `end` is where the next parameter goes, `next` where its length
// goes.
struct event {
  struct scratch *scratch;
  __u32 end;
  __u32 next;
  __u16 type;
};

inline_always struct scratch *own_scratch(void) {
  __u32 cpu = bpf_get_smp_processor_id();
  return bpf_map_lookup_elem(&scratches, &cpu);
}

// Takes the scratch for an event, until it is released. Since Linux 7.0 a thread can be preempted
// while it writes an event: those that come meanwhile are lost, and counted. Who adds to `users` sees
// what others added before, so that two never take it both.
inline_always struct scratch *take_scratch(__u16 type) {
  struct scratch *scratch = own_scratch();
  if (!scratch) {
    return NULL;
  }
  __sync_fetch_and_add(&scratch->users, 1);
  if (*(volatile __u64 *)&scratch->users == 1) {
    return scratch;
  }
  __sync_fetch_and_add(&scratch->users, -1);
  __u32 zero = 0;
  struct counters *counters = bpf_map_lookup_elem(&counts, &zero);
  if (counters) {
    counters->events++;
    counters->dropped[type]++;
  }
  return NULL;
}

inline_always void release(struct scratch *scratch) { __sync_fetch_and_add(&scratch->users, -1); }

inline_always bool begin(struct event *event, __u16 type, __u32 parameters) {
  struct scratch *scratch = own_scratch();
  if (!scratch) {
    return false;
  }
  struct header *header = (struct header *)scratch->bytes;
  header->thread = (__u32)bpf_get_current_pid_tgid();
  header->type = type;
  header->parameters = parameters;
  event->scratch = scratch;
  event->next = sizeof(struct header);
  event->end = sizeof(struct header) + parameters * sizeof(__u16);
  event->type = type;
  return true;
}

void wrong_number_of_parameters(void) __attribute__((error("wrong number of parameters")));

// Copies an event to the ring buffer. The number of its parameters is known when it is compiled.
inline_always int submit(struct event *event, __u32 parameters) {
  if (event->next != sizeof(struct header) + parameters * sizeof(__u16)) {
    wrong_number_of_parameters();
  }
  __u32 zero = 0;
  struct counters *counters = bpf_map_lookup_elem(&counts, &zero);
  __u32 cpu = bpf_get_smp_processor_id();
  void *ring = bpf_map_lookup_elem(&rings, &cpu);
  if (!counters || !ring) {
    return 0;
  }
  counters->events++;
  __u64 length = event->end;
  if (length >= MAX_EVENT) {
    counters->too_long++;
    return 0;
  }
  struct header *header = (struct header *)event->scratch->bytes;
  header->length = length;
  event->scratch->cpu = cpu;
  // As late as can be: the less time until it is in the buffer, the less is out of order there.
  header->time = settings.epoch + bpf_ktime_get_boot_ns();
  // The reader comes by itself: waking it would cost the watched thread more than the event.
  if (bpf_ringbuf_output(ring, event->scratch, sizeof(__u64) + length, BPF_RB_NO_WAKEUP)) {
    counters->dropped[event->type & (TYPES - 1)]++;
  }
  return 0;
}

inline_always void put_length(struct event *event, __u16 length) {
  *(__u16 *)&event->scratch->bytes[event->next & MASK] = length;
  event->next += sizeof(__u16);
}

#define PUT_NUMBER(name, type)                                                 \
  inline_always void put_##name(struct event *event, type value) {             \
    *(type *)&event->scratch->bytes[event->end & MASK] = value;                \
    event->end += sizeof(type);                                                \
    put_length(event, sizeof(type));                                           \
  }

PUT_NUMBER(u8, __u8)
PUT_NUMBER(u16, __u16)
PUT_NUMBER(u32, __u32)
PUT_NUMBER(u64, __u64)

inline_always void put_nothing(struct event *event) { put_length(event, 0); }

// Ends a parameter that was appended from `start` on.
inline_always void put_appended(struct event *event, __u32 start) {
  put_length(event, event->end - start);
}

inline_always void append_u8(struct event *event, __u8 value) {
  event->scratch->bytes[event->end & MASK] = value;
  event->end += 1;
}

inline_always void append_u16(struct event *event, __u16 value) {
  *(__u16 *)&event->scratch->bytes[event->end & MASK] = value;
  event->end += 2;
}

inline_always void append_u32(struct event *event, __u32 value) {
  *(__u32 *)&event->scratch->bytes[event->end & MASK] = value;
  event->end += 4;
}

inline_always void append_u64(struct event *event, __u64 value) {
  *(__u64 *)&event->scratch->bytes[event->end & MASK] = value;
  event->end += 8;
}

// Texts carry their end mark. One that cannot be read is not there.

inline_always void append_user_text(struct event *event, __u64 from, __u32 most) {
  long length =
      bpf_probe_read_user_str(&event->scratch->bytes[event->end & MASK], most, (void *)from);
  if (length >= 0) {
    // Before 6.13 the end mark of an empty text is written but not counted.
    event->end += length ? length : 1;
  }
}

inline_always void append_kernel_text(struct event *event, const void *from, __u32 most) {
  long length = bpf_probe_read_kernel_str(&event->scratch->bytes[event->end & MASK], most, from);
  if (length > 0) {
    event->end += length;
  }
}

inline_always void put_user_text(struct event *event, __u64 from, __u32 most) {
  __u32 start = event->end;
  append_user_text(event, from, most);
  put_appended(event, start);
}

inline_always void put_kernel_text(struct event *event, const void *from, __u32 most) {
  __u32 start = event->end;
  append_kernel_text(event, from, most);
  put_appended(event, start);
}

// The bytes that a process wrote or read. `length` may be anything.
inline_always void append_user_bytes(struct event *event, __u64 from, __u64 length) {
  if (length > MASK) {
    length = MASK;
  }
  if (from && length
      && !bpf_probe_read_user(&event->scratch->bytes[event->end & MASK], length, (void *)from)) {
    event->end += length;
  }
}

inline_always void put_user_bytes(struct event *event, __u64 from, __u64 length) {
  __u32 start = event->end;
  append_user_bytes(event, from, length);
  put_appended(event, start);
}

// Argument `index` of the system call.
inline_always __u64 argument(struct event *event, __u32 index) {
  return event->scratch->arguments[index];
}

inline_always void put_descriptor(struct event *event, __u64 descriptor) {
  put_u64(event, (__s64)(__s32)descriptor);
}

inline_always void put_path(struct event *event, __u64 from) {
  put_user_text(event, from, MAX_PATH);
}
