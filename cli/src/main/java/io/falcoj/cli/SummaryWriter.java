// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.app.summary.RunSummary;
import io.falcoj.app.summary.SummaryJson;
import io.falcoj.app.summary.SummaryText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code --summary}: says what a run came to, on standard error or in a file. */
final class SummaryWriter {

  private static final String NONE = "none";

  private final Console console;
  private final @Nullable String target;

  /**
   * @param target a file, {@code none}, or null for standard error
   */
  SummaryWriter(Console console, @Nullable String target) {
    this.console = console;
    this.target = target;
  }

  /** Says on standard error what the run came to so far. */
  void tell(RunSummary summary) {
    console.tell(SummaryText.of(summary));
  }

  /** Says what rules came to that others have taken over from. */
  void replaced(RunSummary summary) {
    if (!NONE.equals(target)) {
      tell(summary);
    }
  }

  /** Says at the end what the run came to. */
  void end(RunSummary summary, List<String> errors) {
    if (target == null) {
      tell(summary);
    } else if (!target.equals(NONE)) {
      String text = target.endsWith(".json") ? SummaryJson.of(summary) : SummaryText.of(summary);
      try {
        Files.writeString(Path.of(target), text);
      } catch (IOException e) {
        errors.add("--summary: " + target + " cannot be written: " + e.getMessage());
      }
    }
  }
}
