// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.check;

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
public final class Conditions {

  /** Stands for an absent value. */
  static final String ABSENT = "<NA>";

  private static final Set<ContainerKind> ALL_KINDS = EnumSet.allOf(ContainerKind.class);

  private Conditions() {}

  /** {@code ("a", "b")}. */
  public static String list(Collection<String> values) {
    return values.stream().map(Escaping::quote).collect(Collectors.joining(", ", "(", ")"));
  }

  /** Every value of the field is one of the values. */
  public static String in(String field, Collection<String> values) {
    return field + " in " + list(values);
  }

  /** Every value of the field that is present is one of the values. */
  public static String inOrAbsent(String field, Collection<String> values) {
    return in(field, withAbsent(values));
  }

  public static String intersects(String field, Collection<String> values) {
    return field + " intersects " + list(values);
  }

  /** The values, and the one that stands for absence. */
  static List<String> withAbsent(Collection<String> values) {
    List<String> all = new ArrayList<>(values);
    all.add(ABSENT);
    return all;
  }

  /** The pod has containers of the kind. */
  public static String hasContainers(ContainerKind kind) {
    return kind.field("count") + " exists";
  }

  /** Some container of the pod, of whatever kind, does what the check says. */
  public static String someContainer(Function<ContainerKind, String> check) {
    return someContainer(ALL_KINDS, check);
  }

  /** Some container of these kinds does what the check says. */
  public static String someContainer(Set<ContainerKind> kinds, Function<ContainerKind, String> check) {
    return kinds.stream().map(check).collect(Collectors.joining(" or ", "(", ")"));
  }

  /**
   * Some container of the pod does not do what the check demands of every container. Of the kinds
   * that a pod may lack, presence is asked first: a check on what is not there fails.
   */
  public static String someContainerWithout(Function<ContainerKind, String> demand) {
    return someContainer(
        kind ->
            kind == ContainerKind.CONTAINERS
                ? "not (" + demand.apply(kind) + ")"
                : "(" + hasContainers(kind) + " and not (" + demand.apply(kind) + "))");
  }
}
