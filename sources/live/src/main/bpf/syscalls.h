// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
//
// Every system call that has an event of its own: its name, the event, and the parameters of the
// event in their order. This is the one place to add one: number and code come from the tables of
// the engine; the compiler checks the number of parameters against them.
//
// Included more than once, with SYSCALL defined as needed each time.

#define NOTHING (void)event
#define RESULT put_u64(event, event->scratch->result)
#define RESULT_DESCRIPTOR put_descriptor(event, event->scratch->result)
#define ARG(index) argument(event, index)
#define DESCRIPTOR(index) put_descriptor(event, ARG(index))
#define ID(index) put_descriptor(event, ARG(index))
#define PATH(index) put_path(event, ARG(index))
#define TEXT(index) put_user_text(event, ARG(index), MAX_ARGUMENTS)
#define U8(value) put_u8(event, value)
#define U16(value) put_u16(event, value)
#define U32(value) put_u32(event, value)
#define U64(value) put_u64(event, value)
#define MEMORY put_memory(event, this_task())

// Files
SYSCALL(open, SYSCALL_OPEN_X, RESULT, put_open(event, ARG(0), ARG(1), ARG(2)))
SYSCALL(openat, SYSCALL_OPENAT_2_X,
        RESULT, DESCRIPTOR(0), put_open(event, ARG(1), ARG(2), ARG(3)))
SYSCALL(openat2, SYSCALL_OPENAT2_X, RESULT, DESCRIPTOR(0), put_openat2(event))
SYSCALL(open_by_handle_at, SYSCALL_OPEN_BY_HANDLE_AT_X,
        RESULT, DESCRIPTOR(0), put_open_by_handle(event))
SYSCALL(creat, SYSCALL_CREAT_X, RESULT, put_creat(event))
SYSCALL(close, SYSCALL_CLOSE_X, RESULT, DESCRIPTOR(0))
SYSCALL(close_range, SYSCALL_CLOSE_RANGE_X, RESULT, U32(ARG(0)), U32(ARG(1)), U32(ARG(2) & 6))
SYSCALL(dup, SYSCALL_DUP_1_X, RESULT_DESCRIPTOR, DESCRIPTOR(0))
SYSCALL(dup2, SYSCALL_DUP2_X, RESULT_DESCRIPTOR, DESCRIPTOR(0), DESCRIPTOR(1))
SYSCALL(dup3, SYSCALL_DUP3_X,
        RESULT_DESCRIPTOR, DESCRIPTOR(0), DESCRIPTOR(1), U32(close_on_exec(ARG(2))))
SYSCALL(fcntl, SYSCALL_FCNTL_X, RESULT, DESCRIPTOR(0), U8(fcntl_command(ARG(1))), U64(ARG(2)))
SYSCALL(flock, SYSCALL_FLOCK_X, RESULT, DESCRIPTOR(0), U32(ARG(1) & 15))
SYSCALL(ioctl, SYSCALL_IOCTL_3_X, RESULT, DESCRIPTOR(0), U64(ARG(1)), U64(ARG(2)))
SYSCALL(stat, SYSCALL_STAT_X, RESULT, PATH(0))
SYSCALL(lstat, SYSCALL_LSTAT_X, RESULT, PATH(0))
SYSCALL(fstat, SYSCALL_FSTAT_X, RESULT, DESCRIPTOR(0))
SYSCALL(newfstatat, SYSCALL_NEWFSTATAT_X, RESULT, DESCRIPTOR(0), PATH(1), U32(ARG(3) & 0x1900))
SYSCALL(access, SYSCALL_ACCESS_X, RESULT, PATH(0), U32(ARG(1) & 7))
SYSCALL(getcwd, SYSCALL_GETCWD_X,
        RESULT, put_path(event, event->scratch->result >= 0 ? ARG(0) : 0))
