// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import io.falcoj.converter.check.HostPathCheck;
import io.falcoj.converter.psp.PodSecurityPolicy.IdStrategy;
import io.falcoj.converter.psp.PodSecurityPolicy.RuntimeClassStrategy;
import io.falcoj.converter.psp.PodSecurityPolicy.Spec;
import io.falcoj.engine.NearestNames;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what an API server's validation of policies refuses, and policies that it stores but of
 * which admission cannot make use (MustRunAs without ranges). Follows Kubernetes v1.24 {@code
 * ValidatePodSecurityPolicy} and the providers' constructors.
 */
final class PspValidator {

  private static final String ANY = "*";
  private static final int LONGEST_NAME = 253;
  private static final int LONGEST_DRIVER_NAME = 63;

  private static final Pattern NAME =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern SYSCTL =
      Pattern.compile("([a-z0-9]([-_a-z0-9]*[a-z0-9])?\\.)*([a-z0-9][-_a-z0-9]*)?[a-z0-9*]");

  private final PodSecurityPolicy policy;
  private final Spec spec;
  private final PolicyText text;

  private PspValidator(PodSecurityPolicy policy, PolicyText text) {
    this.policy = policy;
    this.spec = policy.spec();
    this.text = text;
  }

  /**
   * Adds an error to {@code text} for everything that makes the policy useless.
   *
   * @param strict whether what a partial policy lacks, and a name that Kubernetes would not store,
   *     are errors as well
   */
  static void validate(PodSecurityPolicy policy, PolicyText text, boolean strict) {
    PspValidator validator = new PspValidator(policy, text);
    if (strict) {
      validator.requireName();
      validator.requireStrategies();
    }
    validator.validateSpec();
    validator.validateProfiles();
  }

  private void requireName() {
    if (policy.name().isEmpty()) {
      text.error("metadata.name", "found nothing, expected a name");
    } else if (policy.name().length() > LONGEST_NAME || !NAME.matcher(policy.name()).matches()) {
      text.error(
          "metadata.name",
          "found "
              + Printable.quote(policy.name())
              + ", expected lower case letters, digits, '-' and '.' that begin and end with a"
              + " letter or digit");
    }
  }

  private void requireStrategies() {
    for (String strategy : spec.missingStrategies()) {
      text.error("spec." + strategy + ".rule", "found nothing, Kubernetes requires it");
    }
  }

  private void validateSpec() {
    requireRanges("spec.runAsUser", spec.runAsUser());
    requireRanges("spec.supplementalGroups", spec.supplementalGroups());
    requireRanges("spec.fsGroup", spec.fsGroup());
    requireRanges("spec.runAsGroup", spec.runAsGroup());
    IdStrategy runAsGroup = spec.runAsGroup();
    if (runAsGroup != null
        && runAsGroup.rule() == StrategyRule.RUN_AS_ANY
        && !runAsGroup.ranges().isEmpty()) {
      text.error("spec.runAsGroup.ranges", "found ranges, expected none under RunAsAny");
    }
    if (spec.seLinux() != null
        && spec.seLinux().rule() == StrategyRule.MUST_RUN_AS
        && spec.seLinux().options() == null) {
      text.error("spec.seLinux.seLinuxOptions", "found nothing, MustRunAs requires it");
    }
    validateVolumes();
    validateCapabilities();
    if (Boolean.TRUE.equals(spec.defaultAllowPrivilegeEscalation())
        && !spec.allowPrivilegeEscalation()) {
      text.error(
          "spec.defaultAllowPrivilegeEscalation",
          "found true, expected false, because allowPrivilegeEscalation is false");
    }
    validateSysctls();
    validateRuntimeClass();
  }

  private void requireRanges(String path, @Nullable IdStrategy strategy) {
    if (strategy == null) {
      return;
    }
    boolean needsRanges =
        switch (strategy.rule()) {
          case MUST_RUN_AS, MAY_RUN_AS -> true;
          case MUST_RUN_AS_NON_ROOT, RUN_AS_ANY -> false;
        };
    if (needsRanges && strategy.ranges().isEmpty()) {
      text.error(
          path + ".ranges", "found no range, " + strategy.rule().text() + " requires one or more");
    }
    for (int i = 0; i < strategy.ranges().size(); i++) {
      validateRange(path + ".ranges[" + i + "]", strategy.ranges().get(i));
    }
  }

