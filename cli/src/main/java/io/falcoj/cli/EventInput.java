// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.Policies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which recorded events to read, and how. */
final class EventInput {

  @Option(
      names = "-e",
      paramLabel = "FILE|DIR|-",
      description =
          "Recording to read, plain, gzip or zstd: a Kubernetes audit log, JSON in any arrangement,"
              + " or a capture of system calls (.scap). A directory is read as audit logs in the"
              + " order of their rotation, - is standard input. May be given several times.")
  List<String> recordings = new ArrayList<>();

  @Option(
      names = "-w",
      paramLabel = "FILE",
      description =
          "Write the system calls that are read, by -e or live, to a capture; compressed with gzip"
              + " if the name ends with .gz.")
  @Nullable Path copy;

  @Option(
      names = "--max-event-size",
      paramLabel = "SIZE",
      converter = ByteSizeConverter.class,
      defaultValue = "16MiB",
      description = "Skip larger events; at most 256MiB. Default: ${DEFAULT-VALUE}.")
  int maxEventSize;

  @Option(
      names = "--strict",
      description = "End with an error at the first record that cannot be read.")
  boolean strict;

  @Option(
      names = "--allow-empty",
      description =
          "Do not take it for an error that nothing was read that rules or policies could judge.")
  boolean allowEmpty;

  @Option(
      names = "--workers",
      paramLabel = "N",
      converter = WorkerCountConverter.class,
      description = "Evaluate on N threads. Default: as many as there are processors.")
  int workers = Runtime.getRuntime().availableProcessors();

  /**
   * Refuses to read events from standard input where a policy is read from there.
   *
   * @throws FalcoException if both are asked for
   */
  void refuseInputOf(RulesInput rules) throws FalcoException {
    if (rules.policies.contains(Policies.STANDARD_INPUT)
        && recordings.contains(Policies.STANDARD_INPUT.toString())) {
      throw new FalcoException("standard input holds the policy or the recording, not both");
    }
  }
}
