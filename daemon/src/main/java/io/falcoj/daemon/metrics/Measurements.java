// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.metrics;

import io.falcoj.engine.Priority;
import io.falcoj.outputs.OutputCounters;
import io.falcoj.sources.http.HttpRefusals;
import io.falcoj.sources.live.LiveCounters;
import io.falcoj.sources.live.ProgramRun;
import io.falcoj.sources.syscall.state.StateCounters;
import io.falcoj.sources.webhook.AnswerTimes;
import io.falcoj.sources.webhook.WebhookCounters;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known about a live run at a moment: what metrics are made of. Times are in nanoseconds
 * since the epoch.
 *
 * @param hostname of the machine
 * @param startNanos when the process began
 * @param reloadNanos when the rules in force took over
 * @param reloads how often other rules took over
 * @param failedReloads how often what was read anew was broken
 * @param rulesHashes SHA-256 of the rules files, by name
 * @param configHashes the same of the configuration files
 * @param rules all that are in force
 * @param outputs what became of the alerts
 * @param syscalls what the kernel had and lost, if system calls are watched
 * @param programs how often the parts of the program in the kernel ran, if that is counted
 * @param state what became of what is known of the machine, if system calls are watched
 * @param answerTimes how long answers of the webhook took
 * @param webServer what the web server refused, if it runs
 */
public record Measurements(
    String hostname,
    long nowNanos,
    long startNanos,
    long reloadNanos,
    long reloads,
    long failedReloads,
    Map<String, String> rulesHashes,
    Map<String, String> configHashes,
    List<OfSource> sources,
    List<OfRule> rules,
    List<OutputCounters> outputs,
    Optional<WebhookCounters> webhook,
    Optional<LiveCounters> syscalls,
    List<ProgramRun> programs,
    Optional<StateCounters> state,
    Optional<AnswerTimes.Counts> answerTimes,
    Optional<HttpRefusals> webServer) {

  /**
   * A source that is watched.
   *
   * @param engine Falco's name for what brings the events
   * @param events that were evaluated
   */
  public record OfSource(String name, String engine, long events) {}

  /**
   * A rule.
   *
   * @param matches how many alerts it raised
   */
  public record OfRule(
      String name, String source, Priority priority, List<String> tags, long matches) {}

  /** Alerts that some output had no room for. */
  long outputDrops() {
    return outputs.stream().mapToLong(OutputCounters::dropped).sum();
  }
}
