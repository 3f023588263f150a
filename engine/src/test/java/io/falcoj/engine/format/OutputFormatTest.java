// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.falcoj.engine.FieldDefinition.Flag;
import io.falcoj.engine.FieldType;
import io.falcoj.engine.Values;
import io.falcoj.engine.compile.StandardSyntax;
import io.falcoj.engine.text.Utf8;
import io.falcoj.grammar.ConditionLimits;
import io.falcoj.grammar.ConditionParser;
import java.math.BigInteger;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputFormatTest {

  private static final ConditionParser PARSER =
      new ConditionParser(StandardSyntax.SYNTAX, ConditionLimits.DEFAULT);

  private final TableSlots slots =
      new TableSlots()
          .text("proc.name", "cat")
          .text("proc.aname", "sh", "init")
          .text("proc.aname[1]", "sh")
          .text("evt.arg.path", "/etc/passwd")
          .text("user.name", "jürgen")
          .number("proc.pid", FieldType.INT64, 42)
          .absent("fd.name")
          .list("ka.images", "nginx", "mysql")
          .list("ka.flags", "true", null)
          .add("ka.none", FieldType.CHARBUF, true, Set.of(Flag.JSON), Values::present)
          .list("fd.types")
          .text("toupper(proc.name)", "CAT")
          .text("tolower(toupper(proc.name))", "cat")
          .text("tolower(evt.arg.path)", "/etc/passwd")
          .text("concat(toupper(proc.name),evt.arg.path)", "CAT/etc/passwd")
          .text("join(->,(toupper(proc.name),tolower(evt.arg.path)))", "CAT->/etc/passwd");

  private OutputFormat compile(String text) throws OutputFormatException {
    return new OutputFormatCompiler(PARSER, slots).compile(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          no field at all|no field at all
          start %proc.name end|start cat end
          %proc.name|cat
          (%proc.name,%proc.pid)|(cat,42)
          start%proc.nameand%proc.pidend|startcatand42end
          %proc.names|cats
          %proc.name.|cat.
          %proc.name..|cat..
          %proc.name[%proc.pid]|cat[42]
          %proc.aname[1]%proc.pid|sh42
          %proc.aname[9]|sh init[9]
          %proc.aname[|sh init[
          %proc.aname|sh init
          %toupper(proc.name)!|CAT!
          %toupper( proc.name )|CAT
          100%% of %%%proc.name%%|100% of %cat%
          %2proc.name.|ca.
          %6proc.name.|cat   .
          %3user.name|jür
          %05proc.pid|42   \
          """)
  void fillsInFields(String format, String expected) throws OutputFormatException {
    assertThat(compile(format).render(slots.context())).isEqualTo(expected);
  }

  @Test
  void endsBeforeAnAbsentFieldUnlessAllAreOptional() throws OutputFormatException {
    StringBuilder text = new StringBuilder();
    boolean whole = compile("%proc.name opens %fd.name by %proc.pid").append(slots.context(), text);
    assertThat(whole).isFalse();
    assertThat(text).hasToString("cat opens ");

    text.setLength(0);
    whole = compile("*%proc.name opens %6fd.name by %proc.pid").append(slots.context(), text);
    assertThat(whole).isTrue();
    assertThat(text).hasToString("cat opens <NA>   by 42");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%proc.name opens %fd.name", "*%proc.name opens %fd.name"})
  void outputsOfRulesAreWholeWithOrWithoutAsterisk(String format) throws OutputFormatException {
    OutputFormat output = new OutputFormatCompiler(PARSER, slots).compileRuleOutput(format);
    assertThat(output.render(slots.context())).isEqualTo("cat opens <NA>");
    assertThat(output).hasToString(format);
  }

  @Test
  void listsStandInParenthesesAndEmptyOnesOfJsonAreAbsent() throws OutputFormatException {
    assertThat(compile("*%ka.images %ka.flags %ka.none %fd.types").render(slots.context()))
        .isEqualTo("(nginx,mysql) (true,<NA>) <NA> ()");
  }

  @Test
  void longListsAreWhole() throws OutputFormatException {
    String image = "registry.example.com/team/" + "a".repeat(600);
    slots.list("ka.long", image, image, image);
    assertThat(compile("%ka.long").render(slots.context()))
        .isEqualTo("(" + image + "," + image + "," + image + ")");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          %some.field end           | unknown filter: unexpected token after ' | 0
          at %nofield               | unknown filter: unexpected token after ' | 3
          % proc.name               | unknown filter: unexpected token after ' | 0
          %(proc.name)              | unknown filter: unexpected token after ' | 0
          %some_function(proc.name) | unknown filter: unexpected token after ' | 0
          %toupper(proc.pid)        | unknown filter: unexpected token after ' | 0
          %proc.name %              | invalid formatting syntax: formatting cannot end with a % | 11
          %proc.name %12            | invalid formatting syntax: formatting cannot end with a number | 11
          %10001proc.name           | invalid formatting syntax: field is wider than 10000 | 0
          %99999999999999proc.name  | invalid formatting syntax: field is wider than 10000 | 0
          """)
  void refusesWhatIsNoField(String format, String message, int offset) {
    OutputFormatException error =
        catchThrowableOfType(OutputFormatException.class, () -> compile(format));
    assertThat(error).hasMessage(message);
    assertThat(error.offset()).isEqualTo(offset);
    assertThat(error.isUnknownField()).isEqualTo(message.startsWith("unknown filter"));
  }

  @Test
  void refusesAnEmptyFormatButNotAnEmptyOutputOfARule() throws OutputFormatException {
    OutputFormatException error =
        catchThrowableOfType(OutputFormatException.class, () -> compile(""));
    assertThat(error).hasMessage("empty formatting token");
    assertThat(
            new OutputFormatCompiler(PARSER, slots).compileRuleOutput("*").render(slots.context()))
        .isEmpty();
  }

  @Test
  void standsInForNetworksWhichNoEventHas() throws OutputFormatException {
    slots.add(
        "fd.cnet",
        FieldType.IPNET,
        false,
        Set.of(Flag.FILTER_ONLY),
        values -> values.addIpv4(0x7f000001));
    OutputFormat format = compile("%fd.cnet");
    assertThat(format.render(slots.context())).isEqualTo("<IPNET>");
    assertThat(format.fieldValues(slots.context())).containsEntry("fd.cnet", "<IPNET>");
  }

  @Test
  void hintsAtTheWholeNameThatWasTried() {
    OutputFormatException error =
        catchThrowableOfType(OutputFormatException.class, () -> compile("%proc.nam and"));
    assertThat(error.hint()).isEqualTo("no field proc.nam");
  }

  @Test
  void refusesALongNameQuickly() {
    OutputFormatException error =
        catchThrowableOfType(
            OutputFormatException.class, () -> compile("%" + "a.".repeat(1_000_000)));
    assertThat(error.isUnknownField()).isTrue();
  }

  @Test
  void anyTextIsAFormatOrIsRefused() {
    List<String> pieces =
        List.of(
            "%",
            "%%",
            "*",
            "7",
            "99999",
            "proc.name",
            "ka.images",
            "proc.aname[1]",
            "[",
            "]",
            "(",
            ")",
            "\"",
            "'",
            "\\",
            ",",
            " ",
            ".",
            "toupper(",
            "join(",
            "val(",
            "é",
            "\n",
            "\u0000",
            "\uD83D");
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    int accepted = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(8); j >= 0; j--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      try {
        OutputFormat format = compile(text.toString());
        assertThat(format.render(slots.context())).isNotNull();
        accepted++;
      } catch (OutputFormatException e) {
        assertThat(e.offset()).as("seed %d: %s", seed, text).isBetween(0, text.length());
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + text, e);
      }
    }
    assertThat(accepted).isBetween(1_000, 19_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          %proc.name %proc.pid %proc.name  | proc.name proc.pid
          %toupper(proc.name)              | proc.name toupper(proc.name)
          %tolower(toupper(proc.name))     | proc.name tolower(toupper(proc.name))
          %concat(toupper(proc.name), evt.arg.path) | proc.name toupper(proc.name) evt.arg.path \
          concat(toupper(proc.name),evt.arg.path)
          %join("->", (toupper(proc.name), tolower(evt.arg.path))) | proc.name toupper(proc.name) \
          evt.arg.path join(->,(toupper(proc.name),tolower(evt.arg.path)))
          """)
  void namesFieldsAndOutermostTransformers(String format, String names)
      throws OutputFormatException {
    OutputFormat output = compile(format);
    assertThat(output.fieldNames()).containsExactly(names.split(" "));
    assertThat(output.allValues(slots.context())).containsOnlyKeys(names.split(" "));
  }

  @Test
  void reportsFieldsButNoTransformersAsAlertsDo() throws OutputFormatException {
    Map<String, @Nullable Object> fields =
        compile("*%toupper(proc.name) %proc.pid %fd.name %ka.flags %ka.none %fd.types %proc.aname")
            .fieldValues(slots.context());
    assertThat(fields)
        .containsExactly(
            Map.entry("proc.name", "cat"),
            Map.entry("proc.pid", 42L),
            entryOfNull("fd.name"),
            Map.entry("ka.flags", Arrays.asList("true", null)),
            entryOfNull("ka.none"),
            entryOfNull("fd.types"),
            Map.entry("proc.aname", "sh init"));
  }

  private static Map.Entry<String, @Nullable Object> entryOfNull(String name) {
    return new AbstractMap.SimpleEntry<>(name, null);
  }

  @Test
  void reportsFieldsUpToTheAbsentOneThatEndsTheText() throws OutputFormatException {
    assertThat(compile("%proc.name %fd.name %proc.pid").fieldValues(slots.context()))
        .containsExactly(Map.entry("proc.name", "cat"));
  }

  private record Rendered(
      String name,
      FieldType type,
      Set<Flag> flags,
      Consumer<Values> filler,
      String text,
      Object object) {}

  private static final List<Rendered> TYPES =
      List.of(
          number("int", FieldType.INT64, -5, "-5", -5L),
          number("unsigned", FieldType.UINT64, -1, "18446744073709551615", unsigned()),
          number("true", FieldType.BOOL, 1, "true", true),
          number("false", FieldType.BOOL, 0, "false", false),
          number("hex", FieldType.INT32, 0xFD00, "FD00", "FD00", Flag.HEX),
          number("minus", FieldType.INT32, -1, "FFFFFFFF", "FFFFFFFF", Flag.HEX),
          number("hexlong", FieldType.INT64, -1, "FFFFFFFFFFFFFFFF", "FFFFFFFFFFFFFFFF", Flag.HEX),
          number("octal", FieldType.UINT32, 0644, "644", "644", Flag.OCTAL),
          number("padded", FieldType.RELTIME, 1234, "000001234", 1234L, Flag.PADDED),
          number(
              "long",
              FieldType.RELTIME,
              12_345_678_901L,
              "12345678901",
              12_345_678_901L,
              Flag.PADDED),
          value("double", FieldType.DOUBLE, values -> values.addDouble(0.25), "0.2", 0.25),
          value("half", FieldType.DOUBLE, values -> values.addDouble(0.75), "0.8", 0.75),
          value("nan", FieldType.DOUBLE, values -> values.addDouble(Double.NaN), "nan", Double.NaN),
          value(
              "bytes",
              FieldType.BYTEBUF,
              values -> values.addText(Utf8.bytes("a\n\u0000b~")),
              "a..b~",
              "a..b~"),
          value(
              "broken",
              FieldType.CHARBUF,
              values -> values.addText(new byte[] {'a', -1}),
              "a\uFFFD",
              "a\uFFFD"),
          value(
              "time",
              FieldType.CHARBUF,
              values -> values.addText(Utf8.bytes("10:00:00")),
              "10:00:00",
              1_700_000_000_123_456_789L,
              Flag.EVENT_TIME),
          value(
              "ipv4",
              FieldType.IPADDR,
              values -> values.addIpv4(0xC0A80001),
              "192.168.0.1",
              "192.168.0.1"),
          ipv6("zero", 0, 0, "::"),
          ipv6("one", 0, 1, "::1"),
          ipv6("mapped", 0, 0xFFFF_0A00_0001L, "::ffff:10.0.0.1"),
          ipv6("documentation", 0x2001_0DB8_0000_0000L, 1, "2001:db8::1"),
          ipv6("tail", 0xFE80_0000_0000_0000L, 0, "fe80::"),
          ipv6("first", 0x0001_0000_0000_0002L, 0x0003_0000_0000_0004L, "1::2:3:0:0:4"),
          ipv6("single", 0x0001_0000_0002_0003L, 0x0004_0005_0006_0007L, "1:0:2:3:4:5:6:7"));

  @Test
  void printsEveryTypeAsFalcoDoes() throws OutputFormatException {
    List<String> texts = new ArrayList<>();
    for (Rendered rendered : TYPES) {
      String name = "test." + rendered.name;
      slots.add(name, rendered.type, false, rendered.flags, rendered.filler);
      OutputFormat output = compile("%" + name);
      texts.add(rendered.name + " " + output.render(slots.context()));
      assertThat(output.fieldValues(slots.context()))
          .containsExactly(Map.entry(name, rendered.object));
    }
    assertThat(texts)
        .containsExactlyElementsOf(TYPES.stream().map(r -> r.name + " " + r.text).toList());
  }

  private static Rendered number(
      String name, FieldType type, long value, String text, Object object, Flag... flags) {
    return value(name, type, values -> values.addLong(value), text, object, flags);
  }

  private static Rendered ipv6(String name, long high, long low, String text) {
    return value(name, FieldType.IPV6ADDR, values -> values.addIpv6(high, low), text, text);
  }

  private static Rendered value(
      String name,
      FieldType type,
      Consumer<Values> filler,
      String text,
      Object object,
      Flag... flags) {
    return new Rendered(name, type, Set.of(flags), filler, text, object);
  }

  private static BigInteger unsigned() {
    return BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
  }
}
