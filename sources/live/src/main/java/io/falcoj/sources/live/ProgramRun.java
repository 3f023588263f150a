// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often a part of the program in the kernel ran, and how long it took. The kernel counts that
 * only if it is told to, by {@code kernel.bpf_stats_enabled}.
 *
 * @param name of the part, as Falco calls what is attached to the same place: {@code sys_exit}
 * @param runs since it was loaded
 * @param nanos of all runs together
 */
public record ProgramRun(String name, long runs, long nanos) {

  private static final Pattern NANOS = Pattern.compile("(?m)^run_time_ns:\\s+(\\d{1,18})$");
  private static final Pattern RUNS = Pattern.compile("(?m)^run_cnt:\\s+(\\d{1,18})$");

  /**
   * Reads what the kernel says of the descriptor of a program.
   *
   * @param text of a file in {@code /proc/self/fdinfo}, which needs no privilege
   * @return empty if nothing was counted
   */
  static Optional<ProgramRun> of(String name, String text) {
    long runs = number(RUNS, text);
    return runs == 0
        ? Optional.empty()
        : Optional.of(new ProgramRun(name, runs, number(NANOS, text)));
  }

  private static long number(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }
}
