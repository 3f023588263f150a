// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import org.junit.jupiter.api.Assumptions;

/**
 * Opens live system calls for tests; where that is impossible, the tests are skipped and say why.
 */
final class LiveAccess {

  private LiveAccess() {}

  static LiveSyscalls open(LiveOptions options) {
    try {
      return LiveSyscalls.open(options);
    } catch (LiveUnavailableException e) {
      return Assumptions.abort(e.getMessage());
    }
  }
}
