// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.falcoj.engine.FieldDefinition.Flag;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Finding fields by source and name. */
class FieldRegistryTest {

  private static final FieldRegistry REGISTRY =
      new FieldRegistry(
          List.of(
              new FieldClass(
                  "evt",
                  "",
                  "",
                  List.of(
                      field("evt.num", ArgumentRule.NONE, Set.of(), "a", "b"),
                      field(
                          "evt.arg",
                          ArgumentRule.REQUIRED_KEY,
                          EnumSet.of(Flag.DOTTED_ARGUMENT),
                          "a"))),
              new FieldClass(
                  "ka",
                  "",
                  "",
                  List.of(
                      field(
                          "ka.images", ArgumentRule.OPTIONAL_INDEX, EnumSet.of(Flag.JSON), "b")))));

  private static FieldDefinition field(
      String name, ArgumentRule rule, Set<Flag> flags, String... sources) {
    return new FieldDefinition(
        name,
        FieldType.CHARBUF,
        false,
        rule,
        flags,
        List.of(sources),
        "",
        null,
        FieldBinder.of((event, values) -> {}));
  }

  @Test
  void findsFieldsOfTheSourceAlone() throws Exception {
    assertThat(REGISTRY.sources()).containsExactly("a", "b");
    assertThat(REGISTRY.find("a", "evt.num")).isPresent();
    assertThat(REGISTRY.find("b", "evt.arg")).isEmpty();
    assertThat(REGISTRY.find("c", "evt.num")).isEmpty();
    assertThat(REGISTRY.bind("b", "evt.num", null).definition().name()).isEqualTo("evt.num");
  }

  @Test
  void knowsFieldsWithoutBindingThem() {
    assertThat(REGISTRY.knows("a", "evt.num")).isTrue();
    assertThat(REGISTRY.knows("a", "evt.arg.flags")).isTrue();
    assertThat(REGISTRY.knows("a", "evt.arg.")).isFalse();
    assertThat(REGISTRY.knows("a", "evt.num.flags")).isFalse();
    assertThat(REGISTRY.knows("b", "evt.arg")).isFalse();
    assertThat(REGISTRY.knows("c", "evt.num")).isFalse();
  }

  @Test
  void listsTheClassesOfASourceWithItsFieldsOnly() {
    assertThat(REGISTRY.classes("b")).extracting(FieldClass::name).containsExactly("evt", "ka");
    assertThat(REGISTRY.classes("b").get(0).fields())
        .extracting(FieldDefinition::name)
        .containsExactly("evt.num");
    assertThat(REGISTRY.classes("c")).isEmpty();
    assertThat(REGISTRY.classes()).hasSize(2);
  }

  @Test
  void argumentsFollowInBracketsOrBehindADot() throws Exception {
    assertThat(REGISTRY.bind("a", "evt.arg", "flags").argument().text()).isEqualTo("flags");
    assertThat(REGISTRY.bind("a", "evt.arg.flags", null).argument().text()).isEqualTo("flags");
    assertThat(REGISTRY.bind("a", "evt.arg.a.b", null).argument().text()).isEqualTo("a.b");
    assertThat(REGISTRY.bind("b", "ka.images", "3").argument().index()).isEqualTo(3);
    assertThat(REGISTRY.bind("b", "ka.images", null).argument().isPresent()).isFalse();
  }

  @Test
  void hugeIndexIsOutOfEveryRange() throws Exception {
    assertThat(REGISTRY.bind("b", "ka.images", "9999999999").argument().index())
        .isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void suggestsNamesThatAreNear() {
    assertThatExceptionOfType(UnknownFieldException.class)
        .isThrownBy(() -> REGISTRY.bind("b", "ka.image", "1"))
        .satisfies(
            e -> {
              assertThat(e.field()).isEqualTo("ka.image[1]");
              assertThat(e.suggestions()).containsExactly("ka.images");
            });
    assertThat(REGISTRY.suggestions("b", "proc.name")).isEmpty();
    assertThat(REGISTRY.suggestions("b", "evt.nmu")).containsExactly("evt.num");
  }

  @Test
  void refusesTwoFieldsOfOneName() {
    FieldClass one =
        new FieldClass("x", "", "", List.of(field("x.y", ArgumentRule.NONE, Set.of(), "a")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FieldRegistry(List.of(one, one)))
        .withMessageContaining("x.y");
  }
}
