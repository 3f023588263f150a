// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.fs;

import java.util.List;

/** The system calls that work on paths, as libs 0.25 knows them. To add one, add a line. */
final class PathCalls {

  private PathCalls() {}

  /** All of them. */
  static final List<PathCall> ALL =
      List.of(
          PathCall.on("SYSCALL_MKDIR_2_X", "path"),
          PathCall.on("SYSCALL_MKDIRAT_X", "path"),
          PathCall.on("SYSCALL_RMDIR_2_X", "path"),
          PathCall.on("SYSCALL_UNLINK_2_X", "path"),
          PathCall.on("SYSCALL_UNLINKAT_2_X", "name"),
          PathCall.opening("SYSCALL_OPEN_X"),
          PathCall.opening("SYSCALL_OPENAT_2_X"),
          PathCall.opening("SYSCALL_OPENAT2_X"),
          PathCall.on("SYSCALL_FCHMODAT_X", "filename"),
          PathCall.on("SYSCALL_CHMOD_X", "filename"),
          PathCall.onDescriptor("SYSCALL_FCHMOD_X"),
          PathCall.on("SYSCALL_CHOWN_X", "path"),
          PathCall.on("SYSCALL_LCHOWN_X", "path"),
          PathCall.onDescriptor("SYSCALL_FCHOWN_X"),
          PathCall.on("SYSCALL_FCHOWNAT_X", "pathname"),
          PathCall.on("SYSCALL_QUOTACTL_X", "special"),
          PathCall.on("SYSCALL_UMOUNT_1_X", "name"),
          PathCall.on("SYSCALL_UMOUNT2_X", "name"),
          PathCall.between("SYSCALL_RENAME_X", "oldpath", "newpath"),
          PathCall.between("SYSCALL_RENAMEAT_X", "oldpath", "newpath"),
          PathCall.between("SYSCALL_RENAMEAT2_X", "oldpath", "newpath"),
          PathCall.between("SYSCALL_LINK_2_X", "newpath", "oldpath"),
          PathCall.between("SYSCALL_LINKAT_2_X", "newpath", "oldpath"),
          PathCall.linkingByName("SYSCALL_SYMLINK_X"),
          PathCall.linkingByName("SYSCALL_SYMLINKAT_X"),
          PathCall.between("SYSCALL_MOUNT_X", "dev", "dir"));
}
