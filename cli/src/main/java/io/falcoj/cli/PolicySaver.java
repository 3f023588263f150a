// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.Policies;
import io.falcoj.engine.yaml.SourceText;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --psp-save}: keeps the rules that policies come to. */
final class PolicySaver implements Action {

  private static final Path STANDARD_OUTPUT = Path.of("-");

  @Option(
      names = {"--psp-save", "--psp_save"},
      paramLabel = "FILE",
      description =
          "Write the rules made from the policies to a file, - for standard output. Needs no"
              + " recording.")
  private @Nullable Path file;

  private final RulesInput rules;
  private final EventInput events;

  PolicySaver(RulesInput rules, EventInput events) {
    this.rules = rules;
    this.events = events;
  }

  @Override
  public boolean isAskedFor() {
    return file != null;
  }

  /** Events that are named are evaluated all the same. */
  @Override
  public boolean isLast() {
    return events.recordings.isEmpty();
  }

  @Override
  public int run(Invocation invocation) throws FalcoException {
    if (rules.policies.isEmpty()) {
      throw new FalcoException("--psp-save needs a policy: --psp FILE");
    }
    save(
        invocation.console(),
        rules.policies,
        rules.standardInput(),
        rules.policyOptions(),
        Objects.requireNonNull(file));
    return ExitCode.OK;
  }

  /**
   * Turns policies into a file of rules.
   *
   * @param standardInput what the policy {@code -} stands for
   * @param file {@code -} is standard output
   */
  static void save(
      Console console,
      List<Path> policies,
      @Nullable SourceText standardInput,
      PolicyOptions options,
      Path file)
      throws FalcoException {
    String text =
        Policies.convert(policies, standardInput, options.strict(), options.tokenVolume()).rules();
    if (file.equals(STANDARD_OUTPUT)) {
      console.print(text);
    } else {
      Policies.save(text, file);
    }
  }
}
