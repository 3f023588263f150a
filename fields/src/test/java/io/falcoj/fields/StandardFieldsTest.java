// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.falcoj.engine.ArgumentRule;
import io.falcoj.engine.BoundField;
import io.falcoj.engine.FieldArgumentException;
import io.falcoj.engine.FieldClass;
import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.FieldDefinition.Flag;
import io.falcoj.engine.FieldType;
import io.falcoj.engine.UnknownFieldException;
import io.falcoj.testdata.ConformanceFolders;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StandardFieldsTest {

  private static final String SYSCALL = "syscall";

  private static List<FieldDefinition> allFields() {
    List<FieldDefinition> fields = new ArrayList<>();
    for (FieldClass fieldClass : Extraction.FIELDS.classes()) {
      fields.addAll(fieldClass.fields());
    }
    return fields;
  }

  /** A line that tells what rules can rely on: {@code proc.args CHARBUF optional own syscall}. */
  private static String facts(FieldDefinition field) {
    ArgumentRule rule = field.argumentRule();
    String argument = "none";
    if (rule.allowed()) {
      argument =
          (rule.required() ? "required" : "optional")
              + (rule.index() ? " index" : "")
              + (rule.key() ? " key" : "")
              + (rule.isOwn() ? " own" : "");
    }
    return String.join(
        " ",
        field.name(),
        field.list() ? "LIST(" + field.type() + ")" : field.type().toString(),
        argument,
        String.join(",", field.sources()));
  }

  @Test
  void fieldsAreThoseOfTheCommittedTable() throws Exception {
    String expected;
    try (InputStream input = StandardFieldsTest.class.getResourceAsStream("fields.txt")) {
      expected = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(allFields().stream().map(StandardFieldsTest::facts))
        .containsExactlyInAnyOrderElementsOf(expected.lines().toList());
  }

  @Test
  void fieldsOfTheReferenceAreAllDeclared() throws Exception {
    Path reference =
        ConformanceFolders.further().resolveSibling("reference").resolve("fields.json");
    assumeTrue(Files.exists(reference), "no reference at " + reference);
    List<String> expected = new ArrayList<>();
    for (JsonNode field : JsonMapper.shared().readTree(Files.readAllBytes(reference))) {
      expected.add(referenceFacts(field));
    }
    List<String> declared = allFields().stream().map(StandardFieldsTest::facts).toList();
    assertThat(declared).containsAll(expected);
    assertThat(allFields().stream().filter(field -> !isExtra(field)).toList())
        .hasSameSizeAs(expected);
  }

  /** Whether the field is beyond the reference: of old rules, for displays, or falcoj's own. */
  private static boolean isExtra(FieldDefinition field) {
    return field.is(Flag.HIDDEN) && !field.name().equals("evt.dir")
        || field.is(Flag.PRINT_ONLY)
        || field.name().startsWith("pod.");
  }

  private static String referenceFacts(JsonNode field) {
    String type = field.get("type").stringValue();
    List<String> sources = new ArrayList<>();
    field.get("sources").forEach(source -> sources.add(source.stringValue()));
    JsonNode argument = field.get("argument");
    String rule = "none";
    if (!argument.isNull()) {
      StringBuilder text =
          new StringBuilder(argument.get("required").booleanValue() ? "required" : "optional");
      argument
          .get("type")
          .forEach(word -> text.append(' ').append(word.stringValue().toLowerCase(Locale.ROOT)));
      rule = text + (argument.get("type").isEmpty() ? " own" : "");
    }
    return String.join(
        " ",
        field.get("name").stringValue(),
        field.get("list").booleanValue() ? "LIST(" + type + ")" : type,
        rule,
        String.join(",", sources));
  }

  @Test
  void everyFieldAndClassIsDescribed() {
    for (FieldClass fieldClass : Extraction.FIELDS.classes()) {
      assertThat(fieldClass.name()).isNotBlank();
      assertThat(fieldClass.shortDescription()).isNotBlank();
      assertThat(fieldClass.description()).endsWith(".");
    }
    for (FieldDefinition field : allFields()) {
      assertThat(field.description()).as(field.name()).matches("(?s)[A-Za-z1].{8,}[.]");
    }
  }

  @Test
  void deprecatedFieldsSayWhatToWriteInstead() {
    TreeSet<String> deprecated = new TreeSet<>();
    for (FieldDefinition field : allFields()) {
      if (field.isDeprecated()) {
        deprecated.add(field.name());
        assertThat(field.deprecation()).isNotBlank();
      }
    }
    assertThat(deprecated).contains("evt.dir", "evt.latency", "container.info");
  }

  @ParameterizedTest
  @CsvSource({
    "evt.arg.fd,, CHARBUF",
    "evt.arg, 0, CHARBUF",
    "evt.arg, path, CHARBUF",
    "evt.rawarg.fd,, FD",
    "evt.rawarg.flags,, FLAGS32",
    "evt.rawarg.res,, ERRNO",
    "evt.rawarg.path,, FSPATH",
    "evt.type.is.open,, UINT32",
    "evt.type.is.2,, UINT32",
    "evt.abspath,, CHARBUF",
    "evt.abspath.src,, CHARBUF",
    "evt.around, 1404996934793590564, UINT64",
    "thread.cgroup.cpuacct,, CHARBUF",
    "proc.aname,, CHARBUF",
    "proc.aname, 2, CHARBUF",
    "proc.env, HOME, CHARBUF",
    "proc.aenv, 3, CHARBUF",
    "fd.types, 0, CHARBUF",
    "container.mount, 0, CHARBUF",
    "container.mount, /etc/*, CHARBUF",
    "container.label, app, CHARBUF",
  })
  void bindsSystemCallFieldsToTheirArguments(String name, @Nullable String argument, FieldType type)
      throws Exception {
    BoundField bound = Extraction.FIELDS.bind(SYSCALL, name, argument);
    assertThat(bound.type()).isEqualTo(type);
  }

  @Test
  void counterOfReadsIsUnknown() {
    assertThatThrownBy(() -> Extraction.FIELDS.bind(SYSCALL, "util.cnt", null))
        .isInstanceOf(UnknownFieldException.class);
  }

  @Test
  void fieldsWithoutArgumentTakeNone() {
    assertThatThrownBy(() -> Extraction.FIELDS.bind(SYSCALL, "proc.name", "1"))
        .isInstanceOf(UnknownFieldException.class);
    assertThatThrownBy(() -> Extraction.bind("ka.verb[0]"))
        .isInstanceOf(FieldArgumentException.class);
  }

  @Test
  void numbersOfParametersPrintAsTheirEventsSay() throws Exception {
    assertThat(Extraction.FIELDS.bind(SYSCALL, "evt.rawarg.flags", null).definition().flags())
        .contains(Flag.HEX);
    assertThat(Extraction.FIELDS.bind(SYSCALL, "evt.rawarg.mode", null).definition().flags())
        .contains(Flag.OCTAL);
    assertThat(Extraction.FIELDS.bind(SYSCALL, "evt.rawarg.fd", null).definition().flags())
        .doesNotContain(Flag.HEX, Flag.OCTAL);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "evt.arg.nothing, none, unknown event argument nothing",
        "evt.arg, none, filter syntax error: evt.arg",
        "evt.rawarg.nothing, none, unknown event argument nothing",
        "evt.around, soon, filter 'evt.around[soon]': evt.around takes nanoseconds since the epoch"
            + " as argument",
        "proc.aname, up, filter 'proc.aname[up]': proc.aname takes a number as argument",
        "proc.args, 12345678901, filter 'proc.args[12345678901]': proc.args takes a number as"
            + " argument",
        "fd.types, out, filter 'fd.types[out]': fd.types takes a number as argument",
        "thread.cgroup, none, filter syntax error: thread.cgroup",
        "thread.cgroup, a/b, filter 'thread.cgroup[a/b]': thread.cgroup takes a word of letters as"
            + " argument",
        "container.mount, none, filter 'container.mount': container.mount requires an argument but"
            + " none provided",
      })
  void refusesArgumentsThatMeanNothing(String name, @Nullable String argument, String message) {
    assertThatThrownBy(() -> Extraction.FIELDS.bind(SYSCALL, name, argument))
        .isInstanceOf(FieldArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "evt.arg.resx, evt.arg.res",
    "evt.rawarg.flagss, evt.rawarg.flags",
    "evt.type.is.opne, evt.type.is.open",
    "evt.abspath.srx, evt.abspath.src",
  })
  void takesNamesThatOnlyBeginAsOneForFieldsThatAreNotThere(String name, String suggestion) {
    assertThatThrownBy(() -> Extraction.FIELDS.bind(SYSCALL, name, null))
        .isInstanceOfSatisfying(
            UnknownFieldException.class,
            e -> {
              assertThat(e.field()).isEqualTo(name);
              assertThat(e.suggestions()).contains(suggestion);
            });
  }
}
