// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.check;

import io.falcoj.converter.pod.PodView;
import java.util.List;
import java.util.stream.Collectors;

/** One of several checks, of two at least. */
public record AnyOf(List<PodCheck> checks) implements PodCheck {

  public AnyOf {
    checks = List.copyOf(checks);
  }

  @Override
  public String condition() {
    return checks.stream().map(PodCheck::condition).collect(Collectors.joining(" or ", "(", ")"));
  }

  @Override
  public void judge(PodView pod, Findings findings) {
    for (PodCheck check : checks) {
      check.judge(pod, findings);
    }
  }
}
