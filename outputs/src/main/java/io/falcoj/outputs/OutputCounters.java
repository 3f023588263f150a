// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

/**
 * What has become of the alerts for one output, since falcoj was started.
 *
 * @param output its name
 * @param queued alerts that wait in memory now
 * @param spooledBytes bytes of alerts that wait on disk now
 * @param written alerts that it took
 * @param failed alerts that it could not take, and that were given up
 * @param dropped alerts that there was no room for
 */
public record OutputCounters(
    String output, long queued, long spooledBytes, long written, long failed, long dropped) {}
