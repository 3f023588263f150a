// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import java.util.Arrays;
import java.util.Optional;

/**
 * Which volume with the token of its service account a pod has when a whole policy is asked.
 * Admission adds it before. A partial policy is asked about the pod that was submitted.
 */
public enum TokenVolumeMode {
  /** That of the cluster: a projected volume, unless the log shows that it is a secret. */
  AUTO("auto"),
  /** None: pods are judged as they were submitted. */
  OFF("off"),
  /** A secret, as Kubernetes up to 1.20 adds it. */
  SECRET("secret"),
  /** A projected volume, as Kubernetes from 1.21 on adds it. */
  PROJECTED("projected");

  private final String text;

  TokenVolumeMode(String text) {
    this.text = text;
  }

  /** As users write it. */
  public String text() {
    return text;
  }

  /** The mode that users write so; empty if there is none. */
  public static Optional<TokenVolumeMode> of(String text) {
    return Arrays.stream(values()).filter(mode -> mode.text.equals(text)).findFirst();
  }

  @Override
  public String toString() {
    return text;
  }
}
