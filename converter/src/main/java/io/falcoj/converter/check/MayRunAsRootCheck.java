// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.check;

import io.falcoj.converter.pod.ContainerKind;
import io.falcoj.converter.pod.PodView;
import io.falcoj.converter.pod.SecurityContext;
import io.falcoj.engine.Values;
import io.falcoj.json.JsonDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pod lets some container run as root. */
public record MayRunAsRootCheck() implements PodCheck {

  /** For each container, whether what the pod says lets it run as root. */
  private static final String FIELD = "pod.containers.may_run_as_root";

  @Override
  public String condition() {
    return Conditions.intersects(FIELD, List.of("true"));
  }

  @Override
  public void judge(PodView pod, Findings findings) {
    JsonDocument json = pod.json();
    for (int i = 0; i < ContainerKind.count(); i++) {
      ContainerKind kind = ContainerKind.at(i);
      int index = 0;
      int container = kind.first(json, pod.spec());
      while (container != JsonDocument.NONE) {
        if (SecurityContext.mayRunAsRoot(json, pod.spec(), container, pod.values())) {
          findings.add(
              Place.containerName(pod, container),
              Place.ofContainer(kind, index, "securityContext"),
              user(pod, container));
        }
        container = json.next(container);
        index++;
      }
    }
  }

  private static @Nullable String user(PodView pod, int container) {
    Values values = pod.values();
    values.clear();
    JsonDocument json = pod.json();
    json.addText(SecurityContext.RUN_AS_USER.effective(json, pod.spec(), container), values);
    return values.size() == 0 ? null : values.stringAt(0);
  }
}
