// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.converter.psp.Conversion;
import io.falcoj.converter.psp.PspConverter;
import io.falcoj.engine.rules.LoadResult;
import io.falcoj.engine.rules.LoadedRules;
import io.falcoj.engine.rules.LoaderSettings;
import io.falcoj.engine.rules.RuleLoader;
import io.falcoj.engine.rules.RulesFile;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.engine.ruleset.Ruleset;
import io.falcoj.engine.yaml.SourceText;
import io.falcoj.fields.StandardFields;
import io.falcoj.fields.table.FieldSettings;
import io.falcoj.sources.k8saudit.AuditEvent;
import io.falcoj.testdata.ConformanceCase;
import java.nio.file.Files;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Runs the suite of what Kubernetes itself says about a policy and a pod as submitted. */
final class PspSemanticsRunner implements SuiteRunner {

  /** What no rule judges yet. */
  private static final Set<String> NOT_JUDGED =
      Set.of(
          "allowedCSIDrivers",
          "apparmor",
          "requiredDropCapabilities",
          "seLinux",
          "seccomp",
          "sysctls");

  private static final Pattern PROPERTY = Pattern.compile("PSP .* Violation \\((\\w+).*");

  @Override
  public String suite() {
    return "psp-semantics";
  }

  @Override
  public List<Check> checks(ConformanceCase each) {
    return List.of(new Check(each.id(), () -> run(each)));
  }

  private static void run(ConformanceCase each) throws Exception {
    JsonNode input = each.json();
    if (strings(input.path("tags")).contains("subresource")) {
      throw new WaitingException("containers added to a pod that runs");
    }
    Set<String> expected = strings(each.expect().get("violations"));
    Set<String> judged = new TreeSet<>(expected);
    judged.removeAll(NOT_JUDGED);
    assertThat(
            violations(
                Files.readAllBytes(each.file(input.get("psp").stringValue())),
                Files.readAllBytes(each.file(input.get("events").stringValue()))))
        .isEqualTo(judged);
    if (!judged.equals(expected)) {
      throw new WaitingException("rules for every property of a policy");
    }
  }

  private static Set<String> violations(byte[] policy, byte[] event) throws Exception {
    Conversion conversion =
        PspConverter.standard().convert(List.of(SourceText.decode("psp", policy)));
    assertThat(conversion.hasErrors()).as(conversion.diagnostics().toString()).isFalse();
    RuleLoader loader =
        new RuleLoader(
            LoaderSettings.of(
                StandardFields.registry(new FieldSettings(ZoneOffset.UTC, "watcher"))));
    LoadResult result = loader.load(RulesFile.generated("rules", conversion.rules()));
    assertThat(result.isSuccessful()).as(result.verbose()).isTrue();
    LoadedRules rules = loader.rules();
    Ruleset ruleset =
        rules.compile(rules.select(), RuleMatching.ALL).get(AuditEvent.SOURCE).ruleset();
    Set<String> properties = new TreeSet<>();
    ruleset.evaluate(
        AuditEvent.parse(event, 1),
        ruleset.newContext(),
        rule -> {
          Matcher property = PROPERTY.matcher(rule.name());
          assertThat(property.matches()).as(rule.name()).isTrue();
          properties.add(property.group(1));
        });
    return properties;
  }

  private static Set<String> strings(JsonNode array) {
    Set<String> strings = new TreeSet<>();
    array.values().forEach(value -> strings.add(value.stringValue()));
    return strings;
  }
}
