// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.converter.psp.TokenVolumeMode;
import picocli.CommandLine.Option;

/** The options that say how policies are understood. */
final class PolicyOptions {

  @Option(
      names = "--psp-strict",
      description = "Refuse a policy that Kubernetes itself would refuse for what it lacks.")
  private boolean strict;

  @Option(
      names = "--psp-service-account-volume",
      paramLabel = "KIND",
      converter = TokenVolumeConverter.class,
      description = TokenVolumeConverter.DESCRIPTION)
  private TokenVolumeMode tokenVolume = TokenVolumeMode.AUTO;

  /** Whether to refuse what Kubernetes itself would refuse. */
  boolean strict() {
    return strict;
  }

  /** Which volume with a token comes with a pod that a whole policy is asked about. */
  TokenVolumeMode tokenVolume() {
    return tokenVolume;
  }
}
