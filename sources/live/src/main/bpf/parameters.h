// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
//
// The parameters that take more than a line.
#pragma once

#include "event.h"
#include "file.h"
#include "flags.h"
#include "socket.h"
#include "task.h"

#define MAX_VECTORS 32
#define MAX_POINTERS 256

// Data of the process, as much of it as the settings allow.
inline_always __u64 cut(__u64 length) {
  return length < settings.data ? length : settings.data;
}

inline_always __u64 transferred(struct event *event, __u64 asked) {
  __s64 result = event->scratch->result;
  return result > 0 ? result : asked;
}

// What was read: nothing where reading failed.
inline_always void put_read(struct event *event, __u64 from) {
  __s64 result = event->scratch->result;
  put_user_bytes(event, from, result > 0 ? cut(result) : 0);
}

// What was written, or was to be written where writing failed.
inline_always void put_written(struct event *event, __u64 from, __u64 asked) {
  put_user_bytes(event, from, cut(transferred(event, asked)));
}

struct piece {
  __u64 from;
  __u64 length;
};

inline_always struct piece piece_at(struct scratch *scratch, __u64 vector, __u32 index) {
  struct piece piece = {};
  if (scratch->compat) {
    __u32 pair[2] = {};
    bpf_probe_read_user(pair, sizeof(pair), (void *)(vector + index * sizeof(pair)));
    piece.from = pair[0];
    piece.length = pair[1];
  } else {
    bpf_probe_read_user(&piece, sizeof(piece), (void *)(vector + index * sizeof(piece)));
  }
  return piece;
}

// Appends the data of a vector of pieces, and returns the new end.
__noinline __u32 append_vector(__u32 end, __u64 vector, __u64 count, __u64 most) {
  struct scratch *scratch = own_scratch();
  if (!scratch) {
    return end;
  }
  struct event event = {.scratch = scratch, .end = end};
  for (int i = 0; i < MAX_VECTORS && i < count && most; i++) {
    struct piece piece = piece_at(scratch, vector, i);
    __u64 length = piece.length < most ? piece.length : most;
    append_user_bytes(&event, piece.from, length);
    most -= length;
  }
  return event.end;
}

inline_always void put_vector(struct event *event, __u64 vector, __u64 count, __u64 most) {
  __u32 start = event->end;
  event->end = append_vector(start, vector, count, cut(most));
  put_appended(event, start);
}

inline_always void put_read_vector(struct event *event, __u64 vector, __u64 count) {
  __s64 result = event->scratch->result;
  put_vector(event, vector, count, result > 0 ? result : 0);
}

inline_always void put_written_vector(struct event *event, __u64 vector, __u64 count) {
  put_vector(event, vector, count, transferred(event, -1));
}

// How many bytes a vector of pieces names.
__noinline __u32 vector_size(__u64 vector, __u64 count) {
  struct scratch *scratch = own_scratch();
  __u32 size = 0;
  for (int i = 0; scratch && i < MAX_VECTORS && i < count; i++) {
    size += piece_at(scratch, vector, i).length;
  }
  return size;
}

inline_always __u32 received(struct event *event) {
  __s64 result = event->scratch->result;
  return result > 0 ? result : 0;
}

// What sendmsg and recvmsg are given.
struct message {
  __u64 name;
  __u32 name_length;
  __u64 vector;
  __u64 count;
  __u64 control;
  __u64 control_length;
};

struct message_compat {
  __u32 name, name_length, vector, count, control, control_length;
};

inline_always struct message read_message(struct event *event, __u64 from) {
  struct message message = {};
  if (event->scratch->compat) {
    struct message_compat compat = {};
    bpf_probe_read_user(&compat, sizeof(compat), (void *)from);
    message.name = compat.name;
    message.vector = compat.vector;
    message.count = compat.count;
    message.control = compat.control;
    message.control_length = compat.control_length;
  } else {
    bpf_probe_read_user(&message, sizeof(message), (void *)from);
  }
  return message;
}