  private void validateRange(String path, IdRange range) {
    if (range.min() < 0) {
      text.error(path + ".min", "found " + range.min() + ", expected no negative number");
    }
    if (range.max() < 0) {
      text.error(path + ".max", "found " + range.max() + ", expected no negative number");
    } else if (range.isEmpty()) {
      text.error(
          path + ".min",
          "found " + range.min() + ", expected at most the range's max, " + range.max());
    }
  }

  private void validateVolumes() {
    List<String> volumes = given(spec.volumes());
    for (int i = 0; i < volumes.size(); i++) {
      String type = volumes.get(i);
      if (!type.equals(VolumeTypes.ALL) && !VolumeTypes.NAMES.contains(type)) {
        String near = NearestNames.ignoringCase(type, VolumeTypes.NAMES);
        text.error(
            "spec.volumes[" + i + "]",
            "found "
                + Printable.quote(type)
                + (near == null
                    ? ", expected '*' or one of " + String.join(", ", VolumeTypes.NAMES)
                    : ", did you mean " + near + "?"));
      }
    }
    List<HostPathCheck.Prefix> paths = given(spec.allowedHostPaths());
    for (int i = 0; i < paths.size(); i++) {
      String prefix = paths.get(i).path();
      if (prefix.isEmpty()) {
        text.error("spec.allowedHostPaths[" + i + "].pathPrefix", "found nothing, expected a path");
      } else if (List.of(prefix.split("/")).contains("..")) {
        text.error(
            "spec.allowedHostPaths[" + i + "].pathPrefix",
            "found " + Printable.quote(prefix) + ", expected a path without '..'");
      }
    }
    List<String> flexVolumes = given(spec.allowedFlexVolumes());
    for (int i = 0; i < flexVolumes.size(); i++) {
      if (flexVolumes.get(i).isEmpty()) {
        text.error("spec.allowedFlexVolumes[" + i + "].driver", "found nothing, expected a name");
      }
    }
    List<String> csiDrivers = given(spec.allowedCsiDrivers());
    for (int i = 0; i < csiDrivers.size(); i++) {
      String driver = csiDrivers.get(i);
      boolean valid =
          driver.length() <= LONGEST_DRIVER_NAME && NAME.matcher(asciiLowerCase(driver)).matches();
      if (!valid) {
        text.error(
            "spec.allowedCSIDrivers[" + i + "].name",
            "found "
                + Printable.quote(driver)
                + ", expected at most 63 letters, digits, '-' and '.' that begin and end with a"
                + " letter or digit");
      }
    }
    List<String> procMountTypes = given(spec.allowedProcMountTypes());
    for (int i = 0; i < procMountTypes.size(); i++) {
      String type = procMountTypes.get(i);
      if (!type.equals("Default") && !type.equals("Unmasked")) {
        text.error(
            "spec.allowedProcMountTypes[" + i + "]",
            "found " + Printable.quote(type) + ", expected one of Default, Unmasked");
      }
    }
  }

  private void validateCapabilities() {
    List<String> required = given(spec.requiredDropCapabilities());
    if (!required.isEmpty() && given(spec.allowedCapabilities()).contains(ANY)) {
      text.error(
          "spec.requiredDropCapabilities",
          "found capabilities to drop, expected none, because allowedCapabilities allows all");
    }
    refuseRequiredDrops("spec.defaultAddCapabilities", given(spec.defaultAddCapabilities()));
    refuseRequiredDrops("spec.allowedCapabilities", given(spec.allowedCapabilities()));
  }

  private void refuseRequiredDrops(String path, List<String> capabilities) {
    for (int i = 0; i < capabilities.size(); i++) {
      if (given(spec.requiredDropCapabilities()).contains(capabilities.get(i))) {
        text.error(
            path + "[" + i + "]",
            "found "
                + Printable.quote(capabilities.get(i))
                + ", which requiredDropCapabilities wants dropped");
      }
    }
  }

