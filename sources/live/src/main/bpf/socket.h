// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
//
// What events tell of sockets: an address, or the tuple of both ends.
#pragma once

#include <bpf/bpf_endian.h>

#include "event.h"
#include "file.h"

#define SOCKET_FILES 0x534f434b
#define FAMILY_UNIX 1
#define FAMILY_IPV4 2
#define FAMILY_IPV6 10
#define MAX_UNIX_PATH 109
#define MAX_ADDRESS 128

enum direction { OUTBOUND, INBOUND };

// An address as a process gives it to the kernel.
struct address {
  __u16 family;
  union {
    struct {
      __u16 port;
      union {
        __u32 ipv4;
        struct {
          __u32 flow;
          struct in6_addr_kernel ipv6;
        } __attribute__((packed));
      } __attribute__((packed));
    } __attribute__((packed));
    char path[MAX_ADDRESS - sizeof(__u16)];
  } __attribute__((packed));
} __attribute__((packed));

inline_always struct sock *socket_of(__s64 descriptor) {
  struct file *file = file_of(descriptor);
  if (!file || BPF_CORE_READ(file, f_inode, i_sb, s_magic) != SOCKET_FILES) {
    return NULL;
  }
  struct socket *socket = BPF_CORE_READ(file, private_data);
  return BPF_CORE_READ(socket, sk);
}

inline_always void append_ipv6(struct event *event, const struct in6_addr_kernel *address) {
  bpf_probe_read_kernel(&event->scratch->bytes[event->end & MASK], sizeof(*address), address);
  event->end += sizeof(*address);
}

// An abstract path begins with a zero, which is left out.
inline_always void append_unix_path(struct event *event, const char *path) {
  char first = 0;
  bpf_probe_read_kernel(&first, sizeof(first), path);
  append_kernel_text(event, first ? path : path + 1, MAX_UNIX_PATH);
}

// Reads an address into the second half of the scratch; null if there is none.
inline_always struct address *read_address(struct event *event, __u64 from, __u64 length) {
  struct address *address = (struct address *)&event->scratch->bytes[MAX_EVENT];
  if (length > sizeof(*address)) {
    length = sizeof(*address);
  }
  __builtin_memset(address, 0, sizeof(*address));
  if (!from || length < sizeof(__u16)
      || bpf_probe_read_user(address, length, (void *)from)) {
    return NULL;
  }
  return address;
}

inline_always void put_address(struct event *event, __u64 from, __u64 length) {
  __u32 start = event->end;
  struct address *address = read_address(event, from, length);
  if (address && address->family == FAMILY_IPV4) {
    append_u8(event, FAMILY_IPV4);
    append_u32(event, address->ipv4);
    append_u16(event, bpf_ntohs(address->port));
  } else if (address && address->family == FAMILY_IPV6) {
    append_u8(event, FAMILY_IPV6);
    append_ipv6(event, &address->ipv6);
    append_u16(event, bpf_ntohs(address->port));
  } else if (address && address->family == FAMILY_UNIX) {
    append_u8(event, FAMILY_UNIX);
    append_unix_path(event, address->path);
  }
  put_appended(event, start);
}

// Appends the tuple of a socket of the current thread: its own address and the peer's, the sender
// first; returns the new end. A datagram's peer is known only by the address that the process gave.
__noinline __u32 append_tuple(__u32 end, __s64 descriptor, __u32 direction, __u64 given) {
  struct scratch *scratch = own_scratch();
  struct sock *sock = socket_of(descriptor);
  if (!scratch || !sock) {
    return end;
  }
  struct event event = {.scratch = scratch, .end = end};
  struct inet_sock *inet = (struct inet_sock *)sock;
  __u16 family = BPF_CORE_READ(sock, __sk_common.skc_family);
  __u16 own_port = bpf_ntohs(BPF_CORE_READ(inet, inet_sport));
  __u16 peer_port = bpf_ntohs(BPF_CORE_READ(sock, __sk_common.skc_dport));
  if (family == FAMILY_IPV4) {
    __u32 own = BPF_CORE_READ(inet, inet_saddr);
    __u32 peer = BPF_CORE_READ(sock, __sk_common.skc_daddr);
    struct address *address =
        peer_port ? NULL : read_address(&event, given, sizeof(__u16) + sizeof(__u16) + 4);
    if (address) {
      peer = address->ipv4;
      peer_port = bpf_ntohs(address->port);
    }
    append_u8(&event, FAMILY_IPV4);
    append_u32(&event, direction == OUTBOUND ? own : peer);
    append_u16(&event, direction == OUTBOUND ? own_port : peer_port);
    append_u32(&event, direction == OUTBOUND ? peer : own);
    append_u16(&event, direction == OUTBOUND ? peer_port : own_port);
  } else if (family == FAMILY_IPV6) {
    struct ipv6_pinfo *more = BPF_CORE_READ(inet, pinet6);
    const struct in6_addr_kernel *own = &more->saddr;
    const struct in6_addr_kernel *peer = &sock->__sk_common.skc_v6_daddr;
    struct address *address = peer_port ? NULL : read_address(&event, given, 24);
    if (address) {
      peer = &address->ipv6;
      peer_port = bpf_ntohs(address->port);
    }
    append_u8(&event, FAMILY_IPV6);
    append_ipv6(&event, direction == OUTBOUND ? own : peer);
    append_u16(&event, direction == OUTBOUND ? own_port : peer_port);
    append_ipv6(&event, direction == OUTBOUND ? peer : own);
    append_u16(&event, direction == OUTBOUND ? peer_port : own_port);
  } else if (family == FAMILY_UNIX) {
    struct unix_sock *own = (struct unix_sock *)sock;
    struct unix_sock *peer = (struct unix_sock *)BPF_CORE_READ(own, peer);
    struct unix_sock *named = direction == OUTBOUND ? peer : own;
    struct unix_address *name = BPF_CORE_READ(named, addr);
    append_u8(&event, FAMILY_UNIX);
    append_u64(&event, (__u64)(direction == OUTBOUND ? peer : own));
    append_u64(&event, (__u64)(direction == OUTBOUND ? own : peer));
    struct address *address =
        direction == OUTBOUND && !peer ? read_address(&event, given, sizeof(*address)) : NULL;
    if (address) {
      append_unix_path(&event, address->path);
    } else if (name) {
      append_unix_path(&event, name->name[0].sun_path);
    }
  }
  return event.end;
}

inline_always void put_tuple(
    struct event *event, __u64 descriptor, enum direction direction, __u64 given) {
  __u32 start = event->end;
  event->end = append_tuple(start, (__s32)descriptor, direction, given);
  put_appended(event, start);
}