inline_always void put_sent_message(struct event *event) {
  struct message message = read_message(event, argument(event, 1));
  put_written_vector(event, message.vector, message.count);
  put_descriptor(event, argument(event, 0));
  put_u32(event, vector_size(message.vector, message.count));
  if (event->scratch->result >= 0) {
    put_tuple(event, argument(event, 0), OUTBOUND, message.name);
  } else {
    put_nothing(event);
  }
}

inline_always void put_received_message(struct event *event) {
  struct message message = read_message(event, argument(event, 1));
  put_u32(event, received(event));
  put_read_vector(event, message.vector, message.count);
  if (event->scratch->result >= 0) {
    put_tuple(event, argument(event, 0), INBOUND, message.name);
    put_user_bytes(event, message.control, message.control_length);
  } else {
    put_nothing(event);
    put_nothing(event);
  }
  put_descriptor(event, argument(event, 0));
}

// One of several messages. If none was moved, none is told of.

inline_always void put_sent_one(struct event *event) {
  if (event->scratch->result < 0) {
    put_u32(event, 0);
    put_nothing(event);
    put_nothing(event);
    return;
  }
  struct message message = read_message(event, argument(event, 1));
  put_u32(event, vector_size(message.vector, message.count));
  put_written_vector(event, message.vector, message.count);
  put_tuple(event, argument(event, 0), OUTBOUND, message.name);
}

inline_always void put_received_one(struct event *event) {
  put_u32(event, received(event));
  if (event->scratch->result < 0) {
    put_nothing(event);
    put_nothing(event);
    put_nothing(event);
    return;
  }
  struct message message = read_message(event, argument(event, 1));
  put_read_vector(event, message.vector, message.count);
  put_tuple(event, argument(event, 0), INBOUND, message.name);
  put_user_bytes(event, message.control, message.control_length);
}

// How full the queue of a listening socket is.
inline_always void put_queue(struct event *event, __u64 listening) {
  __u32 length = 0;
  __u32 most = 0;
  struct sock *sock = event->scratch->result >= 0 ? socket_of((__s32)listening) : NULL;
  if (sock) {
    length = BPF_CORE_READ(sock, sk_ack_backlog);
    most = BPF_CORE_READ(sock, sk_max_ack_backlog);
  }
  put_u8(event, most ? (__u64)length * 100 / most : 0);
  put_u32(event, length);
  put_u32(event, most);
}

// The tuple, where the system call had success.
inline_always void put_tuple_of_result(struct event *event) {
  if (event->scratch->result >= 0) {
    put_tuple(event, event->scratch->result, INBOUND, 0);
  } else {
    put_nothing(event);
  }
}

inline_always void put_connected(struct event *event) {
  const __s64 in_progress = -115;
  __s64 result = event->scratch->result;
  if (result == 0 || result == in_progress) {
    put_tuple(event, argument(event, 0), OUTBOUND, argument(event, 1));
  } else {
    put_nothing(event);
  }
}

inline_always void put_tuple_if_success(
    struct event *event, enum direction direction, __u64 given) {
  if (event->scratch->result >= 0) {
    put_tuple(event, argument(event, 0), direction, given);
  } else {
    put_nothing(event);
  }
}

// Two descriptors that the kernel wrote to the memory of the process.
struct pair {
  __s32 first;
  __s32 second;
};

inline_always struct pair read_pair(__u64 from) {
  struct pair pair;
  if (bpf_probe_read_user(&pair, sizeof(pair), (void *)from)) {
    pair.first = -1;
    pair.second = -1;
  }
  return pair;
}

inline_always void put_pipe(struct event *event) {
  struct pair pair = read_pair(argument(event, 0));
  struct file *file = event->scratch->result == 0 ? file_of(pair.first) : NULL;
  put_descriptor(event, pair.first);
  put_descriptor(event, pair.second);
  put_u64(event, file ? BPF_CORE_READ(file, f_inode, i_ino) : 0);
}

