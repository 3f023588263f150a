// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library.summary;

/**
 * What a monitor saw.
 *
 * @param detected seconds in which more events than the threshold allows were lost
 * @param actions how often something was done about it
 */
public record DropCounts(long detected, long actions) {}
