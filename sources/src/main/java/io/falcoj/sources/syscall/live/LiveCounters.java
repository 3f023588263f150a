// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.live;

/**
 * What happened since the source was opened, over all processors.
 *
 * @param events how many events the kernel had for this source, the dropped ones included
 * @param drops how many of them were dropped, for whatever reason
 * @param bufferDrops how many were dropped because their ring buffer was full
 * @param enterDrops of {@code bufferDrops}: events of entering a system call
 * @param exitDrops of {@code bufferDrops}: events of leaving a system call
 * @param processExitDrops of {@code bufferDrops}: ends of processes
 * @param tooLongDrops how many were dropped because they were longer than an event can be
 */
public record LiveCounters(
    long events,
    long drops,
    long bufferDrops,
    long enterDrops,
    long exitDrops,
    long processExitDrops,
    long tooLongDrops) {}
