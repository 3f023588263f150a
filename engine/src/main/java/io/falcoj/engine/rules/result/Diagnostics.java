// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.result;

import java.util.ArrayList;
import java.util.List;

/** Collects what there is to say while a file is loaded. */
public final class Diagnostics {

  private final List<Diagnostic> all = new ArrayList<>();
  private int errors;

  public void add(Diagnostic diagnostic) {
    all.add(diagnostic);
    errors += diagnostic.isError() ? 1 : 0;
  }

  public void warn(WarningCode code, String message, LoadContext context) {
    add(Diagnostic.of(code, message, null, context));
  }

  public boolean hasErrors() {
    return errors > 0;
  }

  public List<Diagnostic> all() {
    return all;
  }
}
