// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import io.falcoj.converter.check.PodCheck;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a policy, and what it is about. A rules file keeps of this the name only, which is
 * therefore written and read here.
 *
 * @param name in the rules file: {@code PSP web Violation (runAsUser=MustRunAs) K8s Audit}
 * @param kind what it looks at
 * @param property what the policy restricts: {@code runAsUser}; empty if the rule is about none
 * @param check what it looks for in a pod; null if it looks at none, or is known from a rules file
 */
public record PolicyRule(String name, Kind kind, String property, @Nullable PodCheck check) {

  /** What a rule looks at. */
  public enum Kind {
    /** Pods that the policy refuses. */
    POD,
    /** What happens in a container that the policy forbids. */
    ACTIVITY,
    /** Pods that cannot be judged. */
    NOT_EVALUABLE
  }

  private static final String POLICY = "PSP ";
  private static final String BESIDE_ACTIVITY = " K8s Audit";
  private static final String ACTIVITY = " System Activity";
  private static final String NOT_EVALUABLE = " Not Evaluable";
  private static final Pattern VIOLATION =
      Pattern.compile(".* Violation \\(([^=)]*)[^)]*\\)(" + ACTIVITY + ")?.*", Pattern.DOTALL);

  /** How the names of all rules of a policy begin. */
  static String prefix(String identifier) {
    return POLICY + identifier;
  }

  /**
   * A rule on pods.
   *
   * @param property with the strategy, if there is one: {@code runAsUser=MustRunAs}
   * @param besideActivity whether the property has a rule on system calls, too
   */
  static PolicyRule ofPods(
      String identifier, String property, PodCheck check, boolean besideActivity) {
    String name = violation(identifier, property) + (besideActivity ? BESIDE_ACTIVITY : "");
    return new PolicyRule(name, Kind.POD, withoutStrategy(property), check);
  }

  /** A rule on system calls. */
  static PolicyRule ofActivity(String identifier, String property) {
    String name = violation(identifier, property) + ACTIVITY;
    return new PolicyRule(name, Kind.ACTIVITY, withoutStrategy(property), null);
  }

  /** The rule on pods that cannot be judged. */
  static PolicyRule ofNotEvaluable(String identifier) {
    return new PolicyRule(prefix(identifier) + NOT_EVALUABLE, Kind.NOT_EVALUABLE, "", null);
  }

  /** The rule of a name in a rules file. */
  static PolicyRule ofName(String name) {
    if (name.endsWith(NOT_EVALUABLE)) {
      return new PolicyRule(name, Kind.NOT_EVALUABLE, "", null);
    }
    Matcher violation = VIOLATION.matcher(name);
    if (!violation.matches()) {
      return new PolicyRule(name, Kind.POD, "", null);
    }
    Kind kind = violation.group(2) == null ? Kind.POD : Kind.ACTIVITY;
    return new PolicyRule(name, kind, violation.group(1), null);
  }

  private static String violation(String identifier, String property) {
    return prefix(identifier) + " Violation (" + property + ")";
  }

  private static String withoutStrategy(String property) {
    int end = property.indexOf('=');
    return end < 0 ? property : property.substring(0, end);
  }
}
