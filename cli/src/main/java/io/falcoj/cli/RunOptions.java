// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.config.FalcoConfig;
import io.falcoj.daemon.live.SourceChoice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say whether, what and how long to evaluate. */
final class RunOptions {

  @Option(names = "--dry-run", description = "Load everything, but evaluate nothing.")
  boolean dryRun;

  @Option(
      names = "--enable-source",
      paramLabel = "SOURCE",
      description =
          "Watch live only this source, syscall or k8s_audit, whether there are rules for it or"
              + " not. May be given several times. Default: all that there are rules for.")
  List<String> enabledSources = new ArrayList<>();

  @Option(
      names = "--disable-source",
      paramLabel = "SOURCE",
      description = "Do not watch this source live. May be given several times.")
  List<String> disabledSources = new ArrayList<>();

  @Option(
      names = "-M",
      paramLabel = "SECONDS",
      converter = SecondsConverter.class,
      description = "Stop after so many seconds; for a capture, those of its events.")
  Duration limit = Duration.ZERO;

  @Option(
      names = {"-P", "--pidfile"},
      paramLabel = "FILE",
      description = "Watching live, write the number of the process to a file.")
  @Nullable Path pidFile;

  @Option(
      names = {"-U", "--unbuffered"},
      description = "Write every alert by itself: same as -o buffered_outputs=false.")
  boolean unbuffered;

  @Option(
      names = "-v",
      description =
          "Say at the end how many events there were a second; with --list, of which type fields"
              + " are.")
  boolean verbose;

  /** The configuration as these options change it. */
  FalcoConfig applyTo(FalcoConfig config) throws FalcoException {
    return unbuffered
        ? FalcoException.ofConfig(() -> config.with("buffered_outputs", "false"))
        : config;
  }

  /** The sources to watch. */
  SourceChoice sources() throws FalcoException {
    return SourceChoice.of(enabledSources, disabledSources);
  }
}
