// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.config.ConfigKeys;
import io.falcoj.daemon.config.EngineKind;

/** What falcoj does unless asked for something else: evaluates events, recorded or live. */
final class Evaluation implements Action {

  private final ConfigInput configuration;
  private final RulesLoading loading;
  private final EventInput events;
  private final RunOptions run;
  private final AlertOutput alerts;

  Evaluation(
      ConfigInput configuration,
      RulesLoading loading,
      EventInput events,
      RunOptions run,
      AlertOutput alerts) {
    this.configuration = configuration;
    this.loading = loading;
    this.events = events;
    this.run = run;
    this.alerts = alerts;
  }

  @Override
  public boolean isAskedFor() {
    return true;
  }

  @Override
  public int run(Invocation invocation) throws FalcoException {
    if (events.recordings.isEmpty()
        && invocation.config().get(ConfigKeys.ENGINE_KIND) != EngineKind.REPLAY) {
      return watch(invocation);
    }
    return new RecordingReplayer(invocation, loading.load(invocation)).run(events, run, alerts);
  }

  private int watch(Invocation invocation) throws FalcoException {
    OptionsLoader loader =
        new OptionsLoader(configuration, loading, run, invocation.console().environment());
    LiveWatcher watcher = new LiveWatcher(invocation, loader);
    return run.dryRun
        ? watcher.check(run, alerts, events.copy)
        : watcher.run(run, alerts, events.copy);
  }
}
