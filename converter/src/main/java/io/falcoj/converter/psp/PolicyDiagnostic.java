// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import io.falcoj.engine.yaml.SourceText;
import io.falcoj.grammar.Span;

/**
 * One thing to say about a policy file.
 *
 * @param source the file
 * @param span where in it
 * @param path the property as Kubernetes writes it: {@code spec.hostPorts[0].min}; empty for the
 *     whole document
 * @param message what is wrong, found and expected, without the place
 */
public record PolicyDiagnostic(
    Severity severity, SourceText source, Span span, String path, String message) {

  /** How bad it is. */
  public enum Severity {
    /** The file gives no rules. */
    ERROR,
    /** The rules may not do what the author meant. */
    WARNING
  }

  /** Whether it keeps the policy from being converted. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** The diagnostic as one line: {@code file:line:column: path: message}. */
  public String toText() {
    String place = source.name() + ":" + span.line() + ":" + span.column() + ": ";
    return path.isEmpty() ? place + message : place + path + ": " + message;
  }
}
