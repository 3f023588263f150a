// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class OptionConverterTest {

  @ParameterizedTest
  @CsvSource({
    "1,1",
    "1000000,1000000",
    "7B,7",
    "64K,65536",
    "64KB,65536",
    "64KiB,65536",
    "16M,16777216",
    "16MiB,16777216",
    "256MB,268435456"
  })
  void readsSizes(String text, int bytes) {
    assertThat(new ByteSizeConverter().convert(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "-1", "1.5M", "1G", "257M", "268435457", "K", "9999999999", "1m"})
  void refusesWhatIsNoSize(String text) {
    assertThatThrownBy(() -> new ByteSizeConverter().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("\"" + text + "\"");
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1024,1024"})
  void readsNumbersOfThreads(String text, int count) {
    assertThat(new WorkerCountConverter().convert(text)).isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "1025", "two", "99999"})
  void refusesWhatIsNoNumberOfThreads(String text) {
    assertThatThrownBy(() -> new WorkerCountConverter().convert(text))
        .isInstanceOf(TypeConversionException.class);
  }
}
