// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import io.falcoj.daemon.AlertOutputs;
import io.falcoj.daemon.StandardOutput;
import io.falcoj.outputs.Outputs;
import io.falcoj.outputs.QueueOptions;

/** How alerts wait for all outputs. */
final class QueuePart implements LivePart<QueueOptions> {

  private final Outputs outputs;
  private final StandardOutput standardOutput;

  QueuePart(Outputs outputs, StandardOutput standardOutput) {
    this.outputs = outputs;
    this.standardOutput = standardOutput;
  }

  @Override
  public String name() {
    return "outputs_queue";
  }

  @Override
  public QueueOptions settings(RunLoader.Loaded loaded) {
    return AlertOutputs.forLive(loaded.config(), standardOutput).queue();
  }

  @Override
  public void use(QueueOptions options) {
    outputs.use(options);
  }

  @Override
  public void stop() {
    // There are always queues.
  }
}
