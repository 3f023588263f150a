// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
//
// The program that tells falcoj of system calls: it is attached to where they are entered and left,
// and to where processes run another program and end. Each event is written in the layout of
// captures (libs 0.25): a header, the lengths of the parameters, the parameters.
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

inline_always bool is_self(void) { return bpf_get_current_pid_tgid() >> 32 == settings.self; }

// Takes down a system call: where its arguments are depends on how it was made.
inline_always struct scratch *take_down(struct pt_regs *regs, __u32 number, bool compat) {
  struct scratch *scratch = own_scratch();
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

// One function for each system call: it is checked by itself when the program is loaded.
#define SYSCALL(name, type, ...)                                    \
  __noinline int exit_##name(void) {                                \
    struct event state;                                             \
    struct event *event = &state;                                   \
    if (!begin(event, EVENT_##type, PARAMETERS_##type)) {           \
      return 0;                                                     \
    }                                                               \
    __VA_ARGS__;                                                    \
    return submit(event, PARAMETERS_##type);                        \
  }
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

#define ENTER(name, type, ...)                                      \
  __noinline int enter_##name(void) {                               \
    struct event state;                                             \
    struct event *event = &state;                                   \
    if (!begin(event, EVENT_##type, PARAMETERS_##type)) {           \
      return 0;                                                     \
    }                                                               \
    __VA_ARGS__;                                                    \
    return submit(event, PARAMETERS_##type);                        \
  }

inline_always void put_openat2_enter(struct event *event) {
  struct how how = read_how(argument(event, 2));
  put_path(event, argument(event, 1));
  put_u32(event, open_flags(how.flags));
  put_u32(event, open_mode(how.flags, how.mode));
  put_u32(event, resolve_flags(how.resolve));
}

ENTER(open, SYSCALL_OPEN_E, PATH(0), U32(open_flags(ARG(1))), U32(open_mode(ARG(1), ARG(2))))
ENTER(openat, SYSCALL_OPENAT_2_E, DESCRIPTOR(0), PATH(1), U32(open_flags(ARG(2))),
      U32(open_mode(ARG(2), ARG(3))))
ENTER(openat2, SYSCALL_OPENAT2_E, DESCRIPTOR(0), put_openat2_enter(event))
ENTER(creat, SYSCALL_CREAT_E, PATH(0), U32(file_mode(ARG(1))))
ENTER(connect, SOCKET_CONNECT_E, DESCRIPTOR(0), put_address(event, ARG(1), ARG(2)))

#define MAX_MESSAGES 16

// One of several messages: an event of its own, as if it were sent alone.
__noinline int exit_one_of_messages(__u32 index, __u32 sent) {
  struct event event;
  if (!begin(&event, sent ? EVENT_SOCKET_SENDMMSG_X : EVENT_SOCKET_RECVMMSG_X,
             sent ? PARAMETERS_SOCKET_SENDMMSG_X : PARAMETERS_SOCKET_RECVMMSG_X)) {
    return 0;
  }
  struct scratch *scratch = event.scratch;
  __u64 size = scratch->compat ? 32 : 64;
  __u64 from = scratch->arguments[1] + index * size;
  struct message message = read_message(&event, from);
  scratch->result = read_u32(from + size - (scratch->compat ? 4 : 8));
  put_u64(&event, scratch->result);
  put_descriptor(&event, argument(&event, 0));
  if (sent) {
    put_u32(&event, vector_size(message.vector, message.count));
    put_written_vector(&event, message.vector, message.count);
    put_tuple(&event, argument(&event, 0), OUTBOUND, message.name);
    return submit(&event, PARAMETERS_SOCKET_SENDMMSG_X);
  }
  put_u32(&event, received(&event));
  put_read_vector(&event, message.vector, message.count);
  put_tuple(&event, argument(&event, 0), INBOUND, message.name);
  put_user_bytes(&event, message.control, message.control_length);
  return submit(&event, PARAMETERS_SOCKET_RECVMMSG_X);
}

__noinline int exit_no_message(__u32 sent) {
  struct event event;
  if (!begin(&event, sent ? EVENT_SOCKET_SENDMMSG_X : EVENT_SOCKET_RECVMMSG_X,
             sent ? PARAMETERS_SOCKET_SENDMMSG_X : PARAMETERS_SOCKET_RECVMMSG_X)) {
    return 0;
  }
  put_u64(&event, event.scratch->result);
  put_descriptor(&event, argument(&event, 0));
  put_u32(&event, 0);
  put_nothing(&event);
  put_nothing(&event);
  if (sent) {
    return submit(&event, PARAMETERS_SOCKET_SENDMMSG_X);
  }
  put_nothing(&event);
  return submit(&event, PARAMETERS_SOCKET_RECVMMSG_X);
}

inline_always int exit_messages(__s64 count, __u32 sent) {
  if (count <= 0) {
    return exit_no_message(sent);
  }
  for (int i = 0; i < MAX_MESSAGES && i < count; i++) {
    exit_one_of_messages(i, sent);
  }
  return 0;
}

SEC("tp_btf/sys_exit")
int BPF_PROG(on_exit, struct pt_regs *regs, long result) {
  struct task_struct *task = (struct task_struct *)bpf_get_current_task_btf();
  bool compat = task->thread_info.status & COMPAT;
  __u32 number = regs->orig_ax;
  if (compat) {
    number = number_of_compat(number, regs->bx);
  }
  if (number >= SYSCALLS || !(settings.selected[number] & ON_EXIT) || is_self()
      || (settings.drop_failed && result < 0)) {
    return 0;
  }
  struct scratch *scratch = take_down(regs, number, compat);
  if (!scratch) {
    return 0;
  }
  scratch->result = result;
  if (compat && (__u32)regs->orig_ax == COMPAT_SOCKETCALL) {
    take_down_socketcall(scratch);
  }
  if (result == 0 && (number == NR_execve || number == NR_execveat)) {
    // on_exec tells of it.
    return 0;
  }
  switch (number) {
    case NR_sendmmsg:
      return exit_messages(result, 1);
    case NR_recvmmsg:
      return exit_messages(result, 0);
#define SYSCALL(name, ...) \
  case NR_##name:          \
    return exit_##name();
#include "syscalls.h"
#undef SYSCALL
    default:
      return exit_other();
  }
}

// The names that a process gives when it enters a system call. What follows when it leaves agrees
// with them, unless somebody changed them in between.
SEC("tp_btf/sys_enter")
int BPF_PROG(on_enter, struct pt_regs *regs, long native_number) {
  struct task_struct *task = (struct task_struct *)bpf_get_current_task_btf();
  bool compat = task->thread_info.status & COMPAT;
  __u32 number = compat ? number_of_compat(native_number, regs->bx) : native_number;
  if (number >= SYSCALLS || !(settings.selected[number] & ON_ENTER) || is_self()) {
    return 0;
  }
  struct scratch *scratch = take_down(regs, number, compat);
  if (!scratch) {
    return 0;
  }
  if (compat && (__u32)native_number == COMPAT_SOCKETCALL) {
    take_down_socketcall(scratch);
  }
  switch (number) {
    case NR_open:
      return enter_open();
    case NR_openat:
      return enter_openat();
    case NR_openat2:
      return enter_openat2();
    case NR_creat:
      return enter_creat();
    case NR_connect:
      return enter_connect();
    default:
      return 0;
  }
}

// The parts of the event of an execve that had success; none of them has much to do with another,
// and each is checked by itself.
SEC("tp_btf/sched_process_exec")
int BPF_PROG(on_exec, struct task_struct *task, int old_id, struct linux_binprm *program) {
  if (!(settings.selected[NR_execve] & ON_EXIT) || is_self()) {
    return 0;
  }
  struct event event;
  if (BPF_CORE_READ(task, flags) & KERNEL_THREAD
      || !begin(&event, EVENT_SYSCALL_EXECVE_19_X, PARAMETERS_SYSCALL_EXECVE_19_X)) {
    return 0;
  }
  put_u64(&event, 0);
  put_arguments(&event, task);
  put_thread(&event, task);
  put_variables(&event, task);
  put_program(&event, task);
  put_kernel_text(&event, BPF_CORE_READ(program, filename), MAX_PATH);
  return submit(&event, PARAMETERS_SYSCALL_EXECVE_19_X);
}

SEC("tp_btf/sched_process_exit")
int BPF_PROG(on_process_exit, struct task_struct *task) {
  if (!settings.process_exits || is_self()) {
    return 0;
  }
  struct event event;
  if (BPF_CORE_READ(task, flags) & KERNEL_THREAD
      || !begin(&event, EVENT_PROCEXIT_1_E, PARAMETERS_PROCEXIT_1_E)) {
    return 0;
  }
  __u32 code = BPF_CORE_READ(task, exit_code);
  put_u64(&event, code);
  put_u64(&event, code >> 8 & 0xff);
  put_u8(&event, code & 0x7f);
  put_u8(&event, code >> 7 & 1);
  put_u64(&event, adopter());
  return submit(&event, PARAMETERS_PROCEXIT_1_E);
}
