// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

import java.util.List;

/** A rule names a field that its event source does not have. */
public final class UnknownFieldException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String field;
  private final transient List<String> suggestions;

  /**
   * @param field what the rule wrote, argument included
   * @param suggestions names that are near, nearest first; may be empty
   */
  public UnknownFieldException(String field, List<String> suggestions) {
    super("unknown field '" + field + "'");
    this.field = field;
    this.suggestions = List.copyOf(suggestions);
  }

  /** What the rule wrote, argument included. */
  public String field() {
    return field;
  }

  /** Names that the author may have meant, nearest first. */
  public List<String> suggestions() {
    return suggestions;
  }
}
