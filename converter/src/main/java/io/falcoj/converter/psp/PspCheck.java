// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import io.falcoj.converter.check.AnyOf;
import io.falcoj.converter.check.EffectiveIdCheck;
import io.falcoj.converter.check.EffectiveIdCheck.Id;
import io.falcoj.converter.check.HostPathCheck;
import io.falcoj.converter.check.MayRunAsRootCheck;
import io.falcoj.converter.check.PodCheck;
import io.falcoj.converter.check.PropertyCheck;
import io.falcoj.converter.check.PropertyCheck.Demand;
import io.falcoj.converter.check.TokenVolumeCheck;
import io.falcoj.converter.pod.ContainerKind;
import io.falcoj.converter.pod.PodProperty;
import io.falcoj.converter.pod.VolumeType;
import io.falcoj.converter.psp.PodSecurityPolicy.IdStrategy;
import io.falcoj.converter.psp.PodSecurityPolicy.RuntimeClassStrategy;
import io.falcoj.converter.psp.PodSecurityPolicy.SeLinuxStrategy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a policy, and how each becomes rules. To judge one more, add its constant; its
 * place in this list is the place of its rules in the file. What is judged is the object as it was
 * submitted, by the rules of Kubernetes v1.24's admission; nothing is filled in.
 */
enum PspCheck {
  PRIVILEGED("privileged") {
    @Override
    void addRules(PodSecurityPolicy policy, PolicyRules rules) {
      if (policy.spec().privileged()) {
        return;
      }
      rules.addPodRuleBesideActivity(
          "privileged",
          PropertyCheck.noneOf(PodProperty.PRIVILEGED, TRUE),
          "a container is privileged",
          ofContainers(PodProperty.PRIVILEGED),
          null);
      rules.addActivityRule(
          "privileged",
          "evt.type = container and container.privileged = true",
          "a privileged container was started",
          "",
          null);
    }
  },

  HOST_PID("hostPID") {
    @Override
    void addRules(PodSecurityPolicy policy, PolicyRules rules) {
      if (!policy.spec().hostPid()) {
        addHostNamespace(rules, "hostPID", PodProperty.HOST_PID, "process");
      }
    }
  },

  HOST_IPC("hostIPC") {
    @Override
    void addRules(PodSecurityPolicy policy, PolicyRules rules) {
      if (!policy.spec().hostIpc()) {
        addHostNamespace(
            rules, "hostIPC", PodProperty.HOST_IPC, "inter-process communication");
      }
    }
  },

  HOST_NETWORK("hostNetwork") {
    @Override
    void addRules(PodSecurityPolicy policy, PolicyRules rules) {
      if (!policy.spec().hostNetwork()) {
        addHostNamespace(rules, "hostNetwork", PodProperty.HOST_NETWORK, "network");
      }
    }
  },

  HOST_PORTS("hostPorts") {
    @Override
    void addRules(PodSecurityPolicy policy, PolicyRules rules) {
      List<IdRange> ranges = policy.judged(policy.spec().hostPorts());
      if (ranges == null) {
        return;
      }
      List<String> ports = new ArrayList<>();
      // Port 0 is no host port.
      ports.add("0");
      ports.addAll(IdRange.values(ranges));
      rules.addPodRule(
          "hostPorts",
          // Ephemeral containers have no ports.
          PropertyCheck.of(
              PodProperty.HOST_PORT,
              Demand.ONE_OF_OR_UNSET,
              ports,
              EnumSet.of(ContainerKind.CONTAINERS, ContainerKind.INIT_CONTAINERS)),
          "a host port is outside of the allowed ranges",
          "containers=%"
              + PodProperty.HOST_PORT.field(ContainerKind.CONTAINERS)
              + " initContainers=%"
              + PodProperty.HOST_PORT.field(ContainerKind.INIT_CONTAINERS),
          texts(ranges));
    }
  },

