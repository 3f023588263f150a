// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.converter.pod.PathComponents;
import io.falcoj.engine.yaml.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;

class PspConverterTest {

  private static final String HEAD = "apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\n";

  private static Conversion convert(String... texts) {
    List<SourceText> files =
        List.of(texts).stream().map(text -> SourceText.of("p.yaml", text)).toList();
    Conversion conversion = PspConverter.standard().convert(files);
    assertThat(conversion.hasErrors()).as(conversion.diagnostics().toString()).isFalse();
    return conversion;
  }

  private static List<String> violations(String spec) {
    return convert(HEAD + "metadata: {name: p}\nspec: " + spec + "\n")
        .policies()
        .get(0)
        .rules()
        .stream()
        .map(PolicyRule::name)
        .filter(rule -> rule.contains("Violation"))
        .map(rule -> rule.substring("PSP p Violation ".length()))
        .toList();
  }

  private static final String ALL_BOOLEANS =
      "privileged: true, hostPID: true, hostIPC: true, hostNetwork: true";

  private static final String ALL_STRATEGIES =
      "seLinux: {rule: RunAsAny}, runAsUser: {rule: RunAsAny}, supplementalGroups: {rule:"
          + " RunAsAny}, fsGroup: {rule: RunAsAny}";

  @Test
  void absentBooleansHaveTheDefaultOfKubernetes() {
    assertThat(violations("{}"))
        .containsExactly(
            "(privileged) K8s Audit",
            "(privileged) System Activity",
            "(hostPID)",
            "(hostIPC)",
            "(hostNetwork)");
    assertThat(violations("{" + ALL_BOOLEANS + "}")).isEmpty();
  }

  @Test
  void absentListsAreJudgedInWholePoliciesOnly() {
    assertThat(violations("{" + ALL_BOOLEANS + ", " + ALL_STRATEGIES + "}"))
        .containsExactly(
            "(hostPorts)", "(volumes)", "(allowedCapabilities)", "(allowedProcMountTypes)");
    assertThat(violations("{" + ALL_BOOLEANS + ", hostPorts: [], volumes: []}"))
        .containsExactly("(hostPorts)", "(volumes)");
  }

  @Test
  void wildcardsAllowAll() {
    assertThat(violations("{" + ALL_BOOLEANS + ", volumes: ['*'], allowedCapabilities: ['*']}"))
        .isEmpty();
  }

  @Test
  void driversAndPathsAreJudgedWhereTheirVolumesPass() {
    String lists = ", allowedHostPaths: [{pathPrefix: /a}], allowedFlexVolumes: [{driver: d}]";
    assertThat(violations("{" + ALL_BOOLEANS + lists + "}"))
        .containsExactly("(allowedHostPaths)", "(allowedFlexVolumes)");
    assertThat(violations("{" + ALL_BOOLEANS + lists + ", volumes: ['*']}"))
        .containsExactly("(allowedHostPaths)", "(allowedFlexVolumes)");
    assertThat(violations("{" + ALL_BOOLEANS + lists + ", volumes: [flexVolume]}"))
        .containsExactly("(volumes)", "(allowedFlexVolumes)");
  }

  @Test
  void pathsKeepTheirSpellingAndHaveNoPatterns() {
    assertThat(PathComponents.of("/")).isEqualTo("%");
    assertThat(PathComponents.of("//")).isEqualTo("%/%");
    assertThat(PathComponents.of("var/log")).isEqualTo("var/log");
    assertThat(PathComponents.of("/var//log/")).isEqualTo("%/var/%/log");
    assertThat(PathComponents.of("/a/b*c/d\\e/")).isEqualTo("%/a/b%2ac/d%5ce");
    assertThat(PathComponents.of("/[x]?%")).isEqualTo("%/%5bx]%3f%25");
  }

  @Test
  void namesBecomeWordsThatDiffer() {
    Conversion conversion =
        convert(
            HEAD + "metadata: {name: a-b}\n",
            HEAD + "metadata: {name: a b}\n---\n" + HEAD + "metadata: {name: a_b_2}\n",
            HEAD + "metadata: {generateName: a.b}\n---\n" + HEAD);
    assertThat(conversion.policies())
        .extracting(ConvertedPolicy::identifier)
        .containsExactly("a_b", "a_b_2", "a_b_2_2", "a_b_3", "psp");
    assertThat(conversion.policies())
        .extracting(ConvertedPolicy::name)
        .containsExactly("a-b", "a b", "a_b_2", "a.b", "");
  }

  @Test
  void listsHoldPolicies() {
    String list = "{kind: List, items: [{apiVersion: policy/v1beta1, kind: PodSecurityPolicy}]}";
    assertThat(convert(list).policies()).hasSize(1);
  }

  @Test
  void samePoliciesGiveTheSameText() {
    String text = HEAD + "metadata: {name: p}\nspec: {" + ALL_STRATEGIES + "}\n";
    assertThat(convert(text).rules()).isEqualTo(convert(text).rules());
  }
}
