// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
//
// What events tell of a thread.
#pragma once

#include "event.h"
#include "flags.h"

#define KERNEL_THREAD 0x00200000
#define LIMIT_OF_FILES 7
#define COMMAND_LENGTH 16
#define MAX_DEPTH_OF_GROUPS 24
#define KIBIBYTES_PER_PAGE 4

inline_always struct task_struct *this_task(void) {
  return (struct task_struct *)bpf_get_current_task();
}

inline_always bool is_kernel_thread(struct task_struct *task) {
  return BPF_CORE_READ(task, flags) & KERNEL_THREAD;
}

inline_always struct pid *pid_of(struct task_struct *task, enum pid_type type) {
  return type == PIDTYPE_PID ? BPF_CORE_READ(task, thread_pid)
                             : BPF_CORE_READ(task, signal, pids[type]);
}

// An id in one of the namespaces that a process is in, counted from that of the machine.
inline_always struct upid *id_at(struct pid *pid, __u32 level) {
  return (struct upid *)((char *)&pid->numbers + level * bpf_core_type_size(struct upid));
}

// The id in the innermost namespace that a process is in.
inline_always struct upid *innermost_id(struct pid *pid) {
  return id_at(pid, BPF_CORE_READ(pid, level));
}

inline_always struct pid_namespace *namespace_of(struct pid *pid) {
  return BPF_CORE_READ(innermost_id(pid), ns);
}

// An id as the processes of its own namespace see it.
inline_always __s64 virtual_id(struct task_struct *task, enum pid_type type) {
  return BPF_CORE_READ(innermost_id(pid_of(task, type)), nr);
}

// An id as the whole machine sees it.
inline_always __s64 global_id(struct task_struct *task, enum pid_type type) {
  return BPF_CORE_READ(pid_of(task, type), numbers[0].nr);
}

// How many pages of a kind a process has: 0 of files, 1 of its own, 2 swapped out, 3 shared.
inline_always __s64 pages(struct mm_struct *memory, int kind) {
  __s64 count = 0;
  struct mm_struct___plain *older = (void *)memory;
  if (bpf_core_field_exists(older->rss_stat)) {
    const void *counts = &older->rss_stat;
    bpf_probe_read_kernel(&count, sizeof(count), counts + kind * sizeof(count));
  } else {
    const void *counters = &memory->rss_stat;
    const struct percpu_counter *counter =
        counters + kind * bpf_core_type_size(struct percpu_counter);
    count = BPF_CORE_READ(counter, count);
  }
  return count;
}

// How much memory is reserved, resident and swapped out, in KiB.
inline_always void put_memory(struct event *event, struct task_struct *task) {
  struct mm_struct *memory = BPF_CORE_READ(task, mm);
  __s64 resident = pages(memory, 0) + pages(memory, 1) + pages(memory, 3);
  put_u32(event, BPF_CORE_READ(memory, total_vm) * KIBIBYTES_PER_PAGE);
  put_u32(event, resident * KIBIBYTES_PER_PAGE);
  put_u32(event, pages(memory, 2) * KIBIBYTES_PER_PAGE);
}

inline_always __u64 capabilities(const struct cred *cred, int set) {
  const __u64 known = (1UL << 41) - 1;
  __u64 value = 0;
  // Both forms of the set, two words and one long word, have the same bytes.
  switch (set) {
    case 0:
      bpf_core_read(&value, sizeof(value), &cred->cap_inheritable);
      break;
    case 1:
      bpf_core_read(&value, sizeof(value), &cred->cap_permitted);
      break;
    default:
      bpf_core_read(&value, sizeof(value), &cred->cap_effective);
  }
  return value & known;
}

inline_always void put_capabilities(struct event *event, const struct cred *cred) {
  put_u64(event, capabilities(cred, 0));
  put_u64(event, capabilities(cred, 1));
  put_u64(event, capabilities(cred, 2));
}

inline_always __u32 terminal(struct task_struct *task) {
  struct tty_struct *tty = BPF_CORE_READ(task, signal, tty);
  if (!tty) {
    return 0;
  }
  struct tty_driver *driver = BPF_CORE_READ(tty, driver);
  __u32 minor = BPF_CORE_READ(driver, minor_start) + BPF_CORE_READ(tty, index);
  return device_number((__u32)BPF_CORE_READ(driver, major) << 20 | minor);
}

inline_always __u32 login_user(struct task_struct *task) {
  return bpf_core_field_exists(task->loginuid) ? BPF_CORE_READ(task, loginuid.val) : (__u32)-1;
}

inline_always struct kernfs_node *parent_of(struct kernfs_node *node) {
  struct kernfs_node___plain *older = (void *)node;
  return bpf_core_field_exists(older->parent) ? BPF_CORE_READ(older, parent)
                                              : BPF_CORE_READ(node, __parent);
}

