// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.converter.psp.TokenVolumeMode;
import io.falcoj.daemon.FalcoException;
import io.falcoj.daemon.Policies;
import io.falcoj.engine.yaml.SourceText;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the rules that policies come to. */
final class PolicySaver {

  private static final Path STANDARD_OUTPUT = Path.of("-");

  private final Console console;

  PolicySaver(Console console) {
    this.console = console;
  }

  /**
   * @param standardInput what the policy {@code -} stands for
   * @param rules the file; {@code -} is standard output
   */
  int run(
      List<Path> policies,
      @Nullable SourceText standardInput,
      boolean strict,
      TokenVolumeMode tokenVolume,
      Path rules)
      throws FalcoException {
    if (policies.isEmpty()) {
      throw new FalcoException("--psp-save needs a policy: --psp FILE");
    }
    String text = Policies.convert(policies, standardInput, strict, tokenVolume).rules();
    if (rules.equals(STANDARD_OUTPUT)) {
      console.print(text);
    } else {
      Policies.save(text, rules);
    }
    return ExitCode.OK;
  }
}