  VOLUMES("volumes") {
    private static final String SECRET = "secret";
    private static final String PROJECTED = "projected";

    @Override
    void addRules(PodSecurityPolicy policy, PolicyRules rules) {
      List<String> types = policy.judged(policy.spec().volumes());
      if (types == null || types.contains(VolumeTypes.ALL)) {
        return;
      }
      List<String> keys = new ArrayList<>(types.stream().map(VolumeTypes::podKey).toList());
      if (types.contains(SECRET) || types.contains(PROJECTED)) {
        // Where secrets may be mounted, so may what a service account needs.
        keys.add(VolumeType.SERVICE_ACCOUNT_TOKEN);
      }
      PodCheck submitted = PropertyCheck.oneOfOrUnset(PodProperty.VOLUME_TYPE, keys);
      TokenVolumeCheck added = forbiddenToken(types, rules.tokenVolume());
      rules.addPodRule(
          "volumes",
          added == null ? submitted : new AnyOf(List.of(submitted, added)),
          added == null
              ? "a volume is of a type that is not allowed"
              : "a volume, or the one that the token of its service account comes with, is of a"
                  + " type that is not allowed",
          "types=%"
              + PodProperty.VOLUME_TYPE.field()
              + (added == null ? "" : " serviceAccountToken=%" + TokenVolumeCheck.ADDED),
          types);
    }

    /** Whether admission adds a token in a volume that is not allowed; null if it cannot. */
    private static @Nullable TokenVolumeCheck forbiddenToken(
        List<String> types, TokenVolumeMode mode) {
      if (mode == TokenVolumeMode.OFF || types.contains(SECRET)) {
        return null;
      }
      if (!types.contains(PROJECTED) || mode == TokenVolumeMode.SECRET) {
        return new TokenVolumeCheck(false);
      }
      return mode == TokenVolumeMode.AUTO ? new TokenVolumeCheck(true) : null;
    }
  },

  ALLOWED_HOST_PATHS("allowedHostPaths") {
    @Override
    void addRules(PodSecurityPolicy policy, PolicyRules rules) {
      List<HostPathCheck.Prefix> paths = policy.spec().allowedHostPaths();
      if (paths == null || paths.isEmpty() || !policy.allowsVolumeType("hostPath")) {
        return;
      }
      rules.addPodRule(
          "allowedHostPaths",
          new HostPathCheck(paths),
          "a path of the host is mounted that is not allowed, or not read-only",
          "paths=%" + PodProperty.HOST_PATH.field() + " writable=%" + HostPathCheck.WRITABLE,
          paths.stream()
              .map(path -> path.path() + (path.readOnly() ? " (read-only)" : ""))
              .toList());
    }
  },

  ALLOWED_FLEX_VOLUMES("allowedFlexVolumes") {
    @Override
    void addRules(PodSecurityPolicy policy, PolicyRules rules) {
      List<String> drivers = policy.spec().allowedFlexVolumes();
      if (drivers == null || drivers.isEmpty() || !policy.allowsVolumeType("flexVolume")) {
        return;
      }
      rules.addPodRule(
          "allowedFlexVolumes",
          PropertyCheck.oneOfOrUnset(PodProperty.FLEX_VOLUME_DRIVER, drivers),
          "a FlexVolume has a driver that is not allowed",
          "drivers=%" + PodProperty.FLEX_VOLUME_DRIVER.field(),
          drivers);
    }
  },

  ALLOWED_CSI_DRIVERS("allowedCSIDrivers") {
    @Override
    void addRules(PodSecurityPolicy policy, PolicyRules rules) {
      if (isNotEmpty(policy.spec().allowedCsiDrivers()) && policy.allowsVolumeType("csi")) {
        rules.addNotJudged("allowedCSIDrivers");
      }
    }
  },

  FS_GROUP("fsGroup") {
    @Override
    void addRules(PodSecurityPolicy policy, PolicyRules rules) {
      IdStrategy strategy = policy.spec().fsGroup();
      if (strategy == null || strategy.rule() == StrategyRule.RUN_AS_ANY) {
        return;
      }
      List<String> ranges = IdRange.values(strategy.ranges());
      boolean required = strategy.rule() == StrategyRule.MUST_RUN_AS;
      rules.addPodRule(
          "fsGroup",
          required
              ? PropertyCheck.oneOf(PodProperty.FS_GROUP, ranges)
              : PropertyCheck.oneOfOrUnset(PodProperty.FS_GROUP, ranges),
          required
              ? "fsGroup is not set or outside of the allowed ranges"
              : "fsGroup is outside of the allowed ranges",
          "fsGroup=%" + PodProperty.FS_GROUP.field(),
          texts(strategy.ranges()));
    }
  },

