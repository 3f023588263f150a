// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.check;

import io.falcoj.converter.pod.ContainerKind;
import io.falcoj.converter.pod.PodProperty;
import io.falcoj.converter.pod.PodView;
import io.falcoj.converter.pod.SecurityContext;
import io.falcoj.engine.Values;
import io.falcoj.json.JsonDocument;
import java.util.List;

/**
 * Some container runs under a number outside of ranges: its own, or the pod's where it sets none.
 *
 * @param id the number
 * @param ranges those that are allowed
 * @param unsetIsFine whether it may be set in neither
 */
public record EffectiveIdCheck(Id id, AllowedValues ranges, boolean unsetIsFine)
    implements PodCheck {

  /** A number that containers run under. */
  public enum Id {
    USER("pod.run_as_user", PodProperty.RUN_AS_USER, SecurityContext.RUN_AS_USER),
    GROUP("pod.run_as_group", PodProperty.RUN_AS_GROUP, SecurityContext.RUN_AS_GROUP);

    private final String podField;
    private final PodProperty property;
    private final SecurityContext context;

    Id(String podField, PodProperty property, SecurityContext context) {
      this.podField = podField;
      this.property = property;
      this.context = context;
    }
  }

  /** The check for these ranges. */
  public static PodCheck of(Id id, List<String> ranges, boolean unsetIsFine) {
    return new EffectiveIdCheck(id, AllowedValues.of(ranges), unsetIsFine);
  }

  @Override
  public String condition() {
    List<String> literals = ranges.literals();
    String podIsFine =
        unsetIsFine
            ? Conditions.inOrAbsent(id.podField, literals)
            : Conditions.in(id.podField, literals);
    return Conditions.someContainerWithout(
        kind -> {
          String field = id.property.field(kind);
          return Conditions.in(field, literals)
              + " or ("
              + podIsFine
              + " and "
              + Conditions.inOrAbsent(field, literals)
              + ")";
        });
  }

  @Override
  public void judge(PodView pod, Findings findings) {
    for (int i = 0; i < ContainerKind.count(); i++) {
      ContainerKind kind = ContainerKind.at(i);
      int index = 0;
      int container = kind.first(pod.json(), pod.spec());
      while (container != JsonDocument.NONE) {
        judge(pod, kind, index, container, findings);
        container = pod.json().next(container);
        index++;
      }
    }
  }

  private void judge(
      PodView pod, ContainerKind kind, int index, int container, Findings findings) {
    int effective = id.context.effective(pod.json(), pod.spec(), container);
    Values values = pod.values();
    values.clear();
    pod.json().addText(effective, values);
    boolean set = values.size() > 0;
    if (set ? !ranges.contain(values, 0) : !unsetIsFine) {
      String path = id.property.path();
      boolean own = !set || id.context.of(pod.json(), container) != JsonDocument.NONE;
      findings.add(
          Place.containerName(pod, container),
          own ? Place.ofContainer(kind, index, path) : Place.ofPod(path),
          set ? values.stringAt(0) : null);
    }
  }
}
