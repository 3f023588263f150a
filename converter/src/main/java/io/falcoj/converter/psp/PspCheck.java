// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import static io.falcoj.converter.psp.Conditions.FALSE;
import static io.falcoj.converter.psp.Conditions.TRUE;

import io.falcoj.converter.pod.ContainerKind;
import io.falcoj.converter.pod.PathComponents;
import io.falcoj.converter.pod.VolumeType;
import io.falcoj.converter.psp.PodSecurityPolicy.AllowedHostPath;
import io.falcoj.converter.psp.PodSecurityPolicy.IdStrategy;
import io.falcoj.converter.psp.PodSecurityPolicy.RuntimeClassStrategy;
import io.falcoj.converter.psp.PodSecurityPolicy.SeLinuxStrategy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
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
          Conditions.someContainer(kind -> Conditions.intersects(kind.field("privileged"), TRUE)),
          "a container is privileged",
          ofContainers("privileged"),
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
        addHostNamespace(rules, "hostPID", "pod.host_pid", "process");
      }
    }
  },

  HOST_IPC("hostIPC") {
    @Override
    void addRules(PodSecurityPolicy policy, PolicyRules rules) {
      if (!policy.spec().hostIpc()) {
        addHostNamespace(rules, "hostIPC", "pod.host_ipc", "inter-process communication");
      }
    }
  },

  HOST_NETWORK("hostNetwork") {
    @Override
    void addRules(PodSecurityPolicy policy, PolicyRules rules) {
      if (!policy.spec().hostNetwork()) {
        addHostNamespace(rules, "hostNetwork", "pod.host_network", "network");
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
      ports.addAll(Conditions.values(ranges));
      rules.addPodRule(
          "hostPorts",
          // Ephemeral containers have no ports.
          Conditions.someContainer(
              EnumSet.of(ContainerKind.CONTAINERS, ContainerKind.INIT_CONTAINERS),
              kind -> "not " + Conditions.inOrAbsent(kind.field("host_port"), ports)),
          "a host port is outside of the allowed ranges",
          "containers=%"
              + ContainerKind.CONTAINERS.field("host_port")
              + " initContainers=%"
              + ContainerKind.INIT_CONTAINERS.field("host_port"),
          texts(ranges));
    }
  },

  VOLUMES("volumes") {
    private static final String SECRET = "secret";
    private static final String PROJECTED = "projected";
    private static final String VOLUME_TYPES = "pod.volumes.type";
    private static final String TOKEN_ADDED = "pod.token_volume.added";
    private static final String TOKEN_TYPE = "pod.token_volume.type";

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
      String submitted = "not " + Conditions.inOrAbsent(VOLUME_TYPES, keys);
      String added = forbiddenToken(types, rules.tokenVolume());
      rules.addPodRule(
          "volumes",
          added.isEmpty() ? submitted : "(" + submitted + " or " + added + ")",
          added.isEmpty()
              ? "a volume is of a type that is not allowed"
              : "a volume, or the one that the token of its service account comes with, is of a"
                  + " type that is not allowed",
          "types=%"
              + VOLUME_TYPES
              + (added.isEmpty() ? "" : " serviceAccountToken=%" + TOKEN_ADDED),
          types);
    }

    /** A check whether admission adds a token in a volume that is not allowed; empty if it cannot. */
    private static String forbiddenToken(List<String> types, TokenVolumeMode mode) {
      if (mode == TokenVolumeMode.OFF || types.contains(SECRET)) {
        return "";
      }
      if (!types.contains(PROJECTED) || mode == TokenVolumeMode.SECRET) {
        return TOKEN_ADDED + " = true";
      }
      return mode == TokenVolumeMode.AUTO ? TOKEN_TYPE + " = secret" : "";
    }
  },

  ALLOWED_HOST_PATHS("allowedHostPaths") {
    @Override
    void addRules(PodSecurityPolicy policy, PolicyRules rules) {
      List<AllowedHostPath> paths = policy.spec().allowedHostPaths();
      if (paths == null || paths.isEmpty() || !policy.allowsVolumeType("hostPath")) {
        return;
      }
      String condition = "not " + underOneOf(HOST_PATHS, paths.stream());
      if (paths.stream().anyMatch(AllowedHostPath::readOnly)) {
        Stream<AllowedHostPath> writable = paths.stream().filter(path -> !path.readOnly());
        condition = "(" + condition + " or not " + underOneOf(WRITABLE_HOST_PATHS, writable) + ")";
      }
      rules.addPodRule(
          "allowedHostPaths",
          condition,
          "a path of the host is mounted that is not allowed, or not read-only",
          "paths=%" + HOST_PATHS + " writable=%" + WRITABLE_HOST_PATHS,
          paths.stream()
              .map(path -> path.pathPrefix() + (path.readOnly() ? " (read-only)" : ""))
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
          "not " + Conditions.inOrAbsent("pod.volumes.flexvolume_driver", drivers),
          "a FlexVolume has a driver that is not allowed",
          "drivers=%pod.volumes.flexvolume_driver",
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
      List<String> ranges = Conditions.values(strategy.ranges());
      boolean required = strategy.rule() == StrategyRule.MUST_RUN_AS;
      rules.addPodRule(
          "fsGroup",
          "not pod.fs_group in "
              + Conditions.list(required ? ranges : Conditions.withAbsent(ranges)),
          required
              ? "fsGroup is not set or outside of the allowed ranges"
              : "fsGroup is outside of the allowed ranges",
          "fsGroup=%pod.fs_group",
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
          Conditions.someContainerWithout(kind -> Conditions.in(kind.field("read_only_fs"), TRUE)),
          "the root file system of a container is not read-only",
          ofContainers("read_only_fs"),
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
      List<String> ranges = Conditions.values(strategy.ranges());
      rules.addPodRuleBesideActivity(
          "runAsUser=MustRunAs",
          Conditions.someContainerWithout(Conditions.effectiveIdIn("run_as_user", ranges, false)),
          "the user of a container is not set or outside of the allowed ranges",
          "pod=%pod.run_as_user " + ofContainers("run_as_user"),
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
          Conditions.intersects(MAY_RUN_AS_ROOT, TRUE),
          "a container may run as root",
          "pod=%pod.run_as_user " + ofContainers("run_as_user"),
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
      List<String> ranges = Conditions.values(strategy.ranges());
      String found = "pod=%pod.run_as_group " + ofContainers("run_as_group");
      switch (strategy.rule()) {
        case MUST_RUN_AS -> {
          rules.addPodRuleBesideActivity(
              "runAsGroup=MustRunAs",
              Conditions.someContainerWithout(
                  Conditions.effectiveIdIn("run_as_group", ranges, false)),
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
                Conditions.someContainerWithout(
                    Conditions.effectiveIdIn("run_as_group", ranges, true)),
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
      String field = "pod.supplemental_groups";
      List<String> ranges = Conditions.values(strategy.ranges());
      boolean required = strategy.rule() == StrategyRule.MUST_RUN_AS;
      rules.addPodRule(
          "supplementalGroups=" + strategy.rule().text(),
          required
              ? "not (" + field + " exists and " + Conditions.in(field, ranges) + ")"
              : "not " + Conditions.inOrAbsent(field, ranges),
          required
              ? "no supplemental group is set, or one is outside of the allowed ranges"
              : "a supplemental group is outside of the allowed ranges",
          "groups=%" + field,
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
          Conditions.someContainerWithout(
              kind -> Conditions.in(kind.field("allow_privilege_escalation"), FALSE)),
          "a container may gain more privileges than its parent process (it does not set"
              + " allowPrivilegeEscalation to false)",
          ofContainers("allow_privilege_escalation"),
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
          Conditions.someContainer(
              kind -> "not " + Conditions.inOrAbsent(kind.field("add_capabilities"), capabilities)),
          "a container adds a capability that is not allowed",
          ofContainers("add_capabilities"),
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
              ? Conditions.someContainer(
                  kind -> "not " + Conditions.inOrAbsent(kind.field("proc_mount"), types))
              : Conditions.someContainerWithout(
                  kind -> Conditions.in(kind.field("proc_mount"), types)),
          "a container mounts /proc in a way that is not allowed",
          ofContainers("proc_mount"),
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
      String field = "pod.runtime_class";
      rules.addPodRule(
          "runtimeClass",
          "not " + Conditions.inOrAbsent(field, names),
          "the runtime class is not allowed",
          "runtimeClass=%" + field,
          names);
    }
  };

  /** Host paths of the pod's volumes. */
  private static final String HOST_PATHS = "pod.volumes.hostpath";

  /** Host paths of the pod's volumes that some container mounts without {@code readOnly}. */
  private static final String WRITABLE_HOST_PATHS = "pod.hostpaths.writable";

  /** For each container, whether what the pod says lets it run as root. */
  private static final String MAY_RUN_AS_ROOT = "pod.containers.may_run_as_root";

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
      PolicyRules rules, String key, String field, String namespace) {
    rules.addPodRule(
        key,
        field + " = true",
        "it shares the host's " + namespace + " namespace",
        key + "=%" + field,
        null);
  }

  /** A container's property in an output, for containers of all kinds. */
  private static String ofContainers(String property) {
    StringBuilder fields = new StringBuilder();
    for (ContainerKind kind : ContainerKind.values()) {
      fields
          .append(fields.isEmpty() ? "" : " ")
          .append(kind.key())
          .append("=%")
          .append(kind.field(property));
    }
    return fields.toString();
  }

  private static String underOneOf(String field, Stream<AllowedHostPath> paths) {
    List<String> prefixes =
        paths.map(path -> PathComponents.of(path.pathPrefix())).toList();
    return field + ".components pmatch " + Conditions.list(Conditions.withAbsent(prefixes));
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
