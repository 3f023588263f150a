// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
//
// What events tell of files.
#pragma once

#include "event.h"
#include "flags.h"
#include "task.h"

#define OVERLAY 0x794c7630
#define CREATED 0x100000
#define READ_ONLY 1
#define IMMUTABLE 8
#define MAX_PARTS_OF_PATH 128
#define MAX_NAME 255

// The file behind a descriptor of the current thread; null if there is none.
inline_always struct file *file_of(__s64 descriptor) {
  struct fdtable *table = BPF_CORE_READ(this_task(), files, fdt);
  struct file *file = NULL;
  if (descriptor >= 0 && descriptor < BPF_CORE_READ(table, max_fds)) {
    struct file **files = BPF_CORE_READ(table, fd);
    bpf_probe_read_kernel(&file, sizeof(file), &files[descriptor]);
  }
  return file;
}

enum layer { NO_OVERLAY, UPPER_LAYER, LOWER_LAYER };

// On an overlay, a file that was written since the container began lies in the upper layer. The
// overlay's own inode begins with the ordinary one; the upper directory entry follows.
inline_always enum layer layer_of(struct file *file) {
  struct dentry *entry = BPF_CORE_READ(file, f_path.dentry);
  if (BPF_CORE_READ(entry, d_sb, s_magic) != OVERLAY) {
    return NO_OVERLAY;
  }
  char *inode = (char *)BPF_CORE_READ(entry, d_inode);
  struct dentry *upper = NULL;
  bpf_probe_read_kernel(&upper, sizeof(upper), inode + bpf_core_type_size(struct inode));
  return upper && BPF_CORE_READ(upper, d_inode, i_ino) ? UPPER_LAYER : LOWER_LAYER;
}

// What is known of a file that was just opened.
struct opened {
  __u64 inode;
  __u32 device;
  __u32 flags;
  enum layer layer;
};

inline_always struct opened opened_file(__s64 descriptor) {
  struct opened opened = {};
  struct file *file = descriptor >= 0 ? file_of(descriptor) : NULL;
  if (file) {
    struct inode *inode = BPF_CORE_READ(file, f_inode);
    opened.inode = BPF_CORE_READ(inode, i_ino);
    opened.device = device_number(BPF_CORE_READ(inode, i_sb, s_dev));
    opened.layer = layer_of(file);
    opened.flags = FLAG(BPF_CORE_READ(file, f_mode), CREATED, 1 << 14)
        | (opened.layer == UPPER_LAYER ? 1 << 15 : 0)
        | (opened.layer == LOWER_LAYER ? 1 << 16 : 0);
  }
  return opened;
}

// Puts one more part in front of a path; 0 where there is none. A function of its own, so that the
// kernel checks it once and not for each part.
__noinline int prepend_part(void) {
  struct scratch *scratch = own_scratch();
  if (!scratch) {
    return 0;
  }
  struct walk *walk = &scratch->walk;
  struct dentry *entry = walk->entry;
  struct mount *mount = walk->mount;
  if (entry == BPF_CORE_READ(mount, mnt.mnt_root)) {
    struct mount *outer = BPF_CORE_READ(mount, mnt_parent);
    if (mount == outer) {
      return 0;
    }
    walk->entry = BPF_CORE_READ(mount, mnt_mountpoint);
    walk->mount = outer;
    return 1;
  }
  struct dentry *parent = BPF_CORE_READ(entry, d_parent);
  __u32 length = BPF_CORE_READ(entry, d_name.len) & MAX_NAME;
  __u32 start = walk->start;
  if (entry == parent || start < length + 1 || start > MAX_PATH) {
    return 0;
  }
  start -= length + 1;
  __u8 *target = &scratch->bytes[MAX_EVENT + (start & (MAX_PATH - 1))];
  target[0] = '/';
  bpf_probe_read_kernel(target + 1, length, BPF_CORE_READ(entry, d_name.name));
  walk->start = start;
  walk->entry = parent;
  return 1;
}

// Appends the path of a file, from the root of the machine, and returns the new end.
__noinline __u32 append_file_path(__u32 end, __u64 pointer) {
  struct scratch *scratch = own_scratch();
  struct file *file = (struct file *)pointer;
  if (!scratch || !file) {
    return end;
  }
  struct event event = {.scratch = scratch, .end = end};
  struct walk *walk = &scratch->walk;
  struct vfsmount *visible = BPF_CORE_READ(file, f_path.mnt);
  walk->entry = BPF_CORE_READ(file, f_path.dentry);
  walk->mount = (struct mount *)((char *)visible - bpf_core_field_offset(struct mount, mnt));
  walk->start = MAX_PATH;
  scratch->bytes[MAX_EVENT + MAX_PATH] = 0;
  for (int i = 0; i < MAX_PARTS_OF_PATH && prepend_part(); i++) {
  }
  struct dentry *entry = walk->entry;
  struct mount *mount = walk->mount;
  __u32 start = walk->start;
  if (start < MAX_PATH) {
    append_kernel_text(&event, &scratch->bytes[MAX_EVENT + (start & (MAX_PATH - 1))], MAX_PATH);
  } else if (entry == BPF_CORE_READ(mount, mnt.mnt_root)) {
    append_u8(&event, '/');
    append_u8(&event, 0);
  } else {
    // A file in memory has a name only.
    append_kernel_text(&event, BPF_CORE_READ(entry, d_name.name), MAX_PATH);
  }
  return event.end;
}

