// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

/**
 * One address of a network interface.
 *
 * @param name {@code eth0}
 * @param address in network order, 4 or 16 bytes
 * @param netmask of the same length
 * @param broadcast of the same length
 */
public record NetworkInterface(String name, byte[] address, byte[] netmask, byte[] broadcast) {}
