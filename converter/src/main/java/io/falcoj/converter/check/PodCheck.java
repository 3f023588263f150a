// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.check;

import io.falcoj.converter.pod.PodView;

/**
 * What a pod must not do, said in two ways that agree: as a condition of rules on the event that
 * creates it, and as a judgement of the pod itself. Immutable.
 */
public interface PodCheck {

  /** Holds for the events of pods that do it. */
  String condition();

  /** Tells every place where the pod does it; allocates only where it does. */
  void judge(PodView pod, Findings findings);
}