SYSCALL(chdir, SYSCALL_CHDIR_X, RESULT, PATH(0))
SYSCALL(fchdir, SYSCALL_FCHDIR_X, RESULT, DESCRIPTOR(0))
SYSCALL(chroot, SYSCALL_CHROOT_X, RESULT, PATH(0))
SYSCALL(chmod, SYSCALL_CHMOD_X, RESULT, PATH(0), U32(file_mode(ARG(1))))
SYSCALL(fchmod, SYSCALL_FCHMOD_X, RESULT, DESCRIPTOR(0), U32(file_mode(ARG(1))))
SYSCALL(fchmodat, SYSCALL_FCHMODAT_X, RESULT, DESCRIPTOR(0), PATH(1), U32(file_mode(ARG(2))))
SYSCALL(chown, SYSCALL_CHOWN_X, RESULT, PATH(0), U32(ARG(1)), U32(ARG(2)))
SYSCALL(lchown, SYSCALL_LCHOWN_X, RESULT, PATH(0), U32(ARG(1)), U32(ARG(2)))
SYSCALL(fchown, SYSCALL_FCHOWN_X, RESULT, DESCRIPTOR(0), U32(ARG(1)), U32(ARG(2)))
SYSCALL(fchownat, SYSCALL_FCHOWNAT_X,
        RESULT, DESCRIPTOR(0), PATH(1), U32(ARG(2)), U32(ARG(3)), U32(ARG(4) & 0x1400))
SYSCALL(rename, SYSCALL_RENAME_X, RESULT, PATH(0), PATH(1))
SYSCALL(renameat, SYSCALL_RENAMEAT_X, RESULT, DESCRIPTOR(0), PATH(1), DESCRIPTOR(2), PATH(3))
SYSCALL(renameat2, SYSCALL_RENAMEAT2_X,
        RESULT, DESCRIPTOR(0), PATH(1), DESCRIPTOR(2), PATH(3), U32(ARG(4)))
SYSCALL(link, SYSCALL_LINK_2_X, RESULT, PATH(0), PATH(1))
SYSCALL(linkat, SYSCALL_LINKAT_2_X,
        RESULT, DESCRIPTOR(0), PATH(1), DESCRIPTOR(2), PATH(3), U32(ARG(4) & 0x1400))
SYSCALL(symlink, SYSCALL_SYMLINK_X, RESULT, PATH(0), PATH(1))
SYSCALL(symlinkat, SYSCALL_SYMLINKAT_X, RESULT, PATH(0), DESCRIPTOR(1), PATH(2))
SYSCALL(unlink, SYSCALL_UNLINK_2_X, RESULT, PATH(0))
SYSCALL(unlinkat, SYSCALL_UNLINKAT_2_X, RESULT, DESCRIPTOR(0), PATH(1), U32(ARG(2) & 0x200))
SYSCALL(mkdir, SYSCALL_MKDIR_2_X, RESULT, PATH(0), U32(ARG(1)))
SYSCALL(mkdirat, SYSCALL_MKDIRAT_X, RESULT, DESCRIPTOR(0), PATH(1), U32(ARG(2)))
SYSCALL(rmdir, SYSCALL_RMDIR_2_X, RESULT, PATH(0))
SYSCALL(mknod, SYSCALL_MKNOD_X,
        RESULT, PATH(0), U32(node_mode(ARG(1))), U32(device_number(ARG(2))))
SYSCALL(mknodat, SYSCALL_MKNODAT_X,
        RESULT, DESCRIPTOR(0), PATH(1), U32(node_mode(ARG(2))), U32(device_number(ARG(3))))
SYSCALL(getdents, SYSCALL_GETDENTS_X, RESULT, DESCRIPTOR(0))
SYSCALL(getdents64, SYSCALL_GETDENTS64_X, RESULT, DESCRIPTOR(0))
SYSCALL(lseek, SYSCALL_LSEEK_X, RESULT, DESCRIPTOR(0), U64(ARG(1)), U8(seek_whence(ARG(2))))
SYSCALL(mount, SYSCALL_MOUNT_X, RESULT, PATH(0), PATH(1), TEXT(2), U32(mount_flags(ARG(3))))
SYSCALL(umount2, SYSCALL_UMOUNT2_X, RESULT, PATH(0), U32(ARG(1) & 15))
SYSCALL(fsconfig, SYSCALL_FSCONFIG_X, RESULT, put_fsconfig(event))
SYSCALL(quotactl, SYSCALL_QUOTACTL_X, RESULT, put_quota(event))

