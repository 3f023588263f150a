// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.yaml.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PspDiagnosticsTest {

  private static final String HEAD =
      "apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata: {name: p}\n";

  private static List<String> errors(PspConverter converter, String text) {
    Conversion conversion = converter.convert(List.of(SourceText.of("p.yaml", text)));
    List<String> errors =
        conversion.diagnostics().stream()
            .filter(PolicyDiagnostic::isError)
            .map(PolicyDiagnostic::toText)
            .toList();
    assertThat(conversion.rules().isEmpty()).isEqualTo(!errors.isEmpty());
    return errors;
  }

  private static List<String> warnings(String text) {
    return PspConverter.standard()
        .convert(List.of(SourceText.of("p.yaml", text)))
        .diagnostics()
        .stream()
        .filter(diagnostic -> !diagnostic.isError())
        .map(PolicyDiagnostic::toText)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          readOnlyRootFilesytem: true                | 4:8  | spec.readOnlyRootFilesytem: unknown property, did you mean readOnlyRootFilesystem?
          colour: red                                | 4:8  | spec.colour: unknown property
          privileged: 1                              | 4:20 | spec.privileged: found "1", expected true or false
          privileged: "true"                         | 4:20 | spec.privileged: found "true", expected true or false
          privileged: true, privileged: false        | 4:26 | spec.privileged: the key stands here a second time
          hostPorts: [{min: "80"}]                   | 4:26 | spec.hostPorts[0].min: found "80", expected a whole number
          hostPorts: [{min: 1.5}]                    | 4:26 | spec.hostPorts[0].min: found "1.5", expected a whole number
          hostPorts: [{min: 2147483648}]             | 4:26 | spec.hostPorts[0].min: found "2147483648", expected a number of at most 32 bits
          hostPorts: [80-90]                         | 4:20 | spec.hostPorts[0]: found "80-90", expected a mapping
          hostPorts: [{min: 1, mx: 2}]               | 4:29 | spec.hostPorts[0].mx: unknown property, did you mean max?
          volumes: secret                            | 4:17 | spec.volumes: found "secret", expected a list
          volumes: [secret, 5]                       | 4:26 | spec.volumes[1]: found "5", expected a text; quotes make it one
          volumes: [cephfs]                          | 4:18 | spec.volumes[0]: found "cephfs", did you mean cephFS?
          volumes: [bogus]                           | 4:18 | spec.volumes[0]: found "bogus", expected '*' or one of awsElasticBlockStore, azureDisk, azureFile, cephFS, cinder, configMap, csi, downwardAPI, emptyDir, ephemeral, fc, flexVolume, flocker, gcePersistentDisk, gitRepo, glusterfs, hostPath, iscsi, nfs, persistentVolumeClaim, photonPersistentDisk, portworxVolume, projected, quobyte, rbd, scaleIO, secret, storageos, vsphereVolume
          runAsUser: MustRunAs                       | 4:19 | spec.runAsUser: found "MustRunAs", expected a mapping
          runAsUser: {rule: mustrunas}               | 4:26 | spec.runAsUser.rule: found "mustrunas", expected one of MustRunAs, MustRunAsNonRoot, RunAsAny
          runAsUser: {rule: MustRunAs}               | 4:19 | spec.runAsUser.ranges: found no range, MustRunAs requires one or more
          fsGroup: {}                                | 4:17 | spec.fsGroup.rule: found nothing, expected one of MustRunAs, MayRunAs, RunAsAny
          runAsGroup: {rule: MayRunAs, ranges: [{min: 5, max: 3}]}   | 4:52 | spec.runAsGroup.ranges[0].min: found 5, expected at most the range's max, 3
          fsGroup: {rule: MustRunAs, ranges: [{min: -1, max: 3}]}    | 4:50 | spec.fsGroup.ranges[0].min: found -1, expected no negative number
          allowedHostPaths: [{pathPrefix: /a/../b}]  | 4:40 | spec.allowedHostPaths[0].pathPrefix: found "/a/../b", expected a path without '..'
          allowedHostPaths: [{pathPrefix: /a, readOnly: "yes"}]      | 4:54 | spec.allowedHostPaths[0].readOnly: found "yes", expected true or false
          allowedFlexVolumes: [{}]                   | 4:29 | spec.allowedFlexVolumes[0].driver: found nothing, expected a name
          allowedProcMountTypes: [default]           | 4:32 | spec.allowedProcMountTypes[0]: found "default", expected one of Default, Unmasked
          seLinux: {rule: MustRunAs}                 | 4:17 | spec.seLinux.seLinuxOptions: found nothing, MustRunAs requires it
          allowedUnsafeSysctls: [kernel.*], forbiddenSysctls: [kernel.msgmax] | 4:61 | spec.forbiddenSysctls[0]: found "kernel.msgmax", which overlaps with "kernel.*" of the other list
          """)
  void namesPropertyAndPlace(String property, String place, String message) {
    String text = HEAD + "spec: {" + property + "}\n";
    assertThat(errors(PspConverter.standard(), text))
        .containsExactly("p.yaml:" + place + ": " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                           | 1:1 | found no document, expected a PodSecurityPolicy
          - a                                          | 1:1 | found a list, expected a PodSecurityPolicy
          hello                                        | 1:1 | found "hello", expected a PodSecurityPolicy
          {a: b                                        | 1:6 | found the end of the text, expected ',' or '}' for what begins at 1:1
          {apiVersion: policy/v1beta1, kind: Pod}      | 1:36 | kind: found "Pod", expected PodSecurityPolicy
          {apiVersion: policy/v1, kind: PodSecurityPolicy} | 1:14 | apiVersion: found "policy/v1", expected policy/v1beta1 or extensions/v1beta1
          {apiVersion: v1, kind: List, items: []}      | 1:1 | found no document, expected a PodSecurityPolicy
          {apiVersion: policy/v1, kind: PodSecurityPolicyList, items: [{}]} | 1:14 | apiVersion: found "policy/v1", expected policy/v1beta1 or extensions/v1beta1
          {kind: PodSecurityPolicy}                    | 1:1 | apiVersion: found nothing, expected policy/v1beta1 or extensions/v1beta1
          """)
  void refusesWhatIsNoPolicy(String text, String place, String message) {
    assertThat(errors(PspConverter.standard(), text))
        .containsExactly("p.yaml:" + place + ": " + message);
  }

  @Test
  void leavesOutObjectsBesideThePolicies() {
    String others =
        """
        ---
        {apiVersion: v1, kind: ServiceAccount, metadata: {name: a}}
        ---
        apiVersion: v1
        kind: List
        items:
        - {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, rules: []}
        - {apiVersion: policy/v1beta1, kind: PodSecurityPolicy, metadata: {name: listed}}
        - {apiVersion: v1, kind: ServiceAccount}
        """;
    Conversion conversion = convert(HEAD + "spec: {}\n" + others);
    assertThat(conversion.policies())
        .extracting(ConvertedPolicy::name)
        .containsExactly("p", "listed");
    assertThat(conversion.diagnostics())
        .extracting(PolicyDiagnostic::toText)
        .contains(
            "p.yaml:1:1: left out 3 objects that are no PodSecurityPolicy: ClusterRole,"
                + " ServiceAccount");
  }

  @Test
  void aFileWithoutAPolicyIsLeftOutBesideOneThatHasOne() {
    SourceText roles = SourceText.of("r.yaml", "{apiVersion: v1, kind: Role}");
    SourceText policy = SourceText.of("p.yaml", HEAD + "spec: {}\n");
    Conversion conversion = PspConverter.standard().convert(List.of(roles, policy));
    assertThat(conversion.policies()).hasSize(1);
    assertThat(conversion.diagnostics())
        .extracting(PolicyDiagnostic::toText)
        .contains("r.yaml:1:1: left out 1 object that is no PodSecurityPolicy: Role");
    assertThat(PspConverter.standard().convert(List.of(roles)).hasErrors()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{apiVersion: policy/v1beta1, kind: PodSecurityPolicies}",
        "{apiVersion: policy/v1beta1, kind: podsecuritypolicy}",
        "{apiVersion: policy/v1, kind: PodSecurityPolicy}",
        "{apiVersion: policy/v1beta1, kind: PSP}",
        "{apiVersion: policy/v1beta1, spec: {}}",
        "{kind: Role}",
        "[]"
      })
  void whatMayBeMeantAsAPolicyIsNotLeftOut(String text) {
    assertThat(convert(HEAD + "spec: {}\n---\n" + text).hasErrors()).isTrue();
  }

  @Test
  void readsTheListsOfAnApiServerWhoseItemsHaveNoKind() {
    String list =
        """
        kind: PodSecurityPolicyList
        apiVersion: policy/v1beta1
        metadata: {resourceVersion: "1"}
        items:
        - {metadata: {name: a}, spec: {privileged: false}}
        - {metadata: {name: b}, spec: {privileged: false}, status: {}}
        - {apiVersion: policy/v1beta1, kind: PodSecurityPolicy, metadata: {name: c}, status: }
        """;
    assertThat(convert(list).policies())
        .extracting(ConvertedPolicy::name)
        .containsExactly("a", "b", "c");
    assertThat(convert(list.replace("PodSecurityPolicyList", "List")).hasErrors()).isTrue();
    assertThat(convert(list.replace("status: {}", "status: {a: 1}")).hasErrors()).isTrue();
  }

  private static Conversion convert(String text) {
    return PspConverter.standard().convert(List.of(SourceText.of("p.yaml", text)));
  }

  @Test
  void tellsAllErrorsOfAllFiles() {
    String twice = HEAD + "spec: {privileged: 1, hostPID: 2}\n---\n" + HEAD + "specs: {}\n";
    assertThat(errors(PspConverter.standard(), twice))
        .containsExactly(
            "p.yaml:4:20: spec.privileged: found \"1\", expected true or false",
            "p.yaml:4:32: spec.hostPID: found \"2\", expected true or false",
            "p.yaml:9:1: specs: unknown property, did you mean spec?");
  }

  @Test
  void partialPolicyIsNamedAndStrictlyRefused() {
    String text = HEAD + "spec: {fsGroup: {rule: RunAsAny}}\n";
    assertThat(warnings(text))
        .containsExactly(
            "p.yaml:1:1: the policy is partial, so only what it says is judged; Kubernetes would"
                + " refuse it, because it lacks spec.seLinux, spec.runAsUser,"
                + " spec.supplementalGroups");
    assertThat(errors(PspConverter.strict(), text))
        .containsExactly(
            "p.yaml:4:7: spec.seLinux.rule: found nothing, Kubernetes requires it",
            "p.yaml:4:7: spec.runAsUser.rule: found nothing, Kubernetes requires it",
            "p.yaml:4:7: spec.supplementalGroups.rule: found nothing, Kubernetes requires it");
  }

  @Test
  void namesWhatIsNotJudged() {
    String text =
        HEAD
            + """
            spec:
              seLinux: {rule: MustRunAs, seLinuxOptions: {level: s0}}
              requiredDropCapabilities: [ALL]
              allowedCSIDrivers: [{name: a.b}]
              forbiddenSysctls: [kernel.msgmax]
            """;
    assertThat(warnings(text))
        .contains(
            "p.yaml:1:1: the policy restricts what falcoj does not judge yet: allowedCSIDrivers,"
                + " requiredDropCapabilities, seLinux, forbiddenSysctls");
  }

  @Test
  void readsAnnotationsAsListsWithTheirPlaces() {
    String annotations =
        """
        apiVersion: policy/v1beta1
        kind: PodSecurityPolicy
        metadata:
          name: p
          annotations:
            falco-rules-psp-images: "%s"
        """;
    assertThat(errors(PspConverter.standard(), annotations.formatted("nginx")))
        .containsExactly(
            "p.yaml:6:29: metadata.annotations[falco-rules-psp-images]: found \"nginx\", expected"
                + " a list such as \"[a, b]\"");
    assertThat(errors(PspConverter.standard(), annotations.formatted("[nginx, {}]")))
        .containsExactly(
            "p.yaml:6:38: metadata.annotations[falco-rules-psp-images]: found an empty mapping,"
                + " expected a name");
    assertThat(errors(PspConverter.standard(), annotations.formatted("[nginx")))
        .containsExactly(
            "p.yaml:6:36: metadata.annotations[falco-rules-psp-images]: found the end of the text,"
                + " expected ',' or ']' for what begins at 1:1");
    assertThat(warnings(annotations.formatted("[reg:5000/nginx:1.2, reg:5000/nginx]")))
        .contains(
            "p.yaml:6:29: metadata.annotations[falco-rules-psp-images]: \"reg:5000/nginx:1.2\""
                + " names a tag or digest and matches no image, only repositories are compared");
    assertThat(warnings(annotations.formatted("[]")))
        .contains(
            "p.yaml:6:29: metadata.annotations[falco-rules-psp-images]: the list is empty, so no"
                + " pod is judged");
  }

  @Test
  void takesMergeKeysAndAliases() {
    String text =
        HEAD
            + """
            spec:
              seLinux: &any {rule: RunAsAny}
              runAsUser: {<<: *any}
              supplementalGroups: {<<: [*any], rule: MayRunAs, ranges: [{min: 1, max: 2}]}
              fsGroup: *any
            """;
    assertThat(errors(PspConverter.strict(), text)).isEmpty();
  }

  @Test
  void boundsLongLists() {
    String text = HEAD + "spec: {allowedCapabilities: [" + "A,".repeat(10_001) + "]}\n";
    assertThat(errors(PspConverter.standard(), text))
        .containsExactly(
            "p.yaml:4:29: spec.allowedCapabilities: found 10001 items, expected at most 10000");
  }
}
