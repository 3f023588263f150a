// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import io.falcoj.engine.yaml.SourceText;
import java.util.List;

/**
 * Turns PodSecurityPolicies into Falco rules that alert on what a policy would refuse.
 *
 * <pre>{@code
 * Conversion conversion = PspConverter.standard().convert(List.of(SourceText.of(path, text)));
 * conversion.diagnostics().forEach(diagnostic -> log(diagnostic.toText()));
 * load(conversion.rules());
 * }</pre>
 *
 * <p>The same policies give the same text. Instances are immutable and may be shared.
 */
public final class PspConverter {

  private final boolean strict;

  private PspConverter(boolean strict) {
    this.strict = strict;
  }

  /** Takes partial policies too: those that lack a strategy Kubernetes requires. */
  public static PspConverter standard() {
    return new PspConverter(false);
  }

  /** Takes only what an API server would store and admission would use. */
  public static PspConverter strict() {
    return new PspConverter(true);
  }

  /**
   * Converts all policies of all files into one rules file.
   *
   * @param files YAML or JSON, each with one policy or more
   */
  public Conversion convert(List<SourceText> files) {
    throw new UnsupportedOperationException(files.size() + " " + strict);
  }
}
