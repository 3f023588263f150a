// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.pod;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Makes policies and pods of a few values each, so that they often meet; also odd ones. */
final class RandomPods {

  private static final String[] VOLUMES = {
    "'emptyDir':{}",
    "'hostPath':{'path':'/var/log'}",
    "'hostPath':{'path':'/var/logs'}",
    "'hostPath':{'path':'/var/log/pods/'}",
    "'hostPath':{'path':'//var'}",
    "'hostPath':{'path':'/'}",
    "'hostPath':{'path':'/a*'}",
    "'hostPath':{'path':null}",
    "'hostPath':{'path':7}",
    "'flexVolume':{'driver':'acme/a'}",
    "'flexVolume':{'driver':'acme/b'}",
    "'flexVolume':{}",
    "'cephfs':{}",
    "'secret':{},'configMap':{}",
    "'secret':{},'secret':null",
    "'projected':{'sources':[{'serviceAccountToken':{'path':'token'}}]}",
    "'projected':{'sources':[{'serviceAccountToken':{'path':'other'}}]}",
    "'projected':{'sources':[]}",
    "'emptyDir':null",
  };
  private static final String[] PREFIXES = {"/var/log", "/var", "/", "/var/log/", "//", "/a*", "/x"};
  private static final String[] TYPES = {
    "secret", "emptyDir", "hostPath", "flexVolume", "configMap", "projected", "cephFS", "*"
  };
  private static final String[] IDS = {
    "0", "1", "1000", "1000.0", "1e3", "1999", "2000", "5000000000", "-1", "'1000'", "null"
  };
  private static final String[] FLAGS = {"true", "false", "null", "'true'"};

  private final Random random;

  RandomPods(long seed) {
    random = new Random(seed);
  }

  /** A policy as JSON, partial or whole. */
  String policy() {
    List<String> spec = new ArrayList<>();
    boolean whole = random.nextBoolean();
    maybe(whole, spec, () -> "'seLinux':{'rule':'RunAsAny'}");
    maybe(whole, spec, () -> "'runAsUser':" + strategy("MustRunAs", "MustRunAsNonRoot"));
    maybe(whole, spec, () -> "'supplementalGroups':" + strategy("MustRunAs", "MayRunAs"));
    maybe(whole, spec, () -> "'fsGroup':" + strategy("MustRunAs", "MayRunAs"));
    maybe(false, spec, () -> "'runAsGroup':" + strategy("MustRunAs", "MayRunAs"));
    for (String flag :
        List.of("privileged", "hostPID", "hostIPC", "hostNetwork", "readOnlyRootFilesystem")) {
      maybe(false, spec, () -> "'" + flag + "':" + random.nextBoolean());
    }
    maybe(false, spec, () -> "'allowPrivilegeEscalation':" + random.nextBoolean());
    maybe(false, spec, () -> "'hostPorts':" + list(() -> range("80", "90", "8080")));
    maybe(false, spec, () -> "'volumes':" + list(() -> quote(one(TYPES))));
    maybe(
        false,
        spec,
        () ->
            "'allowedHostPaths':"
                + list(
                    () ->
                        "{'pathPrefix':"
                            + quote(one(PREFIXES))
                            + ",'readOnly':"
                            + random.nextBoolean()
                            + "}"));
    maybe(
        false, spec, () -> "'allowedFlexVolumes':" + list(() -> "{'driver':'acme/a'}"));
    maybe(
        false, spec, () -> "'allowedCapabilities':" + list(() -> quote(one("A", "B", "A", "*"))));
    maybe(
        false,
        spec,
        () -> "'allowedProcMountTypes':" + list(() -> quote(one("Default", "Unmasked"))));
    maybe(
        false,
        spec,
        () -> "'runtimeClass':{'allowedRuntimeClassNames':" + list(() -> quote(one("a", "b"))) + "}");
    return json(
        "{'apiVersion':'policy/v1beta1','kind':'PodSecurityPolicy','metadata':{'name':'p'},'spec':{"
            + String.join(",", spec)
            + "}}");
  }

