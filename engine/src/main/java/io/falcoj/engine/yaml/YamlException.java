// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.yaml;

import io.falcoj.grammar.Span;
import java.util.Objects;

/**
 * A text is not YAML, or exceeds a limit. The message reads {@code file:line:column: found this,
 * expected that}.
 */
public final class YamlException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient SourceText source;
  private final transient Span span;
  private final String found;
  private final String expected;

  /**
   * @param found what stands at the place, in words or quoted
   * @param expected what could have stood there
   */
  public YamlException(SourceText source, Span span, String found, String expected) {
    super(
        "%s:%d:%d: found %s, expected %s"
            .formatted(source.name(), span.line(), span.column(), found, expected));
    this.source = source;
    this.span = span;
    this.found = found;
    this.expected = expected;
  }

  /** Never absent. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** The text that was read. */
  public SourceText source() {
    return source;
  }

  /** Where the text stops making sense. */
  public Span span() {
    return span;
  }

  /** What stands there. */
  public String found() {
    return found;
  }

  /** What could have stood there. */
  public String expected() {
    return expected;
  }
}