// Appends `name=/path` of one control group of the current thread, and returns the new end. The
// names are found from the innermost outwards, and written the other way round.
__noinline __u32 append_group(__u32 end, __u32 subsystem) {
  struct scratch *scratch = own_scratch();
  const char *names[MAX_DEPTH_OF_GROUPS];
  if (!scratch || subsystem > 15) {
    return end;
  }
  struct event event = {.scratch = scratch, .end = end};
  struct css_set *groups = BPF_CORE_READ(this_task(), cgroups);
  struct cgroup_subsys_state **states = (struct cgroup_subsys_state **)&groups->subsys;
  struct cgroup_subsys_state *state = NULL;
  if (bpf_probe_read_kernel(&state, sizeof(state), &states[subsystem]) || !state) {
    return end;
  }
  append_kernel_text(&event, BPF_CORE_READ(state, ss, name), 64);
  if (event.end == end) {
    return end;
  }
  scratch->bytes[(event.end - 1) & MASK] = '=';
  struct kernfs_node *node = BPF_CORE_READ(state, cgroup, kn);
  int depth = 0;
  for (; depth < MAX_DEPTH_OF_GROUPS; depth++) {
    struct kernfs_node *parent = node ? parent_of(node) : NULL;
    if (!parent) {
      break;
    }
    names[depth] = BPF_CORE_READ(node, name);
    node = parent;
  }
  if (depth == 0) {
    append_u8(&event, '/');
  }
  for (int i = MAX_DEPTH_OF_GROUPS - 1; i >= 0; i--) {
    if (i < depth) {
      append_u8(&event, '/');
      __u32 start = event.end;
      append_kernel_text(&event, names[i], 256);
      if (event.end > start) {
        event.end--;
      }
    }
  }
  append_u8(&event, 0);
  return event.end;
}

#define APPEND_GROUP(event, name)                                                     \
  if (bpf_core_enum_value_exists(enum cgroup_subsys_id, name)) {                      \
    (event)->end =                                                                    \
        append_group((event)->end, bpf_core_enum_value(enum cgroup_subsys_id, name)); \
  }

inline_always void put_groups(struct event *event) {
  __u32 start = event->end;
  APPEND_GROUP(event, cpuset_cgrp_id)
  APPEND_GROUP(event, cpu_cgrp_id)
  APPEND_GROUP(event, cpuacct_cgrp_id)
  APPEND_GROUP(event, io_cgrp_id)
  APPEND_GROUP(event, memory_cgrp_id)
  put_appended(event, start);
}

// The bytes from `from` to `to` of the process; the last text is cut where it does not fit.
inline_always void put_texts(struct event *event, __u64 from, __u64 to, __u64 most) {
  __u32 start = event->end;
  __u64 length = to - from;
  append_user_bytes(event, from, length > most ? most : length);
  if (event->end > start) {
    event->scratch->bytes[(event->end - 1) & MASK] = 0;
  }
  put_appended(event, start);
}

// The program's name and its arguments, as they lie in the memory of the process.
inline_always void put_arguments(struct event *event, struct task_struct *task) {
  struct mm_struct *memory = BPF_CORE_READ(task, mm);
  __u64 from = BPF_CORE_READ(memory, arg_start);
  __u64 to = BPF_CORE_READ(memory, arg_end);
  __u32 start = event->end;
  append_user_text(event, from, MAX_ARGUMENTS);
  __u32 length = event->end - start;
  put_length(event, length);
  put_texts(event, from + length, to, MAX_ARGUMENTS - length);
}

inline_always void put_variables(struct event *event, struct task_struct *task) {
  struct mm_struct *memory = BPF_CORE_READ(task, mm);
  put_texts(event, BPF_CORE_READ(memory, env_start), BPF_CORE_READ(memory, env_end), MAX_ARGUMENTS);
}

// The parameters from `tid` to `cgroups` that the events of clone and execve have in common.
inline_always void put_thread(struct event *event, struct task_struct *task) {
  put_u64(event, BPF_CORE_READ(task, pid));
  put_u64(event, BPF_CORE_READ(task, tgid));
  put_u64(event, BPF_CORE_READ(task, real_parent, pid));
  // The working directory; who reads the events knows it better.
  put_nothing(event);
  put_u64(event, BPF_CORE_READ(task, signal, rlim[LIMIT_OF_FILES].rlim_cur));
  put_u64(event, BPF_CORE_READ(task, maj_flt));
  put_u64(event, BPF_CORE_READ(task, min_flt));
  put_memory(event, task);
  put_kernel_text(event, task->comm, COMMAND_LENGTH);
  put_groups(event);
}
