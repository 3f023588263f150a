// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.http;

/**
 * How often a server has refused something by itself, before a handler was asked.
 *
 * @param badRequests that HTTP forbids, answered with an error
 * @param handshakes in which TLS could not be agreed on
 * @param slowHeads connections whose clients took too long for the handshake or for the head of a
 *     request
 * @param gaveWay connections that others needed the places of
 */
public record HttpRefusals(long badRequests, long handshakes, long slowHeads, long gaveWay) {}
