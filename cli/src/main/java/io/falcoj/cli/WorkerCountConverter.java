// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of threads. */
final class WorkerCountConverter implements ITypeConverter<Integer> {

  private static final int MOST = 1024;

  @Override
  public Integer convert(String text) {
    if (text.matches("[0-9]{1,4}")) {
      int count = Integer.parseInt(text);
      if (count >= 1 && count <= MOST) {
        return count;
      }
    }
    throw new TypeConversionException(
        "found \"" + text + "\", expected a number of threads from 1 to " + MOST);
  }
}
