// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

/** A text of which nothing is known but its characters. */
record PlainText(String content) implements Text {

  @Override
  public String name() {
    return "";
  }
}