// Data
SYSCALL(read, SYSCALL_READ_X, RESULT, put_read(event, ARG(1)), DESCRIPTOR(0), U32(ARG(2)))
SYSCALL(pread64, SYSCALL_PREAD_X,
        RESULT, put_read(event, ARG(1)), DESCRIPTOR(0), U32(ARG(2)), U64(ARG(3)))
SYSCALL(readv, SYSCALL_READV_X,
        RESULT, U32(received(event)), put_read_vector(event, ARG(1), ARG(2)), DESCRIPTOR(0))
SYSCALL(preadv, SYSCALL_PREADV_X,
        RESULT, U32(received(event)), put_read_vector(event, ARG(1), ARG(2)), DESCRIPTOR(0),
        U64(ARG(3)))
SYSCALL(write, SYSCALL_WRITE_X,
        RESULT, put_written(event, ARG(1), ARG(2)), DESCRIPTOR(0), U32(ARG(2)))
SYSCALL(pwrite64, SYSCALL_PWRITE_X,
        RESULT, put_written(event, ARG(1), ARG(2)), DESCRIPTOR(0), U32(ARG(2)), U64(ARG(3)))
SYSCALL(writev, SYSCALL_WRITEV_X,
        RESULT, put_written_vector(event, ARG(1), ARG(2)), DESCRIPTOR(0),
        U32(vector_size(ARG(1), ARG(2))))
SYSCALL(pwritev, SYSCALL_PWRITEV_X,
        RESULT, put_written_vector(event, ARG(1), ARG(2)), DESCRIPTOR(0),
        U32(vector_size(ARG(1), ARG(2))), U64(ARG(3)))
SYSCALL(sendfile, SYSCALL_SENDFILE_X,
        RESULT, U64(read_u64(ARG(2))), DESCRIPTOR(0), DESCRIPTOR(1), U64(ARG(3)))
SYSCALL(splice, SYSCALL_SPLICE_X,
        RESULT, DESCRIPTOR(0), DESCRIPTOR(2), U64(ARG(4)), U32(ARG(5) & 15))
SYSCALL(copy_file_range, SYSCALL_COPY_FILE_RANGE_X,
        RESULT, DESCRIPTOR(2), U64(ARG(3)), DESCRIPTOR(0), U64(ARG(1)), U64(ARG(4)))
SYSCALL(process_vm_readv, SYSCALL_PROCESS_VM_READV_X,
        RESULT, U64(ARG(0)), put_read_vector(event, ARG(1), ARG(2)))
SYSCALL(process_vm_writev, SYSCALL_PROCESS_VM_WRITEV_X,
        RESULT, U64(ARG(0)), put_written_vector(event, ARG(1), ARG(2)))

// Sockets
SYSCALL(socket, SOCKET_SOCKET_X,
        RESULT, U32(socket_family(ARG(0))), U32(ARG(1)), U32(ARG(2)), U32(descriptor_flags(ARG(1))))
SYSCALL(socketpair, SOCKET_SOCKETPAIR_X,
        RESULT, put_socket_pair(event), U32(socket_family(ARG(0))), U32(ARG(1)), U32(ARG(2)))
SYSCALL(bind, SOCKET_BIND_X, RESULT, put_address(event, ARG(1), ARG(2)), DESCRIPTOR(0))
SYSCALL(connect, SOCKET_CONNECT_X,
        RESULT, put_connected(event), DESCRIPTOR(0), put_address(event, ARG(1), ARG(2)))
SYSCALL(listen, SOCKET_LISTEN_X, RESULT, DESCRIPTOR(0), U32(ARG(1)))
SYSCALL(accept, SOCKET_ACCEPT_5_X, RESULT, put_tuple_of_result(event), put_queue(event, ARG(0)))
SYSCALL(accept4, SOCKET_ACCEPT4_6_X,
        RESULT, put_tuple_of_result(event), put_queue(event, ARG(0)), U32(descriptor_flags(ARG(3))))
