// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PspCheckTest {

  @Test
  void everyPropertyBelongsToOneCheck() {
    Stream<String> properties =
        Stream.concat(
            Arrays.stream(PodSecurityPolicy.Spec.class.getRecordComponents())
                .map(RecordComponent::getName),
            Arrays.stream(ProfileAnnotation.values()).map(ProfileAnnotation::key));
    assertThat(
            Arrays.stream(PspCheck.values())
                .flatMap(check -> check.properties().stream())
                .map(key -> key.toLowerCase(Locale.ROOT)))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            properties.map(key -> key.toLowerCase(Locale.ROOT)).toList());
  }
}
