// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import io.falcoj.daemon.AlertOutputs;
import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.OutputSettings.OnDisk;
import io.falcoj.daemon.OutputSettings;
import io.falcoj.daemon.StandardOutput;
import io.falcoj.outputs.Output;
import io.falcoj.outputs.Outputs;
import io.falcoj.outputs.spool.Spool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One output. What waits for it goes to the one that takes its place, and what it has on disk stays
 * there for it.
 */
final class OutputPart implements LivePart<OutputSettings> {

  private static final Logger LOGGER = LoggerFactory.getLogger(OutputPart.class);

  private final String output;
  private final Outputs outputs;
  private final StandardOutput standardOutput;
  private @Nullable OutputSettings current;
  private @Nullable Spool spool;

  private OutputPart(String output, Outputs outputs, StandardOutput standardOutput) {
    this.output = output;
    this.outputs = outputs;
    this.standardOutput = standardOutput;
  }

  /** One for each output that there may be. */
  static List<LivePart<?>> all(Outputs outputs, StandardOutput standardOutput) {
    List<LivePart<?>> parts = new ArrayList<>();
    for (String name : AlertOutputs.NAMES) {
      parts.add(new OutputPart(name, outputs, standardOutput));
    }
    return parts;
  }

  @Override
  public String name() {
    return output + "_output";
  }

  @Override
  public @Nullable OutputSettings settings(RunLoader.Loaded loaded) throws FalcoException {
    return AlertOutputs.forLive(loaded.config(), standardOutput).settings(output);
  }

  @Override
  public List<Path> files(OutputSettings settings) {
    return settings.files();
  }

  @Override
  public void use(OutputSettings settings) throws FalcoException {
    boolean staysOnDisk = current != null && isSamePlace(current.spool(), settings.spool());
    Spool itsSpool = staysOnDisk ? spool : settings.openSpool();
    Output opened = open(settings, staysOnDisk ? null : itsSpool);
    try {
      if (staysOnDisk) {
        change(itsSpool, settings.spool());
        outputs.replace(opened);
      } else {
        outputs.exchange(opened, itsSpool);
      }
    } catch (IOException e) {
      // Of the one before, which is closed all the same.
      LOGGER.error("{}", e.getMessage());
    }
    current = settings;
    spool = itsSpool;
  }

  private static boolean isSamePlace(@Nullable OnDisk before, @Nullable OnDisk now) {
    return before == null || now == null ? before == now : before.folder().equals(now.folder());
  }

  private static void change(@Nullable Spool spool, @Nullable OnDisk settings) {
    if (spool != null && settings != null) {
      spool.use(settings.options());
    }
  }

  /**
   * @param unused closed if the output cannot be opened
   */
  private static Output open(OutputSettings settings, @Nullable Spool unused)
      throws FalcoException {
    try {
      return settings.open();
    } catch (FalcoException e) {
      close(unused, e);
      throw e;
    }
  }

  private static void close(@Nullable Spool unused, FalcoException reason) {
    try {
      if (unused != null) {
        unused.close();
      }
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  @Override
  public void stop() throws FalcoException {
    current = null;
    spool = null;
    try {
      outputs.remove(output);
    } catch (IOException e) {
      throw new FalcoException(String.valueOf(e.getMessage()), e);
    }
  }
}