  READ_ONLY_ROOT_FILESYSTEM("readOnlyRootFilesystem") {
    @Override
    void addRules(PodSecurityPolicy policy, PolicyRules rules) {
      if (!policy.spec().readOnlyRootFilesystem()) {
        return;
      }
      rules.addPodRuleBesideActivity(
          "readOnlyRootFilesystem",
          PropertyCheck.oneOf(PodProperty.READ_ONLY_ROOT_FILESYSTEM, TRUE),
          "the root file system of a container is not read-only",
          ofContainers(PodProperty.READ_ONLY_ROOT_FILESYSTEM),
          null);
      rules.addActivityRule(
          "readOnlyRootFilesystem",
          "evt.type in (\"open\", \"openat\", \"openat2\", \"creat\") and evt.is_open_write = true"
              + " and fd.typechar = f and fd.num >= 0"
              // These are mounts of their own in every container.
              + " and not fd.name startswith /dev/ and not fd.name startswith /proc/"
              + " and not fd.name startswith /sys/",
          "a file was opened for writing, which needs a writable file system",
          "file=%fd.name",
          null);
    }
  },

  RUN_AS_USER("runAsUser") {
    @Override
    void addRules(PodSecurityPolicy policy, PolicyRules rules) {
      IdStrategy strategy = policy.spec().runAsUser();
      if (strategy == null) {
        return;
      }
      switch (strategy.rule()) {
        case MUST_RUN_AS -> addRanges(strategy, rules);
        case MUST_RUN_AS_NON_ROOT -> addNonRoot(rules);
        case MAY_RUN_AS, RUN_AS_ANY -> {}
      }
    }

    private void addRanges(IdStrategy strategy, PolicyRules rules) {
      List<String> ranges = IdRange.values(strategy.ranges());
      rules.addPodRuleBesideActivity(
          "runAsUser=MustRunAs",
          EffectiveIdCheck.of(Id.USER, ranges, false),
          "the user of a container is not set or outside of the allowed ranges",
          "pod=%pod.run_as_user " + ofContainers(PodProperty.RUN_AS_USER),
          texts(strategy.ranges()));
      rules.addActivityRule(
          "runAsUser=MustRunAs",
          "evt.type in (\"execve\", \"execveat\", \"setuid\")"
              + outside("user.uid", strategy.ranges()),
          "a process runs as a user outside of the allowed ranges",
          "",
          texts(strategy.ranges()));
    }

    private void addNonRoot(PolicyRules rules) {
      rules.addPodRuleBesideActivity(
          "runAsUser=MustRunAsNonRoot",
          new MayRunAsRootCheck(),
          "a container may run as root",
          "pod=%pod.run_as_user " + ofContainers(PodProperty.RUN_AS_USER),
          null);
      rules.addActivityRule(
          "runAsUser=MustRunAsNonRoot",
          "evt.type in (\"execve\", \"execveat\", \"setuid\") and user.uid = 0",
          "a process runs as root",
          "",
          null);
    }
  },

  RUN_AS_GROUP("runAsGroup") {
    @Override
    void addRules(PodSecurityPolicy policy, PolicyRules rules) {
      IdStrategy strategy = policy.spec().runAsGroup();
      if (strategy == null) {
        return;
      }
      List<String> ranges = IdRange.values(strategy.ranges());
      String found = "pod=%pod.run_as_group " + ofContainers(PodProperty.RUN_AS_GROUP);
      switch (strategy.rule()) {
        case MUST_RUN_AS -> {
          rules.addPodRuleBesideActivity(
              "runAsGroup=MustRunAs",
              EffectiveIdCheck.of(Id.GROUP, ranges, false),
              "the group of a container is not set or outside of the allowed ranges",
              found,
              texts(strategy.ranges()));
          rules.addActivityRule(
              "runAsGroup=MustRunAs",
              "evt.type in (\"execve\", \"execveat\", \"setgid\")"
                  + outside("group.gid", strategy.ranges()),
              "a process runs as a group outside of the allowed ranges",
              "gid=%group.gid",
              texts(strategy.ranges()));
        }
        case MAY_RUN_AS ->
            rules.addPodRule(
                "runAsGroup=MayRunAs",
                EffectiveIdCheck.of(Id.GROUP, ranges, true),
                "the group of a container is outside of the allowed ranges",
                found,
                texts(strategy.ranges()));
        case MUST_RUN_AS_NON_ROOT, RUN_AS_ANY -> {}
      }
    }
  },

