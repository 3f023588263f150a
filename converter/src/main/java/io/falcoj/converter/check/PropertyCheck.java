// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.check;

import io.falcoj.converter.pod.ContainerKind;
import io.falcoj.converter.pod.PodProperty;
import io.falcoj.converter.pod.PodView;
import io.falcoj.converter.pod.VolumeType;
import io.falcoj.engine.Values;
import io.falcoj.json.JsonDocument;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A property of the pod, of each volume or of each container has a value that it must not have.
 *
 * @param demand what is demanded of its values
 * @param values those that it is about
 * @param kinds the containers that are looked at, if they have the property
 */
public record PropertyCheck(
    PodProperty property, Demand demand, AllowedValues values, Set<ContainerKind> kinds)
    implements PodCheck {

  /** What is demanded of a property. */
  public enum Demand {
    /** It is not one of the values. */
    NONE_OF,
    /** It is one of the values, or not set. */
    ONE_OF_OR_UNSET,
    /** It is set, and one of the values. */
    ONE_OF
  }

  private static final int NOTHING = -1;
  private static final int UNSET = -2;

  private static final Set<ContainerKind> ALL_KINDS = EnumSet.allOf(ContainerKind.class);

  /** It must not be one of the values. */
  public static PodCheck noneOf(PodProperty property, List<String> values) {
    return of(property, Demand.NONE_OF, values, ALL_KINDS);
  }

  /** It must be one of the values or not set. */
  public static PodCheck oneOfOrUnset(PodProperty property, List<String> values) {
    return of(property, Demand.ONE_OF_OR_UNSET, values, ALL_KINDS);
  }

  /** It must be set, to one of the values. */
  public static PodCheck oneOf(PodProperty property, List<String> values) {
    return of(property, Demand.ONE_OF, values, ALL_KINDS);
  }

  /** The same about containers of some kinds only. */
  public static PodCheck of(
      PodProperty property, Demand demand, List<String> values, Set<ContainerKind> kinds) {
    return new PropertyCheck(property, demand, AllowedValues.of(values), kinds);
  }

  @Override
  public String condition() {
    return switch (property.holder()) {
      case POD, VOLUME -> ofOne();
      case CONTAINER -> ofContainers();
    };
  }

  private String ofOne() {
    String field = property.field();
    List<String> literals = values.literals();
    return switch (demand) {
      case NONE_OF ->
          literals.size() == 1
              ? field + " = " + literals.get(0)
              : Conditions.intersects(field, literals);
      case ONE_OF_OR_UNSET -> "not " + Conditions.inOrAbsent(field, literals);
      case ONE_OF ->
          property.isList()
              ? "not (" + field + " exists and " + Conditions.in(field, literals) + ")"
              : "not " + Conditions.in(field, literals);
    };
  }

  private String ofContainers() {
    List<String> literals = values.literals();
    return switch (demand) {
      case NONE_OF ->
          Conditions.someContainer(
              kinds, kind -> Conditions.intersects(property.field(kind), literals));
      case ONE_OF_OR_UNSET ->
          Conditions.someContainer(
              kinds, kind -> "not " + Conditions.inOrAbsent(property.field(kind), literals));
      case ONE_OF ->
          Conditions.someContainerWithout(kind -> Conditions.in(property.field(kind), literals));
    };
  }

  @Override
  public void judge(PodView pod, Findings findings) {
    switch (property.holder()) {
      case POD -> judgePod(pod, findings);
      case VOLUME -> judgeVolumes(pod, findings);
      case CONTAINER -> judgeContainers(pod, findings);
    }
  }

  private void judgePod(PodView pod, Findings findings) {
    int found = offending(pod, pod.spec());
    if (found != NOTHING) {
      findings.add(null, Place.ofPod(property.path()), text(pod, found));
    }
  }

  private void judgeVolumes(PodView pod, Findings findings) {
    int index = 0;
    int volume = VolumeType.firstVolume(pod.json(), pod.spec());
    while (volume != JsonDocument.NONE) {
      int found = offending(pod, volume);
      if (found != NOTHING) {
        findings.add(null, Place.ofVolume(index, property.path()), text(pod, found));
      }
      volume = pod.json().next(volume);
      index++;
    }
  }

  private void judgeContainers(PodView pod, Findings findings) {
    for (int i = 0; i < ContainerKind.count(); i++) {
      ContainerKind kind = ContainerKind.at(i);
      if (kinds.contains(kind)) {
        judgeContainers(pod, kind, findings);
      }
    }
  }

  private void judgeContainers(PodView pod, ContainerKind kind, Findings findings) {
    int index = 0;
    int container = kind.first(pod.json(), pod.spec());
    while (container != JsonDocument.NONE) {
      int found = offending(pod, container);
      if (found != NOTHING) {
        findings.add(
            Place.containerName(pod, container),
            Place.ofContainer(kind, index, property.path()),
            text(pod, found));
      }
      container = pod.json().next(container);
      index++;
    }
  }

  /** Index of the first value that breaks the demand; {@code UNSET} if that there is none does. */
  private int offending(PodView pod, int holder) {
    Values found = pod.values();
    found.clear();
    property.read(pod, holder, found);
    boolean unset = found.size() == 0;
    for (int i = 0; i < found.size(); i++) {
      if (!found.isPresent(i)) {
        unset = true;
      } else if (values.contain(found, i) == (demand == Demand.NONE_OF)) {
        return i;
      }
    }
    return unset && demand == Demand.ONE_OF ? UNSET : NOTHING;
  }

  private static @Nullable String text(PodView pod, int found) {
    return found == UNSET ? null : pod.values().stringAt(found);
  }
}
