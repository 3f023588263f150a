// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon;

import io.falcoj.engine.yaml.SourceText;
import io.falcoj.engine.yaml.YamlException;
import io.falcoj.engine.yaml.YamlLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads policies from standard input, where they are asked for there. */
public final class PolicyInput {

  private static final String NAME = "standard input";

  private PolicyInput() {}

  /**
   * The text of standard input if one of the policies is {@code -}; else null.
   *
   * @throws FalcoException if it cannot be read, or is no text
   */
  public static @Nullable SourceText read(List<Path> policies, InputStream standardInput) throws FalcoException {
    if (!policies.contains(Policies.STANDARD_INPUT)) {
      return null;
    }
    try {
      // One more than a text may have: then the reader says that it is too long.
      byte[] bytes = standardInput.readNBytes(YamlLimits.DEFAULT.maxLength() + 1);
      return SourceText.decode(NAME, bytes);
    } catch (IOException e) {
      throw new FalcoException(NAME + ": cannot be read: " + e.getMessage(), e);
    } catch (YamlException e) {
      throw new FalcoException(e.getMessage(), e);
    }
  }
}