  SUPPLEMENTAL_GROUPS("supplementalGroups") {
    @Override
    void addRules(PodSecurityPolicy policy, PolicyRules rules) {
      IdStrategy strategy = policy.spec().supplementalGroups();
      if (strategy == null || strategy.rule() == StrategyRule.RUN_AS_ANY) {
        return;
      }
      PodProperty groups = PodProperty.SUPPLEMENTAL_GROUPS;
      List<String> ranges = IdRange.values(strategy.ranges());
      boolean required = strategy.rule() == StrategyRule.MUST_RUN_AS;
      rules.addPodRule(
          "supplementalGroups=" + strategy.rule().text(),
          required
              ? PropertyCheck.oneOf(groups, ranges)
              : PropertyCheck.oneOfOrUnset(groups, ranges),
          required
              ? "no supplemental group is set, or one is outside of the allowed ranges"
              : "a supplemental group is outside of the allowed ranges",
          "groups=%" + groups.field(),
          texts(strategy.ranges()));
    }
  },

  ALLOW_PRIVILEGE_ESCALATION("allowPrivilegeEscalation", "defaultAllowPrivilegeEscalation") {
    @Override
    void addRules(PodSecurityPolicy policy, PolicyRules rules) {
      if (policy.spec().allowPrivilegeEscalation()) {
        return;
      }
      rules.addPodRule(
          "allowPrivilegeEscalation",
          PropertyCheck.oneOf(PodProperty.ALLOW_PRIVILEGE_ESCALATION, FALSE),
          "a container may gain more privileges than its parent process (it does not set"
              + " allowPrivilegeEscalation to false)",
          ofContainers(PodProperty.ALLOW_PRIVILEGE_ESCALATION),
          null);
    }
  },

  ALLOWED_CAPABILITIES("allowedCapabilities", "defaultAddCapabilities") {
    @Override
    void addRules(PodSecurityPolicy policy, PolicyRules rules) {
      List<String> allowed = policy.judged(policy.spec().allowedCapabilities());
      if (allowed == null || allowed.contains("*")) {
        return;
      }
      List<String> capabilities = new ArrayList<>(allowed);
      List<String> added = policy.spec().defaultAddCapabilities();
      if (added != null) {
        capabilities.addAll(added);
      }
      rules.addPodRule(
          "allowedCapabilities",
          PropertyCheck.oneOfOrUnset(PodProperty.ADDED_CAPABILITIES, capabilities),
          "a container adds a capability that is not allowed",
          ofContainers(PodProperty.ADDED_CAPABILITIES),
          capabilities);
    }
  },

  REQUIRED_DROP_CAPABILITIES("requiredDropCapabilities") {
    @Override
    void addRules(PodSecurityPolicy policy, PolicyRules rules) {
      if (isNotEmpty(policy.spec().requiredDropCapabilities())) {
        rules.addNotJudged("requiredDropCapabilities");
      }
    }
  },

  ALLOWED_PROC_MOUNT_TYPES("allowedProcMountTypes") {
    private static final String DEFAULT = "Default";

    @Override
    void addRules(PodSecurityPolicy policy, PolicyRules rules) {
      List<String> given = policy.judged(policy.spec().allowedProcMountTypes());
      if (given == null) {
        return;
      }
      List<String> types = given.isEmpty() ? List.of(DEFAULT) : given;
      rules.addPodRule(
          "allowedProcMountTypes",
          // A container that says nothing has the type Default.
          types.contains(DEFAULT)
              ? PropertyCheck.oneOfOrUnset(PodProperty.PROC_MOUNT, types)
              : PropertyCheck.oneOf(PodProperty.PROC_MOUNT, types),
          "a container mounts /proc in a way that is not allowed",
          ofContainers(PodProperty.PROC_MOUNT),
          types);
    }
  },

  SE_LINUX("seLinux") {
    @Override
    void addRules(PodSecurityPolicy policy, PolicyRules rules) {
      SeLinuxStrategy strategy = policy.spec().seLinux();
      if (strategy != null && strategy.rule() == StrategyRule.MUST_RUN_AS) {
        rules.addNotJudged("seLinux");
      }
    }
  },