  private void validateSysctls() {
    List<String> allowed = given(spec.allowedUnsafeSysctls());
    List<String> forbidden = given(spec.forbiddenSysctls());
    validateSysctls("spec.allowedUnsafeSysctls", allowed);
    validateSysctls("spec.forbiddenSysctls", forbidden);
    for (int i = 0; i < allowed.size(); i++) {
      for (int j = 0; j < forbidden.size(); j++) {
        if (covers(forbidden.get(j), allowed.get(i))) {
          reportOverlap("spec.allowedUnsafeSysctls[" + i + "]", allowed.get(i), forbidden.get(j));
        } else if (covers(allowed.get(i), forbidden.get(j))) {
          reportOverlap("spec.forbiddenSysctls[" + j + "]", forbidden.get(j), allowed.get(i));
        }
      }
    }
  }

  private void validateSysctls(String path, List<String> sysctls) {
    for (int i = 0; i < sysctls.size(); i++) {
      String sysctl = sysctls.get(i);
      if (sysctl.length() > LONGEST_NAME || !SYSCTL.matcher(sysctl).matches()) {
        text.error(
            path + "[" + i + "]",
            "found "
                + Printable.quote(sysctl)
                + ", expected the name of a sysctl such as kernel.msgmax, or a prefix with '*' at"
                + " its end");
      }
    }
    if (sysctls.size() > 1 && sysctls.contains(ANY)) {
      text.error(path, "found '*' beside others, expected it alone");
    }
  }

  /** Whether the name, or the prefix, holds for everything that {@code other} holds for. */
  private static boolean covers(String sysctl, String other) {
    if (!sysctl.endsWith(ANY)) {
      return sysctl.equals(other);
    }
    String otherPrefix = other.endsWith(ANY) ? other.substring(0, other.length() - 1) : other;
    return otherPrefix.startsWith(sysctl.substring(0, sysctl.length() - 1));
  }

  private void reportOverlap(String path, String sysctl, String other) {
    text.error(
        path,
        "found "
            + Printable.quote(sysctl)
            + ", which overlaps with "
            + Printable.quote(other)
            + " of the other list");
  }

  private void validateRuntimeClass() {
    RuntimeClassStrategy strategy = spec.runtimeClass();
    if (strategy == null) {
      return;
    }
    String path = "spec.runtimeClass.allowedRuntimeClassNames";
    List<String> allowed = given(strategy.allowedRuntimeClassNames());
    for (int i = 0; i < allowed.size(); i++) {
      if (!allowed.get(i).equals(ANY)) {
        validateRuntimeClassName(path + "[" + i + "]", allowed.get(i));
      }
      if (allowed.indexOf(allowed.get(i)) < i) {
        text.error(
            path + "[" + i + "]", "found " + Printable.quote(allowed.get(i)) + " a second time");
      }
    }
    if (allowed.size() > 1 && allowed.contains(ANY)) {
      text.error(path, "found '*' beside others, expected it alone");
    }
    String defaultName = strategy.defaultRuntimeClassName();
    if (defaultName != null) {
      validateRuntimeClassName("spec.runtimeClass.defaultRuntimeClassName", defaultName);
      if (!allowed.contains(defaultName) && !allowed.contains(ANY)) {
        text.error(path, "lacks the default, " + Printable.quote(defaultName));
      }
    }
  }

  private void validateRuntimeClassName(String path, String name) {
    if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
      text.error(path, "found " + Printable.quote(name) + ", expected the name of a runtime class");
    }
  }

  private void validateProfiles() {
    for (ProfileAnnotation annotation : ProfileAnnotation.values()) {
      String value = policy.annotation(annotation.key());
      if (value != null && !value.isEmpty()) {
        for (String profile : annotation.profiles(value)) {
          if (!annotation.accepts(profile)) {
            text.error(
                "metadata.annotations[" + annotation.key() + "]",
                "found " + Printable.quote(profile) + ", expected " + annotation.expectation());
          }
        }
      }
    }
  }

  private static <T> List<T> given(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static String asciiLowerCase(String text) {
    StringBuilder lower = new StringBuilder(text);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        lower.setCharAt(i, (char) (c + ('a' - 'A')));
      }
    }
    return lower.toString();
  }
}
