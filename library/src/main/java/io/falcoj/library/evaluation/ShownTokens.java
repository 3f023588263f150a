// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library.evaluation;

/**
 * What a log has shown so far of how pods get the tokens of their service accounts. Any number of
 * threads.
 */
public final class ShownTokens {

  private volatile boolean areSecrets;

  /** Whether some pod got its token as a secret. */
  public boolean areSecrets() {
    return areSecrets;
  }

  /** Some pod got its token as a secret. */
  public void secretShown() {
    areSecrets = true;
  }
}
