// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
//
// The program that tells falcoj of system calls: it is attached to where they are entered and left,
// and to where processes run another program and end. Each event is written in the layout of
// captures (libs 0.25): a header, the lengths of the parameters, the parameters. Asked for it, it
// also tells by which ids the machine knows the threads that falcoj may know by others.
//
// A system call is told of once, when it is left, with its arguments. Those that name files or peers
// are told of when they are entered too: what a name in the memory of the process says then is what
// the kernel acts on, and may be something else when the system call is left.

#include "event.h"
#include "file.h"
#include "flags.h"
#include "parameters.h"
#include "socket.h"
#include "task.h"

#include "compat.h"

char accepted_license[] SEC("license") = "GPL";

#define COMPAT 2

// Whether the current system call is that of a program of 32 bits.
inline_always bool is_compat(void) {
  if (bpf_core_enum_value_exists(enum bpf_func_id, BPF_FUNC_get_current_task_btf)) {
    struct task_struct *task = (struct task_struct *)bpf_get_current_task_btf();
    return task->thread_info.status & COMPAT;
  }
  // Before 5.11.
  return BPF_CORE_READ(this_task(), thread_info.status) & COMPAT;
}

inline_always bool is_self(void) { return bpf_get_current_pid_tgid() >> 32 == settings.self; }

// Takes down a system call: where its arguments are depends on how it was made.
inline_always struct scratch *take_down(
    struct pt_regs *regs, __u32 number, bool compat, __u16 type) {
  struct scratch *scratch = take_scratch(type);
  if (!scratch) {
    return NULL;
  }
  scratch->number = number;
  scratch->compat = compat;
  if (compat) {
    scratch->arguments[0] = (__u32)regs->bx;
    scratch->arguments[1] = (__u32)regs->cx;
    scratch->arguments[2] = (__u32)regs->dx;
    scratch->arguments[3] = (__u32)regs->si;
    scratch->arguments[4] = (__u32)regs->di;
    scratch->arguments[5] = (__u32)regs->bp;
  } else {
    scratch->arguments[0] = regs->di;
    scratch->arguments[1] = regs->si;
    scratch->arguments[2] = regs->dx;
    scratch->arguments[3] = regs->r10;
    scratch->arguments[4] = regs->r8;
    scratch->arguments[5] = regs->r9;
  }
  return scratch;
}