SYSCALL(sendto, SOCKET_SENDTO_X,
        RESULT, put_written(event, ARG(1), ARG(2)), DESCRIPTOR(0), U32(ARG(2)),
        put_tuple_if_success(event, OUTBOUND, ARG(4)))
SYSCALL(sendmsg, SOCKET_SENDMSG_X, RESULT, put_sent_message(event))
SYSCALL(sendmmsg, SOCKET_SENDMMSG_X, RESULT, DESCRIPTOR(0), put_sent_one(event))
SYSCALL(recvfrom, SOCKET_RECVFROM_X,
        RESULT, put_read(event, ARG(1)), put_tuple_if_success(event, INBOUND, ARG(4)),
        DESCRIPTOR(0), U32(ARG(2)))
SYSCALL(recvmsg, SOCKET_RECVMSG_X, RESULT, put_received_message(event))
SYSCALL(recvmmsg, SOCKET_RECVMMSG_X, RESULT, DESCRIPTOR(0), put_received_one(event))
SYSCALL(shutdown, SOCKET_SHUTDOWN_X, RESULT, DESCRIPTOR(0), U8(shutdown_how(ARG(1))))
SYSCALL(getsockname, SOCKET_GETSOCKNAME_X, NOTHING)
SYSCALL(getpeername, SOCKET_GETPEERNAME_X, NOTHING)
SYSCALL(setsockopt, SOCKET_SETSOCKOPT_X, RESULT, put_socket_option(event, (__u16)ARG(4)))
SYSCALL(getsockopt, SOCKET_GETSOCKOPT_X, RESULT, put_socket_option(event, read_u32(ARG(4))))

// Other descriptors
SYSCALL(pipe, SYSCALL_PIPE_X, RESULT, put_pipe(event))
SYSCALL(pipe2, SYSCALL_PIPE2_X, RESULT, put_pipe(event), U32(pipe_flags(ARG(1))))
SYSCALL(eventfd, SYSCALL_EVENTFD_X, RESULT, U64(ARG(0)), U32(0))
SYSCALL(eventfd2, SYSCALL_EVENTFD2_X, RESULT, U16(descriptor_flags(ARG(1))), U64((__u32)ARG(0)))
SYSCALL(signalfd, SYSCALL_SIGNALFD_X, RESULT, DESCRIPTOR(0), U32(0), U8(0))
SYSCALL(signalfd4, SYSCALL_SIGNALFD4_X,
        RESULT_DESCRIPTOR, U16(descriptor_flags(ARG(3))), DESCRIPTOR(0), U32(0))
SYSCALL(timerfd_create, SYSCALL_TIMERFD_CREATE_X,
        RESULT, U8(ARG(0)), U8(descriptor_flags(ARG(1))))
SYSCALL(inotify_init, SYSCALL_INOTIFY_INIT_X, RESULT, U8(0))
SYSCALL(inotify_init1, SYSCALL_INOTIFY_INIT1_X, RESULT, U16(descriptor_flags(ARG(0))))
SYSCALL(epoll_create, SYSCALL_EPOLL_CREATE_X, RESULT, U32(ARG(0)))
SYSCALL(epoll_create1, SYSCALL_EPOLL_CREATE1_X, RESULT, U32(close_on_exec(ARG(0)) ? 1 : 0))
SYSCALL(epoll_wait, SYSCALL_EPOLLWAIT_X, RESULT, DESCRIPTOR(2))
SYSCALL(poll, SYSCALL_POLL_X, RESULT, put_polled(event), U64((__u32)ARG(2)))
SYSCALL(ppoll, SYSCALL_PPOLL_X,
        RESULT, put_polled(event), U64(read_time(event, ARG(2))), U32(read_u32(ARG(3))))
