// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import java.util.ArrayList;
import java.util.List;

/** Collects what there is to say while a file is loaded. */
final class Diagnostics {

  private final List<Diagnostic> all = new ArrayList<>();
  private int errors;

  void add(Diagnostic diagnostic) {
    all.add(diagnostic);
    errors += diagnostic.isError() ? 1 : 0;
  }

  void warn(WarningCode code, String message, LoadContext context) {
    add(Diagnostic.of(code, message, null, context));
  }

  boolean hasErrors() {
    return errors > 0;
  }

  List<Diagnostic> all() {
    return all;
  }
}
