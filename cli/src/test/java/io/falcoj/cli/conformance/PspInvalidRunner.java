// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.converter.psp.Conversion;
import io.falcoj.converter.psp.PolicyDiagnostic;
import io.falcoj.converter.psp.PspConverter;
import io.falcoj.engine.yaml.SourceText;
import io.falcoj.engine.yaml.YamlException;
import io.falcoj.testdata.ConformanceCase;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Runs the suite of policies that Kubernetes refuses, and of some that it takes. */
final class PspInvalidRunner implements SuiteRunner {

  @Override
  public String suite() {
    return "psp-invalid";
  }

  @Override
  public List<Check> checks(ConformanceCase each) {
    return List.of(new Check(each.id(), () -> run(each)));
  }

  private static void run(ConformanceCase each) throws IOException, YamlException {
    byte[] policy = Files.readAllBytes(each.file(each.json().get("psp").stringValue()));
    Conversion conversion =
        PspConverter.strict().convert(List.of(SourceText.decode(each.id(), policy)));
    List<PolicyDiagnostic> errors =
        conversion.diagnostics().stream().filter(PolicyDiagnostic::isError).toList();
    if (!each.expect().get("rejected").booleanValue()) {
      assertThat(errors).isEmpty();
      assertThat(conversion.policies()).isNotEmpty();
      return;
    }
    assertThat(errors).isNotEmpty();
    assertThat(conversion.rules()).isEmpty();
    JsonNode field = each.expect().get("field");
    if (field != null && !field.isNull()) {
      assertThat(errors)
          .as("one names %s, or is in it", field.stringValue())
          .anyMatch(error -> names(error.path(), field.stringValue()));
    }
  }

  /** Whether the path is that of the property, of what holds it as a list, or of a part of it. */
  private static boolean names(String path, String property) {
    return path.equals(property)
        || path.startsWith(property + "[")
        || path.startsWith(property + ".")
        || property.startsWith(path + "[");
  }
}
