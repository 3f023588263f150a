// SPDX-License-Identifier: Apache-2.0
package io.falcoj.testdata;

/** A suite that breaks the format: the message names file, line and what is wrong. */
public final class ConformanceFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConformanceFormatException(String message) {
    super(message);
  }
}
