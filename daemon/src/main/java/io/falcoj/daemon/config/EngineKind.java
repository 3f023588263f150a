// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.config;

/** Where Falco takes system calls from. */
public enum EngineKind {
  /** Falco's kernel module. */
  KMOD,
  /** Falco's eBPF program. */
  MODERN_EBPF,
  /** A recording. */
  REPLAY,
  /** Nowhere. */
  NODRIVER
}
