// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.replay;

import io.falcoj.sources.audit.logs.LikelyContent;
import org.jspecify.annotations.Nullable;

/**
 * A file that was read to its end.
 *
 * @param file its name as it was given; {@code -} is standard input
 * @param events audit events in it
 * @param skipped records in it that could not be read
 * @param notAudit lines and records of other components
 * @param content what it seems to be; null if there are events in it
 */
public record FileReading(
    String file, long events, long skipped, long notAudit, @Nullable LikelyContent content) {}
