// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library.summary;

/** What audit events told of requests about pods and workloads. */
public enum PodRequests {
  /** There were none. */
  NONE,
  /** Only before the requests ended, so that nothing could be judged. */
  EARLY,
  /** How at least one of them ended. */
  ENDED
}
