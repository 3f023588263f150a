// SPDX-License-Identifier: Apache-2.0
/**
 * Alerts, and falcoj's own log, for the log of the system: {@link
 * io.falcoj.outputs.syslog.SyslogOutput}, {@link io.falcoj.outputs.syslog.SystemLog}. Its socket is
 * one that Java cannot open, so this calls the C library.
 */
@NullMarked
package io.falcoj.outputs.syslog;

import org.jspecify.annotations.NullMarked;
