// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
//
// The parts of the kernel's structures that are read. Only the names matter: where a member lies is
// found when the program is loaded, in the BTF of the running kernel.
#pragma once

#include <linux/types.h>

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

struct list_head {
  struct list_head *next;
};

struct timespec64 {
  __s64 tv_sec;
  long tv_nsec;
};

// The registers of a system call on x86-64.
struct pt_regs {
  unsigned long bp, bx, r9, r8, r10, cx, dx, si, di, orig_ax;
};

// Files

struct super_block {
  __u32 s_dev;
  unsigned long s_flags, s_magic;
};

typedef struct {
  __u32 val;
} kernel_id;

struct inode {
  __u16 i_mode;
  kernel_id i_uid, i_gid;
  __u32 i_flags;
  struct super_block *i_sb;
  unsigned long i_ino;
  __s64 i_ctime_sec, i_mtime_sec;
  __u32 i_ctime_nsec, i_mtime_nsec;
};

// Before 6.11.
struct inode___pair {
  struct timespec64 __i_ctime, __i_mtime;
};

// Before 6.6 (change) and 6.7 (modification).
struct inode___plain {
  struct timespec64 i_ctime, i_mtime;
};

struct qstr {
  __u32 len;
  const unsigned char *name;
};

struct dentry {
  struct dentry *d_parent;
  struct qstr d_name;
  struct inode *d_inode;
  struct super_block *d_sb;
};

struct vfsmount {
  struct dentry *mnt_root;
};

struct mount {
  struct mount *mnt_parent;
  struct dentry *mnt_mountpoint;
  struct vfsmount mnt;
};

struct path {
  struct vfsmount *mnt;
  struct dentry *dentry;
};

struct file {
  __u32 f_mode;
  void *private_data;
  struct inode *f_inode;
  struct path f_path;
};

struct fdtable {
  unsigned int max_fds;
  struct file **fd;
};

struct files_struct {
  struct fdtable *fdt;
};

struct linux_binprm {
  const char *filename;
};

// Threads

struct percpu_counter {
  __s64 count;
};

struct mm_struct {
  unsigned long total_vm, arg_start, arg_end, env_start, env_end;
  struct file *exe_file;
  struct percpu_counter rss_stat[4];
};

// Before 6.2: nothing but a number for each kind.
struct mm_struct___plain {
  struct mm_rss_stat {
  } rss_stat;
};

typedef struct {
  __u64 val;
} kernel_cap_t;

struct uid_gid_extent {
  __u32 first, lower_first, count;
};

struct uid_gid_map {
  __u32 nr_extents;
  struct uid_gid_extent extent[5];
};

struct user_namespace {
  struct uid_gid_map uid_map, gid_map;
};

struct group_info {
  int ngroups;
  kernel_id gid[];
};

struct cred {
  kernel_id euid, egid, fsuid, fsgid;
  kernel_cap_t cap_inheritable, cap_permitted, cap_effective;
  struct user_namespace *user_ns;
  struct group_info *group_info;
};

struct task_struct;

struct pid_namespace {
  struct task_struct *child_reaper;
  unsigned int level;
};

struct upid {
  int nr;
  struct pid_namespace *ns;
};

struct pid {
  unsigned int level;
  struct upid numbers[];
};

struct nsproxy {
  struct pid_namespace *pid_ns_for_children;
};

struct tty_driver {
  int major, minor_start;
};

struct tty_struct {
  struct tty_driver *driver;
  int index;
};

enum pid_type { PIDTYPE_PID, PIDTYPE_TGID, PIDTYPE_PGID, PIDTYPE_SID, PIDTYPE_MAX };

struct rlimit {
  unsigned long rlim_cur, rlim_max;
};

struct signal_struct {
  struct list_head thread_head;
  struct pid *pids[PIDTYPE_MAX];
  struct tty_struct *tty;
  unsigned int is_child_subreaper : 1, has_child_subreaper : 1;
  struct rlimit rlim[16];
};

struct kernfs_node {
  struct kernfs_node *__parent;
  const char *name;
};

// Before 6.15.
struct kernfs_node___plain {
  struct kernfs_node *parent;
};

struct cgroup {
  struct kernfs_node *kn;
};

struct cgroup_subsys {
  const char *name;
};

struct cgroup_subsys_state {
  struct cgroup *cgroup;
  struct cgroup_subsys *ss;
};

struct css_set {
  struct cgroup_subsys_state *subsys[16];
};

enum cgroup_subsys_id {
  cpuset_cgrp_id,
  cpu_cgrp_id,
  cpuacct_cgrp_id,
  io_cgrp_id,
  memory_cgrp_id,
};

struct thread_info {
  __u32 status;
};

struct task_struct {
  struct thread_info thread_info;
  unsigned int flags;
  struct mm_struct *mm;
  int exit_code, pid, tgid;
  struct task_struct *real_parent, *group_leader;
  struct list_head children, thread_node;
  struct pid *thread_pid;
  unsigned long min_flt, maj_flt;
  __u64 start_time;
  const struct cred *cred;
  char comm[16];
  struct files_struct *files;
  struct nsproxy *nsproxy;
  struct signal_struct *signal;
  kernel_id loginuid;
  struct css_set *cgroups;
};

// Sockets

struct in6_addr_kernel {
  __u8 bytes[16];
};

struct sock_common {
  __u32 skc_daddr;
  __u16 skc_dport;
  unsigned short skc_family;
  struct in6_addr_kernel skc_v6_daddr;
};

struct sock {
  struct sock_common __sk_common;
  __u32 sk_ack_backlog, sk_max_ack_backlog;
};

struct socket {
  struct sock *sk;
};

struct ipv6_pinfo {
  struct in6_addr_kernel saddr;
};

struct inet_sock {
  struct ipv6_pinfo *pinet6;
  __u32 inet_saddr;
  __u16 inet_sport;
};

struct unix_name {
  __u16 sun_family;
  char sun_path[108];
};

struct unix_address {
  int len;
  struct unix_name name[];
};

struct unix_sock {
  struct unix_address *addr;
  struct sock *peer;
};

#pragma clang attribute pop

// What a program is called with for each thread; the same in all kernels.

struct seq_file;

struct bpf_iter_meta {
  struct seq_file *seq;
};

struct bpf_iter__task {
  struct bpf_iter_meta *meta;
  struct task_struct *task;
};
