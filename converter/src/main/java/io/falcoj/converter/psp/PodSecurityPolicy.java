// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import io.falcoj.converter.check.HostPathCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A policy as its author wrote it: every property that Kubernetes knows (policy/v1beta1 of v1.24).
 * Null means that a property is not given; booleans that are not given have Kubernetes' default.
 *
 * @param name metadata.name or metadata.generateName; empty if neither is given
 * @param scope what falcoj's own annotations say
 */
record PodSecurityPolicy(
    String name, Map<String, String> annotations, PolicyScope scope, Spec spec) {

  /** The part that is judged. Its components have the names and the order of Kubernetes. */
  record Spec(
      boolean privileged,
      @Nullable List<String> defaultAddCapabilities,
      @Nullable List<String> requiredDropCapabilities,
      @Nullable List<String> allowedCapabilities,
      @Nullable List<String> volumes,
      boolean hostNetwork,
      @Nullable List<IdRange> hostPorts,
      boolean hostPid,
      boolean hostIpc,
      @Nullable SeLinuxStrategy seLinux,
      @Nullable IdStrategy runAsUser,
      @Nullable IdStrategy runAsGroup,
      @Nullable IdStrategy supplementalGroups,
      @Nullable IdStrategy fsGroup,
      boolean readOnlyRootFilesystem,
      @Nullable Boolean defaultAllowPrivilegeEscalation,
      boolean allowPrivilegeEscalation,
      @Nullable List<HostPathCheck.Prefix> allowedHostPaths,
      @Nullable List<String> allowedFlexVolumes,
      @Nullable List<String> allowedCsiDrivers,
      @Nullable List<String> allowedUnsafeSysctls,
      @Nullable List<String> forbiddenSysctls,
      @Nullable List<String> allowedProcMountTypes,
      @Nullable RuntimeClassStrategy runtimeClass) {

    /** The strategies that Kubernetes requires and the policy lacks. */
    List<String> missingStrategies() {
      List<String> missing = new ArrayList<>();
      if (seLinux == null) {
        missing.add("seLinux");
      }
      if (runAsUser == null) {
        missing.add("runAsUser");
      }
      if (supplementalGroups == null) {
        missing.add("supplementalGroups");
      }
      if (fsGroup == null) {
        missing.add("fsGroup");
      }
      return missing;
    }
  }

  /** Which user or group ids. */
  record IdStrategy(StrategyRule rule, List<IdRange> ranges) {}

  /** Which SELinux labels; the options are null if not given. */
  record SeLinuxStrategy(StrategyRule rule, @Nullable SeLinuxOptions options) {}

  /** An SELinux label; empty parts are not given. */
  record SeLinuxOptions(String user, String role, String type, String level) {}

  /** Which runtime classes. */
  record RuntimeClassStrategy(
      @Nullable String defaultRuntimeClassName, @Nullable List<String> allowedRuntimeClassNames) {}

  /** The annotation's value; null if it is not given. */
  @Nullable String annotation(String key) {
    return annotations.get(key);
  }

  /**
   * Whether it lacks a strategy that Kubernetes requires. Of such a policy only what it says is
   * judged; for a whole one, a list that is not given is an empty list.
   */
  boolean isPartial() {
    return !spec.missingStrategies().isEmpty();
  }

  /**
   * A list as it is judged: as given; if it is not given, empty. Null if it is not judged at all,
   * because the policy is partial and does not give it.
   */
  <T> @Nullable List<T> judged(@Nullable List<T> list) {
    return list == null && !isPartial() ? List.of() : list;
  }

  /** Whether its list of volume types lets volumes of the type pass. */
  boolean allowsVolumeType(String type) {
    List<String> types = judged(spec.volumes());
    return types == null || types.contains(VolumeTypes.ALL) || types.contains(type);
  }
}
