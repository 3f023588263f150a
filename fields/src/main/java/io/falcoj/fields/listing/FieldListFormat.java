// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.listing;

/** What a list of fields is written as: the values of {@code --format}. */
public enum FieldListFormat {
  TEXT("text"),
  MARKDOWN("markdown"),
  JSON("json");

  private final String text;

  FieldListFormat(String text) {
    this.text = text;
  }

  /** The word of the command line. */
  public String text() {
    return text;
  }
}
