// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import io.falcoj.daemon.ConfiguredFalco;

/**
 * The rules that are in force now. Whoever evaluates asks before each batch of events, or each
 * event: so others take over between two events, and no event is seen by both or by none.
 */
public final class LiveRules {

  private volatile RulesInForce current;

  /** Begins with these rules. */
  public LiveRules(ConfiguredFalco falco) {
    current = new RulesInForce(falco);
  }

  /** The rules for the next event. */
  public RulesInForce current() {
    return current;
  }

  /**
   * Puts other rules into force. Called by one thread at a time.
   *
   * @return those before
   */
  RulesInForce replace(ConfiguredFalco falco) {
    RulesInForce before = current;
    current = new RulesInForce(falco);
    return before;
  }
}