inline_always void put_socket_pair(struct event *event) {
  struct pair pair = {-1, -1};
  struct unix_sock *own = NULL;
  if (event->scratch->result == 0) {
    pair = read_pair(argument(event, 3));
    own = (struct unix_sock *)socket_of(pair.first);
  }
  put_descriptor(event, pair.first);
  put_descriptor(event, pair.second);
  put_u64(event, (__u64)own);
  put_u64(event, own ? (__u64)BPF_CORE_READ(own, peer) : 0);
}

// The value of an option of a socket: one byte says what it is.
enum option_value { OPTION_BYTES, OPTION_ERROR, OPTION_U32, OPTION_U64, OPTION_TIME };

inline_always void put_option(
    struct event *event, __u32 level, __u32 name, __u64 from, __u32 length) {
  __u32 start = event->end;
  __u64 pair[2] = {};
  __u8 option = option_name(level, name);
  switch (option) {
    case 4:
      bpf_probe_read_user(pair, sizeof(__u32), (void *)from);
      append_u8(event, OPTION_ERROR);
      append_u64(event, -(__s64)(__s32)pair[0]);
      break;
    case 20 ... 21:
      bpf_probe_read_user(pair, sizeof(pair), (void *)from);
      append_u8(event, OPTION_TIME);
      append_u64(event, pair[0] * 1000000000 + pair[1] * 1000);
      break;
    case 53:
      bpf_probe_read_user(pair, sizeof(__u64), (void *)from);
      append_u8(event, OPTION_U64);
      append_u64(event, pair[0]);
      break;
    case 0:
    case 13:
    case 17:
    case 26:
    case 28:
    case 50 ... 52:
      append_u8(event, OPTION_BYTES);
      append_user_bytes(event, from, length & 0xffff);
      break;
    default:
      bpf_probe_read_user(pair, sizeof(__u32), (void *)from);
      append_u8(event, OPTION_U32);
      append_u32(event, pair[0]);
  }
  put_appended(event, start);
}

inline_always void put_socket_option(struct event *event, __u32 length) {
  __u32 level = argument(event, 1);
  __u32 name = argument(event, 2);
  put_descriptor(event, argument(event, 0));
  put_u8(event, option_level(level));
  put_u8(event, option_name(level, name));
  put_option(event, level, name, argument(event, 3), length);
  put_u32(event, length);
}

inline_always __u32 read_u32(__u64 from) {
  __u32 value = 0;
  bpf_probe_read_user(&value, sizeof(value), (void *)from);
  return value;
}

inline_always __u64 read_u64(__u64 from) {
  __u64 value = 0;
  bpf_probe_read_user(&value, sizeof(value), (void *)from);
  return value;
}

// A time of seconds and nanoseconds.
inline_always __u64 read_time(struct event *event, __u64 from) {
  if (event->scratch->compat) {
    return read_u32(from) * 1000000000ULL + read_u32(from + 4);
  }
  return read_u64(from) * 1000000000ULL + read_u64(from + 8);
}

// A soft and a hard limit; -1 where they are not known.

inline_always void put_wide_limits(struct event *event, __u64 from, bool known) {
  put_u64(event, known ? read_u64(from) : -1);
  put_u64(event, known ? read_u64(from + 8) : -1);
}

inline_always void put_limits(struct event *event, __u64 from, bool known) {
  if (event->scratch->compat) {
    put_u64(event, known ? (__s64)(__s32)read_u32(from) : -1);
    put_u64(event, known ? (__s64)(__s32)read_u32(from + 4) : -1);
  } else {
    put_wide_limits(event, from, known);
  }
}

// Descriptors and what they are polled for.
__noinline __u32 append_polled(__u32 end, __u64 from, __u32 count) {
  struct scratch *scratch = own_scratch();
  if (!scratch) {
    return end;
  }
  struct event event = {.scratch = scratch, .end = end};
  append_u16(&event, 0);
  __u32 written = 0;
  for (; written < 16 && written < count; written++) {
    struct {
      __s32 descriptor;
      __u16 wanted, found;
    } polled;
    if (bpf_probe_read_user(&polled, sizeof(polled), (void *)(from + written * sizeof(polled)))) {
      break;
    }
    append_u64(&event, (__s64)polled.descriptor);
    append_u16(&event, poll_events(polled.found));
  }
  *(__u16 *)&scratch->bytes[end & MASK] = written;
  return event.end;
}

