// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.converter.psp.TokenVolumeMode;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads which volume with a token comes with a pod. */
final class TokenVolumeConverter implements ITypeConverter<TokenVolumeMode> {

  /** What the option does, for its help. */
  static final String DESCRIPTION =
      "Volume with the token of its service account that a pod has when a whole policy is asked,"
          + " as admission adds it before: auto, secret (Kubernetes up to 1.20), projected (from"
          + " 1.21 on), off. auto is projected unless the log shows secrets.";

  @Override
  public TokenVolumeMode convert(String text) {
    return TokenVolumeMode.of(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "found \""
                        + text
                        + "\", expected one of "
                        + Arrays.stream(TokenVolumeMode.values())
                            .map(TokenVolumeMode::text)
                            .collect(Collectors.joining(", "))));
  }
}
