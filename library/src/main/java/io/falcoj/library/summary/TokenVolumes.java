// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library.summary;

import io.falcoj.converter.psp.TokenVolumeMode;

/**
 * Which volumes with tokens of service accounts pods were judged with.
 *
 * @param asked what was asked for
 * @param shownAsSecrets whether the log shows that the tokens are secrets
 */
public record TokenVolumes(TokenVolumeMode asked, boolean shownAsSecrets) {

  /** What pods were judged with: {@code OFF}, {@code SECRET} or {@code PROJECTED}. */
  public TokenVolumeMode kind() {
    if (asked != TokenVolumeMode.AUTO) {
      return asked;
    }
    return shownAsSecrets ? TokenVolumeMode.SECRET : TokenVolumeMode.PROJECTED;
  }

  /** The same for people, with the reason. */
  String text() {
    return switch (asked) {
      case OFF -> "not added, pods were judged as they were submitted";
      case SECRET -> "added as secrets, as asked";
      case PROJECTED -> "added as projected volumes, as asked";
      case AUTO ->
          shownAsSecrets
              ? "added as secrets, as the log shows them"
              : "added as projected volumes, as the log shows no secrets";
    };
  }
}
