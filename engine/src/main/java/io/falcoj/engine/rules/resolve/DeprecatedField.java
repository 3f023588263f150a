// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.resolve;

import io.falcoj.engine.rules.result.Diagnostic;
import io.falcoj.engine.rules.result.LoadContext;
import io.falcoj.engine.rules.result.WarningCode;
import java.util.Optional;

/** Fields whose use Falco 0.44 warns about, with the words of its warning. */
enum DeprecatedField {
  EVT_DIR(
      "evt.dir",
      "due to the drop of enter events, 'evt.dir = <' always evaluates to true, and 'evt.dir = >'"
          + " always evaluates to false. The rule expression can be simplified by removing the"
          + " condition on 'evt.dir'"),
  EVT_LATENCY("evt.latency"),
  EVT_LATENCY_S("evt.latency.s"),
  EVT_LATENCY_NS("evt.latency.ns"),
  EVT_LATENCY_HUMAN("evt.latency.human"),
  EVT_WAIT_LATENCY("evt.wait_latency");

  private final String field;
  private final String message;

  DeprecatedField(String field) {
    this(field, "field is not available due to the drop of enter events.");
  }

  DeprecatedField(String field, String message) {
    this.field = field;
    this.message = message;
  }

  static Optional<DeprecatedField> find(String field) {
    for (DeprecatedField candidate : values()) {
      if (candidate.field.equals(field)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** Warning about a condition that reads the field. */
  Diagnostic inCondition(LoadContext context) {
    return new Diagnostic(WarningCode.LOAD_DEPRECATED_ITEM, message, null, context, field);
  }

  /** Warning about an output that prints the field. */
  Diagnostic inOutput(LoadContext context) {
    return new Diagnostic(
        WarningCode.LOAD_DEPRECATED_ITEM,
        "usage of deprecated field '" + field + "' has been detected in the rule output",
        null,
        context,
        field);
  }

  /** The field's name. */
  String field() {
    return field;
  }
}
