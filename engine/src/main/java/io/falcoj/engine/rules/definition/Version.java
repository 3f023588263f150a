// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.definition;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of the engine or of a plugin: three numbers, of which the first tells what is
 * compatible. Follows libs 0.25 {@code sinsp_version}.
 */
public record Version(long major, long minor, long patch) implements Comparable<Version> {

  /**
   * The version of the engine that falcoj follows, that of Falco 0.44: what a rules file may
   * require with {@code required_engine_version}.
   */
  public static final Version ENGINE = new Version(0, 62, 0);

  /** What no requirement is less than. */
  public static final Version ZERO = new Version(0, 0, 0);

  // Whatever follows the third number is ignored, as in the reference.
  private static final Pattern NUMBERS =
      Pattern.compile("\\s*(\\d{1,10})\\.(\\d{1,10})\\.(\\d{1,10}).*", Pattern.DOTALL);

  private static final Comparator<Version> ORDER =
      Comparator.comparingLong(Version::major)
          .thenComparingLong(Version::minor)
          .thenComparingLong(Version::patch);

  /** Reads {@code 0.26.0}; empty if the text does not begin with three numbers. */
  public static Optional<Version> parse(String text) {
    Matcher numbers = NUMBERS.matcher(text);
    if (!numbers.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Version(
            Long.parseLong(numbers.group(1)),
            Long.parseLong(numbers.group(2)),
            Long.parseLong(numbers.group(3))));
  }

  /** The engine version that a single number stands for, as rules wrote it before 0.34 of Falco. */
  public static Version ofEngineNumber(long number) {
    return new Version(ENGINE.major, number, ENGINE.patch);
  }

  /** Whether something of this version does what {@code required} asks for. */
  public boolean isCompatibleWith(Version required) {
    return major == required.major && compareTo(required) >= 0;
  }

  @Override
  public int compareTo(Version other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
