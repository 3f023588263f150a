// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows on a terminal how far a replay has come, once it takes longer than a moment. Used by one
 * thread.
 */
final class ProgressLine implements AutoCloseable {

  private static final long PATIENCE_NANOS = Duration.ofSeconds(2).toNanos();
  private static final int REFRESH_MILLIS = 500;
  private static final int WIDTH = 100;
  private static final long MEGABYTE = 1_000_000;

  private final Console console;
  private final long start = System.nanoTime();
  private @Nullable ProgressBar bar;

  private ProgressLine(Console console) {
    this.console = console;
  }

  static ProgressLine on(Console console) {
    return new ProgressLine(console);
  }

  void show(long events, long bytes, long totalBytes) {
    if (!console.errIsTerminal()) {
      return;
    }
    ProgressBar shown = bar;
    if (shown == null) {
      if (System.nanoTime() - start < PATIENCE_NANOS) {
        return;
      }
      shown = newBar(totalBytes);
      bar = shown;
    }
    shown.stepTo(bytes);
    shown.setExtraMessage(events + " events");
  }

  private ProgressBar newBar(long totalBytes) {
    return new ProgressBarBuilder()
        .setTaskName("Reading")
        .setInitialMax(totalBytes)
        .setUnit(" MB", MEGABYTE)
        .setUpdateIntervalMillis(REFRESH_MILLIS)
        .setStyle(ProgressBarStyle.ASCII)
        .setConsumer(new ConsoleProgressBarConsumer(console.err(), WIDTH))
        .clearDisplayOnFinish()
        .build();
  }

  @Override
  public void close() {
    ProgressBar shown = bar;
    if (shown != null) {
      shown.close();
    }
  }
}