// A function that writes an event. It is checked by itself when the program is loaded.
#define WRITER(name, type, ...)                           \
  __noinline int name(void) {                             \
    struct event state;                                   \
    struct event *event = &state;                         \
    if (!begin(event, EVENT_##type, PARAMETERS_##type)) { \
      return 0;                                           \
    }                                                     \
    __VA_ARGS__;                                          \
    return submit(event, PARAMETERS_##type);              \
  }

#define SYSCALL(name, type, ...) WRITER(exit_##name, type, __VA_ARGS__)
#include "syscalls.h"
#undef SYSCALL

__noinline int exit_other(void) {
  struct event event;
  if (begin(&event, EVENT_GENERIC_X, PARAMETERS_GENERIC_X)) {
    __u32 number = event.scratch->number;
    put_u16(&event, settings.ids[number & (SYSCALLS - 1)]);
    put_u16(&event, number);
    submit(&event, PARAMETERS_GENERIC_X);
  }
  return 0;
}

inline_always void put_openat2_enter(struct event *event) {
  struct how how = read_how(argument(event, 2));
  put_path(event, argument(event, 1));
  put_u32(event, open_flags(how.flags));
  put_u32(event, open_mode(how.flags, how.mode));
  put_u32(event, resolve_flags(how.resolve));
}

WRITER(enter_open, SYSCALL_OPEN_E,
       PATH(0), U32(open_flags(ARG(1))), U32(open_mode(ARG(1), ARG(2))))
WRITER(enter_openat, SYSCALL_OPENAT_2_E,
       DESCRIPTOR(0), PATH(1), U32(open_flags(ARG(2))), U32(open_mode(ARG(2), ARG(3))))
WRITER(enter_openat2, SYSCALL_OPENAT2_E, DESCRIPTOR(0), put_openat2_enter(event))
WRITER(enter_creat, SYSCALL_CREAT_E, PATH(0), U32(file_mode(ARG(1))))
WRITER(enter_connect, SOCKET_CONNECT_E, DESCRIPTOR(0), put_address(event, ARG(1), ARG(2)))

#define MAX_MESSAGES 16

// Sendmmsg and recvmmsg move several messages: each is told of as if it were moved alone. It lies
// where that of sendmsg would, with its length behind it.
inline_always void exit_messages(struct scratch *scratch, __u32 number) {
  __s64 count = scratch->result;
  __u64 first = scratch->arguments[1];
  __u64 size = scratch->compat ? 32 : 64;
  __u64 length_at = scratch->compat ? 28 : 56;
  for (int i = 0; i < MAX_MESSAGES && i < count; i++) {
    scratch->arguments[1] = first + i * size;
    scratch->result = read_u32(scratch->arguments[1] + length_at);
    if (number == NR_sendmmsg) {
      exit_sendmmsg();
    } else {
      exit_recvmmsg();
    }
  }
}

inline_always void exit_one(__u32 number) {
  switch (number) {
#define SYSCALL(name, ...) \
  case NR_##name:          \
    exit_##name();         \
    break;
#include "syscalls.h"
#undef SYSCALL
    default:
      exit_other();
  }
}

SEC("tp_btf/sys_exit")
int BPF_PROG(on_exit, struct pt_regs *regs, long result) {
  bool compat = is_compat();
  __u32 number = regs->orig_ax;
  if (compat) {
    number = number_of_compat(number, regs->bx);
  }
  if (number >= SYSCALLS || !(settings.selected[number] & ON_EXIT) || is_self()
      || (settings.drop_failed && result < 0)) {
    return 0;
  }
  if (result == 0 && (number == NR_execve || number == NR_execveat)) {
    // on_exec tells of it.
    return 0;
  }
  struct scratch *scratch = take_down(regs, number, compat, EVENT_GENERIC_X);
  if (!scratch) {
    return 0;
  }
  scratch->result = result;
  if (compat && (__u32)regs->orig_ax == COMPAT_SOCKETCALL) {
    take_down_socketcall(scratch);
  }
  if (result > 0 && (number == NR_sendmmsg || number == NR_recvmmsg)) {
    exit_messages(scratch, number);
  } else {
    exit_one(number);
  }
  release(scratch);
  return 0;
}

// The names that a process gives when it enters a system call. What follows when it leaves agrees
// with them, unless somebody changed them in between.
SEC("tp_btf/sys_enter")
int BPF_PROG(on_enter, struct pt_regs *regs, long native_number) {
  bool compat = is_compat();
  __u32 number = compat ? number_of_compat(native_number, regs->bx) : native_number;
  if (number >= SYSCALLS || !(settings.selected[number] & ON_ENTER) || is_self()) {
    return 0;
  }
  struct scratch *scratch = take_down(regs, number, compat, EVENT_GENERIC_E);
  if (!scratch) {
    return 0;
  }
  if (compat && (__u32)native_number == COMPAT_SOCKETCALL) {
    take_down_socketcall(scratch);
  }
  switch (number) {
    case NR_open:
      enter_open();
      break;
    case NR_openat:
      enter_openat();
      break;
    case NR_openat2:
      enter_openat2();
      break;
    case NR_creat:
      enter_creat();
      break;
    case NR_connect:
      enter_connect();
  }
  release(scratch);
  return 0;
}

// A program begins to run: what execve tells when it has success, whoever asked for it.
SEC("tp_btf/sched_process_exec")
int BPF_PROG(on_exec, struct task_struct *task, int old_id, struct linux_binprm *program) {
  if (!(settings.selected[NR_execve] & ON_EXIT) || is_self()) {
    return 0;
  }
  struct scratch *scratch = is_kernel_thread(task) ? NULL : take_scratch(EVENT_SYSCALL_EXECVE_19_X);
  struct event event;
  if (!scratch || !begin(&event, EVENT_SYSCALL_EXECVE_19_X, PARAMETERS_SYSCALL_EXECVE_19_X)) {
    return 0;
  }
  put_u64(&event, 0);
  put_arguments(&event, task);
  put_thread(&event, task);
  put_variables(&event, task);
  put_program(&event, task);
  put_kernel_text(&event, BPF_CORE_READ(program, filename), MAX_PATH);
  submit(&event, PARAMETERS_SYSCALL_EXECVE_19_X);
  release(scratch);
  return 0;
}

SEC("tp_btf/sched_process_exit")
int BPF_PROG(on_process_exit, struct task_struct *task) {
  if (!settings.process_exits || is_self()) {
    return 0;
  }
  struct scratch *scratch = is_kernel_thread(task) ? NULL : take_scratch(EVENT_PROCEXIT_1_E);
  struct event event;
  if (!scratch || !begin(&event, EVENT_PROCEXIT_1_E, PARAMETERS_PROCEXIT_1_E)) {
    return 0;
  }
  __u32 code = BPF_CORE_READ(task, exit_code);
  put_u64(&event, code);
  put_u64(&event, code >> 8 & 0xff);
  put_u8(&event, code & 0x7f);
  put_u8(&event, code >> 7 & 1);
  put_u64(&event, adopter());
  submit(&event, PARAMETERS_PROCEXIT_1_E);
  release(scratch);
  return 0;
}

// What is told of each thread that is there. The form of `KernelThread`.
struct thread_ids {
  __u32 level;  // how deep the namespace of falcoj lies below that of the machine
  __u32 own;    // the id in that namespace; all others are those of the machine
  __u32 thread, process, parent, group, session;
};

// Not attached to anything: called for each thread in the namespace of who reads what it writes.
SEC("iter/task")
int on_thread(struct bpf_iter__task *context) {
  struct task_struct *task = context->task;
  if (!task) {
    return 0;
  }
  __u32 level = BPF_CORE_READ(pid_of(this_task(), PIDTYPE_PID), level);
  struct thread_ids ids = {
      .level = level,
      .own = BPF_CORE_READ(id_at(pid_of(task, PIDTYPE_PID), level), nr),
      .thread = BPF_CORE_READ(task, pid),
      .process = BPF_CORE_READ(task, tgid),
      .parent = BPF_CORE_READ(task, real_parent, tgid),
      .group = global_id(task, PIDTYPE_PGID),
      .session = global_id(task, PIDTYPE_SID),
  };
  bpf_seq_write(context->meta->seq, &ids, sizeof(ids));
  return 0;
}
