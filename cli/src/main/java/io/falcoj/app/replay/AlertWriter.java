// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.replay;

import io.falcoj.outputs.ClosedOutputException;
import io.falcoj.outputs.LineBuffer;
import io.falcoj.outputs.LineOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives lines to all outputs. An output that fails is tried again with the next lines and stops no
 * other; one whose reader has gone is dropped. Used by one thread.
 */
final class AlertWriter {

  private final List<LineOutput> outputs;
  private final Map<String, IOException> failures = new LinkedHashMap<>();
  private boolean dropped;

  AlertWriter(List<? extends LineOutput> outputs) {
    this.outputs = new ArrayList<>(outputs);
  }

  void write(LineBuffer lines) {
    if (lines.length() == 0) {
      return;
    }
    for (LineOutput output : List.copyOf(outputs)) {
      try {
        output.write(lines);
      } catch (ClosedOutputException e) {
        outputs.remove(output);
        dropped = true;
      } catch (IOException e) {
        failures.putIfAbsent(output.name(), e);
      }
    }
  }

  /** Whether there were outputs and every one of them has lost its reader. */
  boolean nobodyReads() {
    return dropped && outputs.isEmpty();
  }

  /** The first failure of each output that had one, by the output's name. */
  Map<String, IOException> failures() {
    return failures;
  }
}
