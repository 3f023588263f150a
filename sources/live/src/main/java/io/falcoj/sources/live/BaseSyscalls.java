// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import java.util.List;

/**
 * What {@code base_syscalls} of the configuration says about the system calls to watch beside those
 * that rules ask for.
 *
 * @param customSet system calls to watch in place of those that the state needs; with {@code !}
 *     before the name, those not to watch
 * @param repair watch only what the state needs for the rules that are loaded
 * @param all watch high-volume system calls too, where rules ask for them
 */
public record BaseSyscalls(List<String> customSet, boolean repair, boolean all) {

  /** What holds where the configuration says nothing. */
  public static final BaseSyscalls DEFAULT = new BaseSyscalls(List.of(), false, false);

  public BaseSyscalls {
    customSet = List.copyOf(customSet);
  }
}
