// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import io.falcoj.converter.check.AllowedValues;
import io.falcoj.converter.check.Conditions;
import io.falcoj.converter.pod.ContainerKind;
import io.falcoj.converter.pod.ImageName;
import io.falcoj.converter.pod.PodView;
import io.falcoj.engine.Values;
import io.falcoj.json.JsonDocument;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a policy is asked about a pod: as a condition of rules, and by looking at the pod, which
 * allocates nothing. Immutable.
 */
public final class ScopeCheck {

  private static final String NAMESPACE = "ka.target.namespace";
  private static final String REPOSITORY = "image.repository";

  private final @Nullable AllowedValues namespaces;
  private final @Nullable AllowedValues images;

  /** The check for a scope. */
  public ScopeCheck(PolicyScope scope) {
    this.namespaces = scope.namespaces() == null ? null : AllowedValues.of(scope.namespaces());
    this.images = scope.images() == null ? null : AllowedValues.of(scope.images());
  }

  /** Holds for the events of pods in scope; empty if all are. */
  String condition() {
    List<String> conditions = new ArrayList<>();
    if (namespaces != null) {
      conditions.add(namespaceCondition());
    }
    if (images != null) {
      List<String> literals = images.literals();
      conditions.add(
          Conditions.someContainer(
              kind -> Conditions.intersects(kind.field(REPOSITORY), literals)));
    }
    return String.join(" and ", conditions);
  }

  /** Holds for events in the namespaces of the scope; empty if all are. */
  String namespaceCondition() {
    return namespaces == null ? "" : Conditions.in(NAMESPACE, namespaces.literals());
  }

  /** Whether a pod is in scope. */
  public boolean includes(PodView pod) {
    return (namespaces == null || isOneOf(pod, pod.namespace(), namespaces))
        && (images == null || hasImage(pod, images));
  }

  private static boolean isOneOf(PodView pod, int namespace, AllowedValues names) {
    Values values = pod.values();
    values.clear();
    pod.json().addText(pod.json().present(namespace), values);
    return values.size() > 0 && names.contain(values, 0);
  }

  private static boolean hasImage(PodView pod, AllowedValues repositories) {
    JsonDocument json = pod.json();
    for (int kind = 0; kind < ContainerKind.count(); kind++) {
      int container = ContainerKind.at(kind).first(json, pod.spec());
      while (container != JsonDocument.NONE) {
        int image = ImageName.of(json, container);
        if (image != JsonDocument.NONE) {
          Values values = pod.values();
          values.clear();
          ImageName.addRepository(json, image, values);
          if (repositories.contain(values, 0)) {
            return true;
          }
        }
        container = json.next(container);
      }
    }
    return false;
  }
}