inline_always void put_polled(struct event *event) {
  __u32 start = event->end;
  event->end = append_polled(start, argument(event, 0), argument(event, 1));
  put_appended(event, start);
}

inline_always void put_prctl(struct event *event) {
  __u32 option = argument(event, 0);
  __u64 value = argument(event, 1);
  put_u32(event, option);
  if (option == 15 || option == 16) {
    put_user_text(event, value, MAX_PATH);
    put_u64(event, 0);
  } else {
    put_nothing(event);
    // Whether children are adopted is written to the memory of the process.
    put_u64(event, option == 37 ? read_u32(value) : value);
  }
}

// The address and the data of ptrace: one byte says what it is.
inline_always void put_ptrace(struct event *event) {
  __u16 request = ptrace_request(argument(event, 0));
  bool known = event->scratch->result >= 0;
  __u64 data = known ? argument(event, 3) : 0;
  __u32 start = event->end;
  append_u8(event, 0);
  append_u64(event, known ? argument(event, 2) : 0);
  put_appended(event, start);
  start = event->end;
  if (known && (request == 8 || request == 10 || request == 12 || request == 13)) {
    append_u8(event, 1);
    append_u8(event, data);
  } else {
    append_u8(event, 0);
    append_u64(event, known && request >= 2 && request <= 4 ? read_u64(data) : data);
  }
  put_appended(event, start);
  put_u16(event, request);
  put_descriptor(event, argument(event, 1));
}

// How many arguments each operation of keyctl has, and which of them are texts (by bit).
static const __u8 key_arguments[] = {2, 1, 3, 1, 3, 2, 3, 1, 2, 2, 4, 3, 4, 3, 1, 2, 1,
                                     3, 0, 4, 4, 1, 2, 4, 3, 4, 4, 4, 4, 3, 4, 2, 3};
static const __u8 key_texts[] = {0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0,
                                 0, 0, 0, 0, 0, 0, 0, 4, 2, 2, 2, 2, 6, 0, 0, 0};

inline_always void put_key_argument(
    struct event *event, __u32 index, __u32 arguments, __u32 texts) {
  __u32 start = event->end;
  __u64 value = index < arguments ? argument(event, index + 1) : 0;
  if (texts >> index & 1) {
    append_u8(event, 1);
    append_user_text(event, value, MAX_PATH);
  } else {
    append_u8(event, 0);
    append_u64(event, value);
  }
  put_appended(event, start);
}

inline_always void put_keyctl(struct event *event) {
  __u32 operation = argument(event, 0);
  __u32 arguments = 0;
  __u32 texts = 0;
  if (operation < sizeof(key_arguments)) {
    arguments = key_arguments[operation];
    texts = key_texts[operation];
  }
  put_u32(event, operation);
  put_key_argument(event, 0, arguments, texts);
  put_key_argument(event, 1, arguments, texts);
  put_key_argument(event, 2, arguments, texts);
  put_key_argument(event, 3, arguments, texts);
}

inline_always void put_fsconfig(struct event *event) {
  __u32 command = argument(event, 1);
  bool known = event->scratch->result >= 0;
  put_descriptor(event, argument(event, 0));
  put_u32(event, command);
  put_user_text(event, argument(event, 2), MAX_PATH);
  if (known && command == 2) {
    put_user_bytes(event, argument(event, 3), (__u32)argument(event, 4));
  } else {
    put_nothing(event);
  }
  if (known && (command == 1 || command == 3 || command == 4)) {
    put_user_text(event, argument(event, 3), MAX_PATH);
  } else {
    put_nothing(event);
  }
  put_u32(event, argument(event, 4));
}

struct ring_parameters {
  __u32 entries, completions, flags, cpu, idle, features;
};