SYSCALL(select, SYSCALL_SELECT_X, RESULT)
SYSCALL(memfd_create, SYSCALL_MEMFD_CREATE_X, RESULT, PATH(0), U32(ARG(1) & 7))
SYSCALL(userfaultfd, SYSCALL_USERFAULTFD_X, RESULT, U32(ARG(0)))
SYSCALL(pidfd_open, SYSCALL_PIDFD_OPEN_X, RESULT, ID(0), U32(FLAG(ARG(1), 04000, 1)))
SYSCALL(pidfd_getfd, SYSCALL_PIDFD_GETFD_X, RESULT, DESCRIPTOR(0), DESCRIPTOR(1), U32(ARG(2)))
SYSCALL(bpf, SYSCALL_BPF_2_X, RESULT, U32(ARG(0)))
SYSCALL(io_uring_setup, SYSCALL_IO_URING_SETUP_X, RESULT, put_io_uring(event))
SYSCALL(io_uring_enter, SYSCALL_IO_URING_ENTER_X,
        RESULT, DESCRIPTOR(0), U32(ARG(1)), U32(ARG(2)), U32(ARG(3) & 15), U32(ARG(4)))
SYSCALL(io_uring_register, SYSCALL_IO_URING_REGISTER_X,
        RESULT, DESCRIPTOR(0), U16(ARG(1)), U64(ARG(2)), U32(ARG(3)))

// Processes
SYSCALL(clone, SYSCALL_CLONE_20_X, RESULT, put_clone(event, ARG(0)))
SYSCALL(clone3, SYSCALL_CLONE3_X, RESULT, put_clone(event, read_u64(ARG(0))))
SYSCALL(fork, SYSCALL_FORK_20_X, RESULT, put_clone(event, 0))
SYSCALL(vfork, SYSCALL_VFORK_20_X, RESULT, put_clone(event, 0))
SYSCALL(execve, SYSCALL_EXECVE_19_X, RESULT, put_failed_execve(event, ARG(1), ARG(2)), PATH(0))
SYSCALL(execveat, SYSCALL_EXECVEAT_X, RESULT, put_failed_execve(event, ARG(2), ARG(3)))
SYSCALL(kill, SYSCALL_KILL_X, RESULT, ID(0), U8(ARG(1)))
SYSCALL(tkill, SYSCALL_TKILL_X, RESULT, ID(0), U8(ARG(1)))
SYSCALL(tgkill, SYSCALL_TGKILL_X, RESULT, ID(0), ID(1), U8(ARG(2)))
SYSCALL(ptrace, SYSCALL_PTRACE_X, RESULT, put_ptrace(event))
SYSCALL(prctl, SYSCALL_PRCTL_X, RESULT, put_prctl(event))
SYSCALL(seccomp, SYSCALL_SECCOMP_X, RESULT, U64(ARG(0)), U64((__u32)ARG(1)))
SYSCALL(setsid, SYSCALL_SETSID_X, RESULT)
SYSCALL(setpgid, SYSCALL_SETPGID_X, RESULT, ID(0), ID(1))
SYSCALL(setns, SYSCALL_SETNS_X, RESULT, DESCRIPTOR(0), U32(clone_flags(ARG(1))))
SYSCALL(unshare, SYSCALL_UNSHARE_X, RESULT, U32(clone_flags(ARG(0))))
SYSCALL(getrlimit, SYSCALL_GETRLIMIT_X,
        RESULT, put_limits(event, ARG(1), event->scratch->result == 0), U8(resource(ARG(0))))
SYSCALL(setrlimit, SYSCALL_SETRLIMIT_X,
        RESULT, put_limits(event, ARG(1), true), U8(resource(ARG(0))))
SYSCALL(prlimit64, SYSCALL_PRLIMIT_X,
        RESULT, put_wide_limits(event, ARG(2), true),
        put_wide_limits(event, ARG(3), event->scratch->result == 0), ID(0), U8(resource(ARG(1))))
SYSCALL(init_module, SYSCALL_INIT_MODULE_X,
        RESULT, put_user_bytes(event, ARG(0), cut(ARG(1))), U64(ARG(1)), TEXT(2))
SYSCALL(finit_module, SYSCALL_FINIT_MODULE_X, RESULT, DESCRIPTOR(0), TEXT(1), U32(ARG(2) & 7))
SYSCALL(delete_module, SYSCALL_DELETE_MODULE_X,
        RESULT, TEXT(0), U32(FLAG(ARG(1), 04000, 2) | FLAG(ARG(1), 01000, 1)))
