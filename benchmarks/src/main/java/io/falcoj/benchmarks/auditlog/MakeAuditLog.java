// SPDX-License-Identifier: Apache-2.0
package io.falcoj.benchmarks.auditlog;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code benchmarks/make-audit-log}. */
@Command(
    name = "make-audit-log",
    mixinStandardHelpOptions = true,
    description = "Makes a Kubernetes audit log, the same for the same seed.")
public final class MakeAuditLog implements Callable<Integer> {
  @Parameters(description = "File to write.", paramLabel = "FILE")
  @SuppressWarnings("NullAway.Init") // picocli refuses to run without it
  private Path file;

  @Option(
      names = "--events",
      description = "Number of events; ${DEFAULT-VALUE} if not given.",
      defaultValue = "" + AuditLogGenerator.DEFAULT_EVENTS)
  private int events;

  @Option(
      names = "--seed",
      description = "Seed of the random numbers; ${DEFAULT-VALUE} if not given.",
      defaultValue = "" + AuditLogGenerator.DEFAULT_SEED)
  private long seed;

  /** Runs the command and exits with its status. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new MakeAuditLog()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    long bytes;
    try (OutputStream target = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      bytes = AuditLogGenerator.load().write(events, seed, target);
    }
    System.out.println(events + " events, " + bytes + " bytes: " + file);
    return 0;
  }
}