inline_always void put_io_uring(struct event *event) {
  struct ring_parameters ring = {};
  bpf_probe_read_user(&ring, sizeof(ring), (void *)argument(event, 1));
  put_u32(event, argument(event, 0));
  put_u32(event, ring.entries);
  put_u32(event, ring.completions);
  put_u32(event, io_uring_flags(ring.flags));
  put_u32(event, ring.cpu);
  put_u32(event, ring.idle);
  put_u32(event, ring.features & 0x7ff);
}

struct semaphore_operation {
  __u16 number;
  __s16 change;
  __s16 flags;
};

inline_always void put_semaphore_operations(struct event *event) {
  struct semaphore_operation operations[2] = {};
  __u32 count = argument(event, 2);
  __u64 from = argument(event, 1);
  if (event->scratch->result == 0 && count) {
    bpf_probe_read_user(&operations[0], sizeof(operations[0]), (void *)from);
    if (count > 1) {
      bpf_probe_read_user(
          &operations[1], sizeof(operations[1]), (void *)(from + sizeof(operations[0])));
    }
  }
  put_u32(event, count);
  for (int i = 0; i < 2; i++) {
    put_u16(event, operations[i].number);
    put_u16(event, operations[i].change);
    put_u16(event, semaphore_operation_flags(operations[i].flags));
  }
  put_u32(event, argument(event, 0));
}

struct quota_block {
  __u64 hard_blocks, soft_blocks, space, hard_inodes, soft_inodes, inodes, block_time, inode_time;
  __u32 valid;
};

struct quota_info {
  __u64 block_grace, inode_grace;
  __u32 flags, valid;
};

inline_always void put_quota(struct event *event) {
  __u32 raw = argument(event, 0);
  __u16 command = quota_command(raw);
  __u64 from = argument(event, 3);
  __u32 id = argument(event, 2);
  struct quota_block block = {};
  struct quota_info info = {};
  put_path(event, argument(event, 1));
  if (command == 1) {
    put_path(event, from);
  } else {
    put_nothing(event);
  }
  if (command == 1 << 5 || command == 1 << 6) {
    bpf_probe_read_user(&block, sizeof(block), (void *)from);
  }
  put_u64(event, block.valid & 1 ? block.hard_blocks : 0);
  put_u64(event, block.valid & 1 ? block.soft_blocks : 0);
  put_u64(event, block.valid & 2 ? block.space : 0);
  put_u64(event, block.valid & 4 ? block.hard_inodes : 0);
  put_u64(event, block.valid & 4 ? block.soft_inodes : 0);
  put_u64(event, block.valid & 16 ? block.block_time : 0);
  put_u64(event, block.valid & 32 ? block.inode_time : 0);
  if (command == 1 << 3 || command == 1 << 4) {
    bpf_probe_read_user(&info, sizeof(info), (void *)from);
  }
  put_u64(event, info.valid & 1 ? info.block_grace : 0);
  put_u64(event, info.valid & 2 ? info.inode_grace : 0);
  put_u8(event, info.valid & 4 ? info.flags : 0);
  put_u8(event, command == 1 << 2 ? quota_format(read_u32(from)) : 1);
  put_u16(event, command);
  put_u8(event, quota_type(raw));
  put_u32(event, command & (1 << 5 | 1 << 6 | 1 << 10 | 1 << 11) ? id : 0);
  put_u8(event, command == 1 ? quota_format(id) : 1);
}

inline_always void put_open(struct event *event, __u64 path, __u64 flags, __u64 mode) {
  struct opened opened = opened_file(event->scratch->result);
  put_path(event, path);
  put_u32(event, open_flags(flags) | opened.flags);
  put_u32(event, open_mode(flags, mode));
  put_u32(event, opened.device);
  put_u64(event, opened.inode);
}

inline_always void put_creat(struct event *event) {
  struct opened opened = opened_file(event->scratch->result);
  put_path(event, argument(event, 0));
  put_u32(event, file_mode(argument(event, 1)));
  put_u32(event, opened.device);
  put_u64(event, opened.inode);
  put_u16(event, opened.layer);
}

// How openat2 is to open.
struct how {
  __u64 flags, mode, resolve;
};

