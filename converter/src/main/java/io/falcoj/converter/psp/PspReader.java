// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import io.falcoj.converter.check.HostPathCheck;
import static io.falcoj.converter.psp.StrategyRule.MAY_RUN_AS;
import static io.falcoj.converter.psp.StrategyRule.MUST_RUN_AS;
import static io.falcoj.converter.psp.StrategyRule.MUST_RUN_AS_NON_ROOT;
import static io.falcoj.converter.psp.StrategyRule.RUN_AS_ANY;

import io.falcoj.converter.psp.PodSecurityPolicy.IdStrategy;
import io.falcoj.converter.psp.PodSecurityPolicy.RuntimeClassStrategy;
import io.falcoj.converter.psp.PodSecurityPolicy.SeLinuxOptions;
import io.falcoj.converter.psp.PodSecurityPolicy.SeLinuxStrategy;
import io.falcoj.converter.psp.PodSecurityPolicy.Spec;
import io.falcoj.engine.yaml.SourceText;
import io.falcoj.engine.yaml.YamlException;
import io.falcoj.engine.yaml.YamlLimits;
import io.falcoj.engine.yaml.YamlMapping;
import io.falcoj.engine.yaml.YamlNode;
import io.falcoj.engine.yaml.YamlReader;
import io.falcoj.engine.yaml.YamlScalar;
import io.falcoj.engine.yaml.YamlSequence;
import io.falcoj.grammar.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the policies of a file. What Kubernetes would not decode is an error, with its place. */
final class PspReader {

  private static final String KIND = "PodSecurityPolicy";
  private static final String LIST = "List";
  private static final List<String> API_VERSIONS = List.of("policy/v1beta1", "extensions/v1beta1");

  /** Whatever is called alike is meant to be a policy, and must not go by as something else. */
  private static final Pattern LIKE_KIND = Pattern.compile("(?i)psp|.*pod.*security.*");

  private final SourceText source;
  private final List<ReadPolicy> policies = new ArrayList<>();
  private final List<ReadPolicy> others = new ArrayList<>();
  private final Set<String> otherKinds = new TreeSet<>();
  private final List<PolicyDiagnostic> fileDiagnostics = new ArrayList<>();

  /** A policy with its place; null if its document is not one. */
  record ReadPolicy(PolicyText text, @Nullable PodSecurityPolicy policy) {}

  /**
   * What stands in a file.
   *
   * @param others objects that are no policies, with what to say where nothing else is there
   * @param otherKinds what they are, sorted
   * @param diagnostics those about the file as a whole
   */
  record ReadFile(
      SourceText source,
      List<ReadPolicy> policies,
      List<ReadPolicy> others,
      Set<String> otherKinds,
      List<PolicyDiagnostic> diagnostics) {

    /** What to say of the objects that are left out. */
    PolicyDiagnostic aboutOthers() {
      return new PolicyDiagnostic(
          PolicyDiagnostic.Severity.WARNING,
          source,
          Span.START,
          "",
          "left out "
              + others.size()
              + (others.size() == 1 ? " object that is" : " objects that are")
              + " no PodSecurityPolicy: "
              + String.join(", ", otherKinds));
    }
  }

  private PspReader(SourceText source) {
    this.source = source;
  }

  /** Reads all documents of a file, and all items of each list among them. */
  static ReadFile read(SourceText source) {
    return new PspReader(source).readFile();
  }

  private ReadFile readFile() {
    try {
      for (YamlNode document : YamlReader.read(source, YamlLimits.DEFAULT)) {
        if (!(document instanceof YamlScalar scalar && scalar.isNull())) {
          readDocument(document);
        }
      }
      if (policies.isEmpty() && others.isEmpty()) {
        reportFile(Span.START, "found no document, expected a PodSecurityPolicy");
      }
    } catch (YamlException e) {
      reportFile(e.span(), "found " + e.found() + ", expected " + e.expected());
    }
    return new ReadFile(source, policies, others, otherKinds, fileDiagnostics);
  }

  private void reportFile(Span place, String message) {
    fileDiagnostics.add(
        new PolicyDiagnostic(PolicyDiagnostic.Severity.ERROR, source, place, "", message));
  }

