// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.yaml.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyRuleTest {

  private static final String POLICY =
      """
      apiVersion: policy/v1beta1
      kind: PodSecurityPolicy
      metadata: {name: web, annotations: {falco-rules-psp-images: "[nginx]"}}
      spec:
        privileged: false
        seLinux: {rule: RunAsAny}
        runAsUser: {rule: MustRunAsNonRoot}
        runAsGroup: {rule: MustRunAs, ranges: [{min: 1, max: 9}]}
        fsGroup: {rule: MayRunAs, ranges: [{min: 1, max: 9}]}
        supplementalGroups: {rule: MustRunAs, ranges: [{min: 1, max: 9}]}
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
      """;

  @Test
  void isKnownAgainByItsNameInARulesFile() {
    Conversion conversion =
        PspConverter.standard().convert(List.of(SourceText.of("psp.yaml", POLICY)));
    ConvertedPolicy written = conversion.policies().get(0);
    ConvertedPolicy saved =
        PspConverter.policiesOf(SourceText.of("rules.yaml", conversion.rules())).get(0);
    assertThat(written.rules()).hasSizeGreaterThan(10);
    assertThat(saved.rules())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("check")
        .containsExactlyElementsOf(written.rules());
    assertThat(saved.rules()).extracting(PolicyRule::check).containsOnlyNulls();
    assertThat(written.judgesPods()).isTrue();
    assertThat(saved.judgesPods()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "PSP a Violation (privileged) K8s Audit, POD, privileged",
    "PSP a Violation (privileged) System Activity, ACTIVITY, privileged",
    "PSP a Violation (runAsUser=MustRunAsNonRoot) K8s Audit, POD, runAsUser",
    "PSP a Violation (fsGroup), POD, fsGroup",
    "PSP a Not Evaluable, NOT_EVALUABLE, ''",
    "PSP a and one of my own, POD, ''",
  })
  void saysWhatItIsAbout(String name, PolicyRule.Kind kind, String property) {
    PolicyRule rule = PolicyRule.ofName(name);
    assertThat(rule.kind()).isEqualTo(kind);
    assertThat(rule.property()).isEqualTo(property);
  }
}