inline_always struct how read_how(__u64 from) {
  struct how how = {};
  bpf_probe_read_user(&how, sizeof(how), (void *)from);
  return how;
}

inline_always void put_openat2(struct event *event) {
  struct opened opened = opened_file(event->scratch->result);
  struct how how = read_how(argument(event, 2));
  put_path(event, argument(event, 1));
  put_u32(event, open_flags(how.flags) | opened.flags);
  put_u32(event, open_mode(how.flags, how.mode));
  put_u32(event, resolve_flags(how.resolve));
  put_u32(event, opened.device);
  put_u64(event, opened.inode);
}

inline_always void put_open_by_handle(struct event *event) {
  __s64 result = event->scratch->result;
  struct opened opened = opened_file(result);
  put_u32(event, open_flags(argument(event, 2)) | opened.flags);
  put_file_path(event, result >= 0 ? file_of(result) : NULL);
  put_u32(event, opened.device);
  put_u64(event, opened.inode);
}

// What the events of clone and its kin tell, behind the result.
inline_always void put_clone(struct event *event, __u64 raw_flags) {
  struct task_struct *task = this_task();
  const struct cred *cred = BPF_CORE_READ(task, cred);
  struct pid_namespace *space = namespace_of(pid_of(task, PIDTYPE_PID));
  __s64 result = event->scratch->result;
  __u32 flags = clone_flags(raw_flags);
  if (BPF_CORE_READ(space, level) || BPF_CORE_READ(task, nsproxy, pid_ns_for_children) != space) {
    flags |= CHILD_IN_PID_NAMESPACE;
  }
  if (result >= 0) {
    put_arguments(event, task);
  } else {
    put_nothing(event);
    put_nothing(event);
  }
  put_thread(event, task);
  put_u32(event, flags);
  put_u32(event, BPF_CORE_READ(cred, euid.val));
  put_u32(event, BPF_CORE_READ(cred, egid.val));
  put_u64(event, virtual_id(task, PIDTYPE_PID));
  put_u64(event, virtual_id(task, PIDTYPE_TGID));
  // When the namespace began, in the child only.
  put_u64(event, result == 0
      ? BPF_CORE_READ(namespace_of(pid_of(task, PIDTYPE_TGID)), child_reaper, start_time)
      : 0);
}

// The parameters of execve from `tty` on that tell who runs what.
inline_always void put_program(struct event *event, struct task_struct *task) {
  const struct cred *cred = BPF_CORE_READ(task, cred);
  struct file *file = BPF_CORE_READ(task, mm, exe_file);
  struct inode *inode = BPF_CORE_READ(file, f_inode);
  enum layer layer = layer_of(file);
  put_u32(event, terminal(task));
  put_u64(event, virtual_id(task, PIDTYPE_PGID));
  put_u32(event, login_user(task));
  put_u32(event, (is_writable((__u64)inode) ? 1 : 0)
      | (layer == UPPER_LAYER ? 2 : 0)
      | (is_in_memory(file) ? 4 : 0)
      | (layer == LOWER_LAYER ? 8 : 0));
  put_capabilities(event, cred);
  put_u64(event, BPF_CORE_READ(inode, i_ino));
  put_u64(event, changed(inode));
  put_u64(event, modified(inode));
  put_u32(event, BPF_CORE_READ(cred, euid.val));
  put_file_path(event, file);
  put_u64(event, global_id(task, PIDTYPE_PGID));
  put_u32(event, BPF_CORE_READ(cred, egid.val));
}

// Appends the text that pointer `index` points at, and returns the new end; the same one if the
// pointer is null. A function of its own, so that the kernel checks it once and not for each text.
__noinline __u32 append_pointed_text(__u32 end, __u64 pointers, __u32 index) {
  struct scratch *scratch = own_scratch();
  if (!scratch) {
    return end;
  }
  struct event event = {.scratch = scratch, .end = end};
  __u64 pointer =
      scratch->compat ? read_u32(pointers + index * 4) : read_u64(pointers + index * 8);
  if (pointer) {
    append_user_text(&event, pointer, MAX_ARGUMENTS);
  }
  return event.end;
}

