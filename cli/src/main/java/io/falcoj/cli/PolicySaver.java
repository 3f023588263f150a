// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.app.FalcoException;
import io.falcoj.app.Policies;
import java.nio.file.Path;
import java.util.List;

/** Keeps the rules that policies come to. */
final class PolicySaver {

  private PolicySaver() {}

  static int run(List<Path> policies, boolean strict, Path rules) throws FalcoException {
    if (policies.isEmpty()) {
      throw new FalcoException("--psp-save needs a policy: --psp FILE");
    }
    Policies.save(Policies.convert(policies, strict).rules(), rules);
    return ExitCode.OK;
  }
}
