// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.check;

import io.falcoj.converter.pod.PodView;

/**
 * Admission adds a volume with the token of its service account to the pod.
 *
 * @param secretsOnly whether only one that is a secret is meant
 */
public record TokenVolumeCheck(boolean secretsOnly) implements PodCheck {

  /** Whether one is added. */
  public static final String ADDED = "pod.token_volume.added";

  private static final String TYPE = "pod.token_volume.type";
  private static final String PLACE = "spec.volumes";

  @Override
  public String condition() {
    return secretsOnly ? TYPE + " = secret" : ADDED + " = true";
  }

  @Override
  public void judge(PodView pod, Findings findings) {
    if (secretsOnly ? pod.addsSecretToken() : pod.addsTokenVolume()) {
      findings.add(null, PLACE, "serviceAccountToken");
    }
  }
}
