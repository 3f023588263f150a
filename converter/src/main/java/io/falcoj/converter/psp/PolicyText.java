// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import io.falcoj.engine.yaml.SourceText;
import io.falcoj.grammar.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One policy in a file: knows where each of its properties stands, by path, and collects what there
 * is to say about it. Paths are those of the policy itself, also inside of a {@code List}.
 */
final class PolicyText {

  private final SourceText source;
  private final Map<String, Span> places = new HashMap<>();
  private final List<PolicyDiagnostic> diagnostics = new ArrayList<>();

  PolicyText(SourceText source, Span whole) {
    this.source = source;
    places.put("", whole);
  }

  SourceText source() {
    return source;
  }

  List<PolicyDiagnostic> diagnostics() {
    return diagnostics;
  }

  boolean hasErrors() {
    return diagnostics.stream().anyMatch(PolicyDiagnostic::isError);
  }

  void remember(String path, Span place) {
    places.put(path, place);
  }

  /** Reports an error at the property; at what holds it, if it is not there. */
  void error(String path, String message) {
    errorAt(path, placeOf(path), message);
  }

  void errorAt(String path, Span place, String message) {
    report(PolicyDiagnostic.Severity.ERROR, path, place, message);
  }

  void warning(String path, String message) {
    report(PolicyDiagnostic.Severity.WARNING, path, placeOf(path), message);
  }

  private void report(PolicyDiagnostic.Severity severity, String path, Span place, String message) {
    diagnostics.add(new PolicyDiagnostic(severity, source, place, path, message));
  }

  private Span placeOf(String path) {
    String nearest = path;
    Span place = places.get(nearest);
    while (place == null) {
      int end = Math.max(nearest.lastIndexOf('.'), nearest.lastIndexOf('['));
      nearest = end < 0 ? "" : nearest.substring(0, end);
      place = places.get(nearest);
    }
    return place;
  }
}