// Appends the texts that the pointers from `first` on point at, up to a null pointer; returns the
// new end. The last one is cut where it does not fit.
__noinline __u32 append_pointed(__u32 start, __u64 pointers, __u32 first, __u32 most) {
  struct scratch *scratch = own_scratch();
  __u32 end = start;
  if (!scratch || !pointers) {
    return end;
  }
  for (int i = 0; i < MAX_POINTERS && end - start < most; i++) {
    __u32 next = append_pointed_text(end, pointers, first + i);
    if (next == end) {
      break;
    }
    end = next;
  }
  if (end - start > most) {
    end = start + most;
    scratch->bytes[(end - 1) & MASK] = 0;
  }
  return end;
}

inline_always void put_pointed(struct event *event, __u64 pointers, __u32 first, __u32 most) {
  __u32 start = event->end;
  event->end = append_pointed(start, pointers, first, most);
  put_appended(event, start);
}

// An execve that failed: nothing has changed yet, so the arguments are those that were given.
inline_always void put_failed_execve(struct event *event, __u64 arguments, __u64 variables) {
  struct task_struct *task = this_task();
  __u32 start = event->end;
  append_user_text(event, event->scratch->compat ? read_u32(arguments) : read_u64(arguments),
                   MAX_ARGUMENTS);
  __u32 length = event->end - start;
  put_length(event, length);
  put_pointed(event, arguments, 1, length < MAX_ARGUMENTS ? MAX_ARGUMENTS - length : 0);
  put_thread(event, task);
  put_pointed(event, variables, 0, MAX_ARGUMENTS);
  put_program(event, task);
}

#define EXITING 4
#define MAX_THREADS 32
#define MAX_ANCESTORS 64

// A thread of a process that goes on living; 0 if there is none, -1 if there are too many to tell.
inline_always __s64 living_thread(struct task_struct *task) {
  struct signal_struct *signal = BPF_CORE_READ(task, signal);
  struct list_head *head = (struct list_head *)&signal->thread_head;
  struct list_head *next = BPF_CORE_READ(head, next);
  for (int i = 0; i < MAX_THREADS; i++) {
    if (next == head || !next) {
      return 0;
    }
    struct task_struct *thread =
        (struct task_struct *)((char *)next - bpf_core_field_offset(struct task_struct, thread_node));
    if (!(BPF_CORE_READ(thread, flags) & EXITING)) {
      return BPF_CORE_READ(thread, pid);
    }
    next = BPF_CORE_READ(next, next);
  }
  return -1;
}

// Who adopts the children of a thread that ends; 0 if nobody has to, -1 if it cannot be told.
__noinline int adopter(void) {
  struct task_struct *task = this_task();
  struct list_head *children = (struct list_head *)&task->children;
  if (BPF_CORE_READ(children, next) == children) {
    return 0;
  }
  __s64 thread = living_thread(task);
  if (thread) {
    return thread;
  }
  struct pid *pid = BPF_CORE_READ(task, thread_pid);
  __u32 level = BPF_CORE_READ(pid, level);
  struct task_struct *init = BPF_CORE_READ(namespace_of(pid), child_reaper);
  if (init == task) {
    return 0;
  }
  struct signal_struct *signal = BPF_CORE_READ(task, signal);
  if (!BPF_CORE_READ_BITFIELD_PROBED(signal, has_child_subreaper)) {
    return BPF_CORE_READ(init, pid);
  }
  struct task_struct *ancestor = BPF_CORE_READ(task, real_parent);
  for (int i = 0; i < MAX_ANCESTORS; i++) {
    if (ancestor == init || BPF_CORE_READ(ancestor, thread_pid, level) != level) {
      return BPF_CORE_READ(init, pid);
    }
    signal = BPF_CORE_READ(ancestor, signal);
    if (BPF_CORE_READ_BITFIELD_PROBED(signal, is_child_subreaper)) {
      thread = living_thread(ancestor);
      if (thread) {
        return thread;
      }
    }
    ancestor = BPF_CORE_READ(ancestor, real_parent);
  }
  return -1;
}
