// SPDX-License-Identifier: Apache-2.0
package io.falcoj.json;

/** A text is not the JSON that was asked for; the message says what is wrong with it. */
public final class JsonSyntaxException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int offset;

  /**
   * @param offset index of the offending byte, from 0, counted from the start of the text
   */
  public JsonSyntaxException(String message, int offset) {
    super(message);
    this.offset = offset;
  }

  /** Index of the offending byte, from 0, counted from the start of the text. */
  public int offset() {
    return offset;
  }
}
