// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import io.falcoj.converter.pod.ContainerKind;
import io.falcoj.grammar.Escaping;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Pieces of conditions. Values stand in quotes only: so they neither end their list nor name
 * another one, whatever a policy makes of them.
 */
final class Conditions {

  /** Stands for an absent value. */
  static final String ABSENT = "<NA>";

  static final List<String> TRUE = List.of("true");
  static final List<String> FALSE = List.of("false");

  private static final Set<ContainerKind> ALL_KINDS = EnumSet.allOf(ContainerKind.class);

  private Conditions() {}

  /** {@code ("a", "b")}. */
  static String list(Collection<String> values) {
    return values.stream().map(Escaping::quote).collect(Collectors.joining(", ", "(", ")"));
  }

  /** Every value of the field is one of the values. */
  static String in(String field, Collection<String> values) {
    return field + " in " + list(values);
  }

  /** Every value of the field that is present is one of the values. */
  static String inOrAbsent(String field, Collection<String> values) {
    return in(field, withAbsent(values));
  }

  static String intersects(String field, Collection<String> values) {
    return field + " intersects " + list(values);
  }

  /** The values, and the one that stands for absence. */
  static List<String> withAbsent(Collection<String> values) {
    List<String> all = new ArrayList<>(values);
    all.add(ABSENT);
    return all;
  }

  /** The pod has containers of the kind. */
  static String hasContainers(ContainerKind kind) {
    return kind.field("count") + " exists";
  }

  /** Some container of the pod, of whatever kind, does what the check says. */
  static String someContainer(Function<ContainerKind, String> check) {
    return someContainer(ALL_KINDS, check);
  }

  /** Some container of these kinds does what the check says. */
  static String someContainer(Set<ContainerKind> kinds, Function<ContainerKind, String> check) {
    return kinds.stream().map(check).collect(Collectors.joining(" or ", "(", ")"));
  }

  /**
   * Some container of the pod does not do what the check demands of every container. Of the kinds
   * that a pod may lack, presence is asked first: a check on what is not there fails.
   */
  static String someContainerWithout(Function<ContainerKind, String> demand) {
    return someContainer(
        kind ->
            kind == ContainerKind.CONTAINERS
                ? "not (" + demand.apply(kind) + ")"
                : "(" + hasContainers(kind) + " and not (" + demand.apply(kind) + "))");
  }

  /**
   * Each container's own id, or the pod's where it has none, is in the ranges.
   *
   * @param property of the container and of the pod: {@code run_as_user}
   * @param unsetIsFine whether it may be set in neither
   */
  static Function<ContainerKind, String> effectiveIdIn(
      String property, List<String> ranges, boolean unsetIsFine) {
    String podField = "pod." + property;
    String podIsFine = unsetIsFine ? inOrAbsent(podField, ranges) : in(podField, ranges);
    return kind ->
        in(kind.field(property), ranges)
            + " or ("
            + podIsFine
            + " and "
            + inOrAbsent(kind.field(property), ranges)
            + ")";
  }

  /** The ranges that hold a number, as values of a condition. */
  static List<String> values(Collection<IdRange> ranges) {
    return ranges.stream().filter(range -> !range.isEmpty()).map(IdRange::toValue).toList();
  }
}