  SYSCTLS("allowedUnsafeSysctls", "forbiddenSysctls") {
    @Override
    void addRules(PodSecurityPolicy policy, PolicyRules rules) {
      if (isNotEmpty(policy.spec().forbiddenSysctls())) {
        rules.addNotJudged("forbiddenSysctls");
      }
      List<String> allowed = policy.judged(policy.spec().allowedUnsafeSysctls());
      if (allowed != null && !allowed.contains("*")) {
        rules.addNotJudged("allowedUnsafeSysctls");
      }
    }
  },

  SECCOMP(ProfileAnnotation.SECCOMP_ALLOWED.key(), ProfileAnnotation.SECCOMP_DEFAULT.key()) {
    @Override
    void addRules(PodSecurityPolicy policy, PolicyRules rules) {
      String allowed = policy.annotation(ProfileAnnotation.SECCOMP_ALLOWED.key());
      boolean judged = allowed != null || !policy.isPartial();
      if (judged && !(allowed != null && List.of(allowed.split(",", -1)).contains("*"))) {
        rules.addNotJudged("metadata.annotations[" + ProfileAnnotation.SECCOMP_ALLOWED.key() + "]");
      }
    }
  },

  APPARMOR(ProfileAnnotation.APPARMOR_ALLOWED.key(), ProfileAnnotation.APPARMOR_DEFAULT.key()) {
    @Override
    void addRules(PodSecurityPolicy policy, PolicyRules rules) {
      if (policy.annotation(ProfileAnnotation.APPARMOR_ALLOWED.key()) != null) {
        rules.addNotJudged(
            "metadata.annotations[" + ProfileAnnotation.APPARMOR_ALLOWED.key() + "]");
      }
    }
  },

  RUNTIME_CLASS("runtimeClass") {
    @Override
    void addRules(PodSecurityPolicy policy, PolicyRules rules) {
      RuntimeClassStrategy strategy = policy.spec().runtimeClass();
      if (strategy == null) {
        return;
      }
      List<String> names =
          strategy.allowedRuntimeClassNames() == null
              ? List.of()
              : strategy.allowedRuntimeClassNames();
      if (names.contains("*")) {
        return;
      }
      rules.addPodRule(
          "runtimeClass",
          PropertyCheck.oneOfOrUnset(PodProperty.RUNTIME_CLASS, names),
          "the runtime class is not allowed",
          "runtimeClass=%" + PodProperty.RUNTIME_CLASS.field(),
          names);
    }
  };

  private static final List<String> TRUE = List.of("true");
  private static final List<String> FALSE = List.of("false");

  // Ids in system calls have 32 bits.
  private static final long LARGEST_ID = 0xFFFF_FFFFL;

  private final List<String> properties;

  PspCheck(String... properties) {
    this.properties = List.of(properties);
  }

  /** The keys of the policy's spec, or of its annotations, that it looks at. */
  List<String> properties() {
    return properties;
  }

  /** Adds the rules of this property, if the policy restricts it. */
  abstract void addRules(PodSecurityPolicy policy, PolicyRules rules);

  private static void addHostNamespace(
      PolicyRules rules, String key, PodProperty property, String namespace) {
    rules.addPodRule(
        key,
        PropertyCheck.noneOf(property, TRUE),
        "it shares the host's " + namespace + " namespace",
        key + "=%" + property.field(),
        null);
  }

  /** A container's property in an output, for containers of all kinds. */
  private static String ofContainers(PodProperty property) {
    StringBuilder fields = new StringBuilder();
    for (ContainerKind kind : ContainerKind.values()) {
      fields
          .append(fields.isEmpty() ? "" : " ")
          .append(kind.key())
          .append("=%")
          .append(property.field(kind));
    }
    return fields.toString();
  }

  /** Completes a condition on system calls: and the id is in none of the ranges. */
  private static String outside(String field, List<IdRange> ranges) {
    StringBuilder outside = new StringBuilder();
    for (IdRange range : ranges) {
      if (range.min() <= LARGEST_ID) {
        outside.append(
            " and not (%s >= %d and %s <= %d)"
                .formatted(field, range.min(), field, Math.min(range.max(), LARGEST_ID)));
      }
    }
    return outside.toString();
  }

  private static List<String> texts(List<IdRange> ranges) {
    return ranges.stream().filter(range -> !range.isEmpty()).map(IdRange::toText).toList();
  }

  private static boolean isNotEmpty(@Nullable List<String> list) {
    return list != null && !list.isEmpty();
  }
}