  private void readDocument(YamlNode document) {
    if (document instanceof YamlMapping mapping
        && mapping.get("items") instanceof YamlSequence items) {
      String kind = textOf(mapping, "kind");
      if (kind.equals(LIST)) {
        items.items().forEach(this::readDocument);
        return;
      }
      if (kind.equals(KIND + LIST)) {
        PolicyText list = new PolicyText(source, mapping.span());
        if (hasValue(list, new ObjectReader(list, "", mapping), "apiVersion", API_VERSIONS)) {
          items.items().forEach(item -> readObject(item, true));
        } else {
          policies.add(new ReadPolicy(list, null));
        }
        return;
      }
    }
    readObject(document, false);
  }

  /**
   * @param inPolicyList whether the list around it says what it is, as the API server's own lists
   *     do, whose items have no kind
   */
  private void readObject(YamlNode node, boolean inPolicyList) {
    PolicyText text = new PolicyText(source, node.span());
    if (!(node instanceof YamlMapping)) {
      text.error("", "found " + node.describe() + ", expected a PodSecurityPolicy");
      policies.add(new ReadPolicy(text, null));
      return;
    }
    YamlMapping mapping = (YamlMapping) node;
    ObjectReader object = new ObjectReader(text, "", mapping);
    boolean isBare = mapping.get("kind") == null && mapping.get("apiVersion") == null;
    if (inPolicyList && isBare || isPolicy(text, object)) {
      policies.add(new ReadPolicy(text, object.readWith(reader -> readPolicy(text, reader))));
    } else if (isOther(mapping)) {
      others.add(new ReadPolicy(text, null));
      otherKinds.add(Printable.of(textOf(mapping, "kind")));
    } else {
      policies.add(new ReadPolicy(text, null));
    }
  }

  /** Whether it is an object of Kubernetes that nobody takes for a policy. */
  private static boolean isOther(YamlMapping object) {
    String kind = textOf(object, "kind");
    return !kind.isEmpty()
        && !textOf(object, "apiVersion").isEmpty()
        && !LIKE_KIND.matcher(kind).matches();
  }

  private static String textOf(YamlMapping mapping, String key) {
    return mapping.get(key) instanceof YamlScalar scalar ? scalar.text() : "";
  }

  private static boolean isPolicy(PolicyText text, ObjectReader object) {
    return hasValue(text, object, "apiVersion", API_VERSIONS)
        & hasValue(text, object, "kind", List.of(KIND));
  }

  private static boolean hasValue(
      PolicyText text, ObjectReader object, String key, List<String> expected) {
    YamlNode node = object.node(key);
    if (node instanceof YamlScalar scalar && expected.contains(scalar.text())) {
      return true;
    }
    String found = node == null ? "nothing" : node.describe();
    text.error(key, "found " + found + ", expected " + String.join(" or ", expected));
    return false;
  }

  private static PodSecurityPolicy readPolicy(PolicyText text, ObjectReader policy) {
    Metadata metadata = policy.objectOrEmpty("metadata", reader -> readMetadata(text, reader));
    Spec spec = policy.objectOrEmpty("spec", reader -> readSpec(text, reader));
    // Tools that print any object print an empty one; a policy has none.
    policy.objectOrEmpty("status", reader -> reader);
    return new PodSecurityPolicy(metadata.name(), metadata.annotations(), metadata.scope(), spec);
  }

  private record Metadata(String name, Map<String, String> annotations, PolicyScope scope) {}

  private static Metadata readMetadata(PolicyText text, ObjectReader metadata) {
    String name = metadata.string("name");
    String generateName = metadata.string("generateName");
    String shown = name == null || name.isEmpty() ? generateName : name;
    metadata.stringMap("labels");
    Map<String, String> annotations = metadata.stringMap("annotations");
    metadata.ignore(
        "namespace",
        "selfLink",
        "uid",
        "resourceVersion",
        "generation",
        "creationTimestamp",
        "deletionTimestamp",
        "deletionGracePeriodSeconds",
        "ownerReferences",
        "finalizers",
        "clusterName",
        "managedFields");
    return new Metadata(
        shown == null ? "" : shown,
        annotations,
        ScopeAnnotations.read(text, metadata.node("annotations")));
  }