inline_always void put_file_path(struct event *event, struct file *file) {
  __u32 start = event->end;
  event->end = append_file_path(start, (__u64)file);
  put_appended(event, start);
}

inline_always bool in_groups(const struct cred *cred, __u32 group) {
  struct group_info *groups = BPF_CORE_READ(cred, group_info);
  __u32 low = 0;
  __u32 high = BPF_CORE_READ(groups, ngroups);
  __u32 *ids = (__u32 *)&groups->gid;
  // The groups are sorted, 65536 at most.
  for (int i = 0; i < 17 && low < high; i++) {
    __u32 middle = (low + high) / 2;
    __u32 found = 0;
    bpf_probe_read_kernel(&found, sizeof(found), &ids[middle]);
    if (found == group) {
      return true;
    }
    if (found < group) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return false;
}

// Whether an id of the machine has a counterpart in a user namespace.
inline_always bool is_mapped(struct uid_gid_map *map, __u32 id) {
  __u32 extents = BPF_CORE_READ(map, nr_extents);
  struct uid_gid_extent *first = (struct uid_gid_extent *)&map->extent;
  for (int i = 0; i < 5; i++) {
    struct uid_gid_extent extent = {};
    bpf_probe_read_kernel(&extent, sizeof(extent), &first[i]);
    if (i < extents && id >= extent.lower_first && id - extent.lower_first < extent.count) {
      return true;
    }
  }
  return false;
}

// Whether who runs the current thread may write a file.
__noinline int is_writable(__u64 pointer) {
  struct inode *inode = (struct inode *)pointer;
  const struct cred *cred = BPF_CORE_READ(this_task(), cred);
  __u32 mode = BPF_CORE_READ(inode, i_mode);
  __u32 owner = BPF_CORE_READ(inode, i_uid.val);
  __u32 group = BPF_CORE_READ(inode, i_gid.val);
  if (BPF_CORE_READ(inode, i_sb, s_flags) & READ_ONLY
      || BPF_CORE_READ(inode, i_flags) & IMMUTABLE
      || owner == (__u32)-1
      || group == (__u32)-1) {
    return 0;
  }
  if (BPF_CORE_READ(cred, fsuid.val) == owner) {
    return 1;
  }
  bool member = BPF_CORE_READ(cred, fsgid.val) == group || in_groups(cred, group);
  if ((member ? mode >> 3 : mode) & 2) {
    return 1;
  }
  const __u64 override = 1 << 1;
  const __u64 owner_of_all = 1 << 3;
  __u64 held = capabilities(cred, 2);
  if (!(held & (override | owner_of_all))) {
    return 0;
  }
  struct user_namespace *space = BPF_CORE_READ(cred, user_ns);
  return is_mapped(&space->uid_map, owner)
      && (held & owner_of_all || is_mapped(&space->gid_map, group));
}

inline_always bool is_in_memory(struct file *file) {
  struct dentry *entry = BPF_CORE_READ(file, f_path.dentry);
  char name[8] = {};
  if (BPF_CORE_READ(entry, d_parent) != entry) {
    return false;
  }
  bpf_probe_read_kernel_str(name, sizeof(name), BPF_CORE_READ(entry, d_name.name));
  return name[0] == 'm' && name[1] == 'e' && name[2] == 'm' && name[3] == 'f' && name[4] == 'd'
      && name[5] == ':';
}

inline_always __u64 nanoseconds(__s64 seconds, __s64 rest) {
  return seconds < 0 ? 0 : seconds * 1000000000ULL + rest;
}

inline_always __u64 changed(struct inode *inode) {
  struct inode___pair *pair = (void *)inode;
  struct inode___plain *plain = (void *)inode;
  struct timespec64 time = {};
  if (bpf_core_field_exists(inode->i_ctime_sec)) {
    return nanoseconds(BPF_CORE_READ(inode, i_ctime_sec), BPF_CORE_READ(inode, i_ctime_nsec));
  }
  if (bpf_core_field_exists(pair->__i_ctime)) {
    time = BPF_CORE_READ(pair, __i_ctime);
  } else {
    time = BPF_CORE_READ(plain, i_ctime);
  }
  return nanoseconds(time.tv_sec, time.tv_nsec);
}

inline_always __u64 modified(struct inode *inode) {
  struct inode___pair *pair = (void *)inode;
  struct inode___plain *plain = (void *)inode;
  struct timespec64 time = {};
  if (bpf_core_field_exists(inode->i_mtime_sec)) {
    return nanoseconds(BPF_CORE_READ(inode, i_mtime_sec), BPF_CORE_READ(inode, i_mtime_nsec));
  }
  if (bpf_core_field_exists(pair->__i_mtime)) {
    time = BPF_CORE_READ(pair, __i_mtime);
  } else {
    time = BPF_CORE_READ(plain, i_mtime);
  }
  return nanoseconds(time.tv_sec, time.tv_nsec);
}