SYSCALL(keyctl, SYSCALL_KEYCTL_X, RESULT, put_keyctl(event))
SYSCALL(futex, SYSCALL_FUTEX_X,
        RESULT, U64(ARG(0)), U16(futex_operation(ARG(1))), U64(ARG(2)))
SYSCALL(nanosleep, SYSCALL_NANOSLEEP_X, RESULT, U64(read_time(event, ARG(0))))
SYSCALL(semget, SYSCALL_SEMGET_X, RESULT, U32(ARG(0)), U32(ARG(1)), U32(semaphore_flags(ARG(2))))
SYSCALL(semop, SYSCALL_SEMOP_X, RESULT, put_semaphore_operations(event))
SYSCALL(semctl, SYSCALL_SEMCTL_X,
        RESULT, U32(ARG(0)), U32(ARG(1)), U16(semaphore_command((__u16)ARG(2))),
        U32((__u16)ARG(2) == 16 ? ARG(3) : 0))

// Users
SYSCALL(setuid, SYSCALL_SETUID_X, RESULT, U32(ARG(0)))
SYSCALL(setgid, SYSCALL_SETGID_X, RESULT, U32(ARG(0)))
SYSCALL(setreuid, SYSCALL_SETREUID_X, RESULT, U32(ARG(0)), U32(ARG(1)))
SYSCALL(setregid, SYSCALL_SETREGID_X, RESULT, U32(ARG(0)), U32(ARG(1)))
SYSCALL(setresuid, SYSCALL_SETRESUID_X, RESULT, U32(ARG(0)), U32(ARG(1)), U32(ARG(2)))
SYSCALL(setresgid, SYSCALL_SETRESGID_X, RESULT, U32(ARG(0)), U32(ARG(1)), U32(ARG(2)))
SYSCALL(getuid, SYSCALL_GETUID_X, U32(event->scratch->result))
SYSCALL(geteuid, SYSCALL_GETEUID_X, U32(event->scratch->result))
SYSCALL(getgid, SYSCALL_GETGID_X, U32(event->scratch->result))
SYSCALL(getegid, SYSCALL_GETEGID_X, U32(event->scratch->result))
SYSCALL(getresuid, SYSCALL_GETRESUID_X,
        RESULT, U32(read_u32(ARG(0))), U32(read_u32(ARG(1))), U32(read_u32(ARG(2))))
SYSCALL(getresgid, SYSCALL_GETRESGID_X,
        RESULT, U32(read_u32(ARG(0))), U32(read_u32(ARG(1))), U32(read_u32(ARG(2))))
SYSCALL(capset, SYSCALL_CAPSET_X,
        RESULT, put_capabilities(event, BPF_CORE_READ(this_task(), cred)))

// Memory
SYSCALL(brk, SYSCALL_BRK_4_X, RESULT, MEMORY, U64(ARG(0)))
SYSCALL(mmap, SYSCALL_MMAP_X,
        RESULT, MEMORY, U64(ARG(0)), U64(ARG(1)), U32(protection_flags(ARG(2))),
        U32(mapping_flags(ARG(3))), DESCRIPTOR(4), U64(ARG(5)))
SYSCALL(munmap, SYSCALL_MUNMAP_X, RESULT, MEMORY, U64(ARG(0)), U64(ARG(1)))
SYSCALL(mprotect, SYSCALL_MPROTECT_X,
        RESULT, U64(ARG(0)), U64(ARG(1)), U32(protection_flags(ARG(2))))
SYSCALL(mlock, SYSCALL_MLOCK_X, RESULT, U64(ARG(0)), U64(ARG(1)))
SYSCALL(mlock2, SYSCALL_MLOCK2_X, RESULT, U64(ARG(0)), U64(ARG(1)), U32(ARG(2) & 1))
SYSCALL(mlockall, SYSCALL_MLOCKALL_X, RESULT, U32(ARG(0) & 7))
SYSCALL(munlock, SYSCALL_MUNLOCK_X, RESULT, U64(ARG(0)), U64(ARG(1)))
SYSCALL(munlockall, SYSCALL_MUNLOCKALL_X, RESULT)