  private static Spec readSpec(PolicyText text, ObjectReader spec) {
    return new Spec(
        spec.bool("privileged", false),
        spec.strings("defaultAddCapabilities"),
        spec.strings("requiredDropCapabilities"),
        spec.strings("allowedCapabilities"),
        spec.strings("volumes"),
        spec.bool("hostNetwork", false),
        spec.objects("hostPorts", PspReader::readPortRange),
        spec.bool("hostPID", false),
        spec.bool("hostIPC", false),
        spec.object("seLinux", reader -> readSeLinux(text, reader)),
        spec.object(
            "runAsUser",
            reader -> readIds(text, reader, MUST_RUN_AS, MUST_RUN_AS_NON_ROOT, RUN_AS_ANY)),
        spec.object("runAsGroup", reader -> readGroups(text, reader)),
        spec.object("supplementalGroups", reader -> readGroups(text, reader)),
        spec.object("fsGroup", reader -> readGroups(text, reader)),
        spec.bool("readOnlyRootFilesystem", false),
        spec.bool("defaultAllowPrivilegeEscalation"),
        spec.bool("allowPrivilegeEscalation", true),
        spec.objects("allowedHostPaths", PspReader::readHostPath),
        spec.objects("allowedFlexVolumes", reader -> reader.stringOrEmpty("driver")),
        spec.objects("allowedCSIDrivers", reader -> reader.stringOrEmpty("name")),
        spec.strings("allowedUnsafeSysctls"),
        spec.strings("forbiddenSysctls"),
        spec.strings("allowedProcMountTypes"),
        spec.object("runtimeClass", PspReader::readRuntimeClass));
  }

  private static IdRange readPortRange(ObjectReader range) {
    return new IdRange(range.integer("min", 32), range.integer("max", 32));
  }

  private static IdRange readIdRange(ObjectReader range) {
    return new IdRange(range.integer("min", 64), range.integer("max", 64));
  }

  private static HostPathCheck.Prefix readHostPath(ObjectReader path) {
    return new HostPathCheck.Prefix(path.stringOrEmpty("pathPrefix"), path.bool("readOnly", false));
  }

  private static RuntimeClassStrategy readRuntimeClass(ObjectReader runtimeClass) {
    return new RuntimeClassStrategy(
        runtimeClass.string("defaultRuntimeClassName"),
        runtimeClass.strings("allowedRuntimeClassNames"));
  }

  private static SeLinuxStrategy readSeLinux(PolicyText text, ObjectReader seLinux) {
    return new SeLinuxStrategy(
        readRule(text, seLinux, MUST_RUN_AS, RUN_AS_ANY),
        seLinux.object(
            "seLinuxOptions",
            options ->
                new SeLinuxOptions(
                    options.stringOrEmpty("user"),
                    options.stringOrEmpty("role"),
                    options.stringOrEmpty("type"),
                    options.stringOrEmpty("level"))));
  }

  private static IdStrategy readGroups(PolicyText text, ObjectReader strategy) {
    return readIds(text, strategy, MUST_RUN_AS, MAY_RUN_AS, RUN_AS_ANY);
  }

  private static IdStrategy readIds(
      PolicyText text, ObjectReader strategy, StrategyRule... supported) {
    StrategyRule rule = readRule(text, strategy, supported);
    List<IdRange> ranges = strategy.objects("ranges", PspReader::readIdRange);
    return new IdStrategy(rule, ranges == null ? List.of() : ranges);
  }

  private static StrategyRule readRule(
      PolicyText text, ObjectReader strategy, StrategyRule... supported) {
    String rule = strategy.string("rule");
    for (StrategyRule candidate : supported) {
      if (candidate.text().equals(rule)) {
        return candidate;
      }
    }
    String expected =
        Stream.of(supported).map(StrategyRule::text).collect(Collectors.joining(", "));
    text.error(
        strategy.pathOf("rule"),
        "found "
            + (rule == null ? "nothing" : Printable.quote(rule))
            + ", expected one of "
            + expected);
    return RUN_AS_ANY;
  }
}