  /** An event that creates a pod. */
  String event() {
    List<String> spec = new ArrayList<>();
    spec.add("'containers':[" + container() + more(this::container) + "]");
    maybe(false, spec, () -> "'initContainers':" + list(this::container));
    maybe(false, spec, () -> "'ephemeralContainers':" + list(this::container));
    maybe(false, spec, () -> "'volumes':" + list(this::volume));
    for (String flag : List.of("hostPID", "hostIPC", "hostNetwork")) {
      maybe(false, spec, () -> "'" + flag + "':" + one(FLAGS));
    }
    maybe(false, spec, () -> "'runtimeClassName':" + one("'a'", "'b'", "'c'", "null", "''"));
    maybe(false, spec, () -> "'automountServiceAccountToken':" + one(FLAGS));
    maybe(
        false,
        spec,
        () -> {
          List<String> context = new ArrayList<>();
          maybe(false, context, () -> "'runAsUser':" + one(IDS));
          maybe(false, context, () -> "'runAsGroup':" + one(IDS));
          maybe(false, context, () -> "'runAsNonRoot':" + one(FLAGS));
          maybe(false, context, () -> "'fsGroup':" + one(IDS));
          maybe(
              false,
              context,
              () -> "'supplementalGroups':" + one(list(() -> one(IDS)), "[]", "null", "7"));
          return "'securityContext':{" + String.join(",", context) + "}";
        });
    return json(
        "{'kind':'Event','apiVersion':'audit.k8s.io/v1','auditID':'a','verb':'create',"
            + "'stage':'ResponseComplete','requestURI':'/api/v1/namespaces/shop/pods',"
            + "'objectRef':{'resource':'pods','namespace':'shop'},'responseStatus':{'code':201},"
            + "'requestObject':{'metadata':{'name':'web'},'spec':{"
            + String.join(",", spec)
            + "}}}");
  }

  private String container() {
    if (random.nextInt(40) == 0) {
      return one("null", "{}", "7");
    }
    List<String> container = new ArrayList<>();
    container.add("'name':'c'");
    maybe(
        false,
        container,
        () ->
            "'ports':"
                + list(
                    () ->
                        "{'containerPort':"
                            + one("80", "8080", "0")
                            + ",'hostPort':"
                            + one("80", "81", "0", "null", "8080", "91")
                            + "}"));
    maybe(
        false,
        container,
        () ->
            "'volumeMounts':"
                + list(
                    () ->
                        "{'name':" + one("'v'", "'w'") + ",'readOnly':" + one(FLAGS) + "}"));
    maybe(
        false,
        container,
        () -> {
          List<String> context = new ArrayList<>();
          maybe(false, context, () -> "'privileged':" + one(FLAGS));
          maybe(false, context, () -> "'runAsUser':" + one(IDS));
          maybe(false, context, () -> "'runAsGroup':" + one(IDS));
          maybe(false, context, () -> "'runAsNonRoot':" + one(FLAGS));
          maybe(false, context, () -> "'readOnlyRootFilesystem':" + one(FLAGS));
          maybe(false, context, () -> "'allowPrivilegeEscalation':" + one(FLAGS));
          maybe(false, context, () -> "'procMount':" + one("'Default'", "'Unmasked'", "null"));
          maybe(
              false,
              context,
              () -> "'capabilities':{'add':" + one(list(() -> one("'A'", "'C'", "null")), "[]", "7") + "}");
          return "'securityContext':{" + String.join(",", context) + "}";
        });
    return "{" + String.join(",", container) + "}";
  }

  private String volume() {
    return "{'name':" + one("'v'", "'w'", "null") + "," + one(VOLUMES) + "}";
  }

  private String strategy(String ranged, String other) {
    String rule = one(ranged, other, "RunAsAny");
    String ranges =
        rule.equals("MustRunAsNonRoot") || rule.equals("RunAsAny")
            ? ""
            : ",'ranges':[" + range("0", "1000", "1999") + more(() -> range("1", "2000")) + "]";
    return "{'rule':'" + rule + "'" + ranges + "}";
  }

  private String range(String... ends) {
    long one = Long.parseLong(one(ends));
    long other = Long.parseLong(one(ends));
    return "{'min':" + Math.min(one, other) + ",'max':" + Math.max(one, other) + "}";
  }

  private String list(Supplier<String> element) {
    return random.nextInt(4) == 0 ? "[]" : "[" + element.get() + more(element) + "]";
  }

  private String more(Supplier<String> element) {
    return random.nextInt(3) == 0 ? "," + element.get() : "";
  }

  private void maybe(boolean always, List<String> members, Supplier<String> member) {
    if (always || random.nextInt(3) > 0) {
      members.add(member.get());
    }
  }

  private String one(String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  private static String quote(String text) {
    return "'" + text + "'";
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
