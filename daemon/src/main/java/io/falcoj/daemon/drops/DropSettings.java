// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.drops;

import io.falcoj.daemon.config.ConfigException;
import io.falcoj.daemon.config.ConfigKeys;
import io.falcoj.daemon.config.DropAction;
import io.falcoj.daemon.config.FalcoConfig;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What {@code syscall_event_drops} says.
 *
 * @param actions to take, in the order of the constants
 * @param threshold share of lost events in a second, 0 to 1, above which something is done
 * @param actionsPerSecond how often something is done, over a long time
 * @param maxBurst how often something may be done at once after a quiet time
 * @param simulate whether to pretend that an event is lost every second
 */
public record DropSettings(
    Set<DropAction> actions,
    double threshold,
    double actionsPerSecond,
    double maxBurst,
    boolean simulate) {

  /**
   * Reads the configuration.
   *
   * @throws ConfigException if actions contradict each other, or the threshold is no share
   */
  public static DropSettings of(FalcoConfig config) throws ConfigException {
    double threshold = config.get(ConfigKeys.SYSCALL_EVENT_DROPS_THRESHOLD);
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new ConfigException(
          "syscall_event_drops.threshold: found "
              + threshold
              + ", syscall event drops threshold must be a double in the range [0, 1]");
    }
    return new DropSettings(
        actions(config.get(ConfigKeys.SYSCALL_EVENT_DROPS_ACTIONS)),
        threshold,
        config.get(ConfigKeys.SYSCALL_EVENT_DROPS_RATE),
        config.get(ConfigKeys.SYSCALL_EVENT_DROPS_MAX_BURST),
        config.get(ConfigKeys.SYSCALL_EVENT_DROPS_SIMULATE_DROPS));
  }

  /** As in Falco, what stands before {@code ignore} is not refused. */
  private static Set<DropAction> actions(List<DropAction> configured) throws ConfigException {
    Set<DropAction> actions = EnumSet.noneOf(DropAction.class);
    for (DropAction action : configured) {
      boolean tells = action == DropAction.LOG || action == DropAction.ALERT;
      if (tells && actions.contains(DropAction.IGNORE)) {
        throw new ConfigException(
            "syscall_event_drops.actions: syscall event drop action \"%s\" does not make sense with the \"ignore\" action"
                .formatted(action.name().toLowerCase(Locale.ROOT)));
      }
      actions.add(action);
    }
    return actions;
  }
}
