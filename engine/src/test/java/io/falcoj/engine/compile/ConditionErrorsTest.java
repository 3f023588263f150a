// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.falcoj.engine.Priority;
import io.falcoj.engine.compile.ConditionCompileException.Kind;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.engine.testing.Conditions;
import io.falcoj.engine.testing.TableFields;
import io.falcoj.grammar.Expr;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with conditions: the words, the place, and what may help. */
class ConditionErrorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "one.int64 = x | x is not a valid number",
        "one.int64 = \"\" | ~ is not a valid number~",
        "one.int64 = 0x10 | 0x10 is not a valid number",
        "one.int64 = 1.5 | 1.5 is not a valid number",
        "one.uint8 in (1, 2, z) | z is not a valid number",
        "one.bool = yes | filter error: unrecognized boolean value yes",
        "one.port = nosuchservice | unrecognized protocol nosuchservice",
        "one.ipaddr = 10.0.0 | unrecognized IPv4 address 10.0.0",
        "one.ipaddr = 10.0.0.256 | unrecognized IPv4 address 10.0.0.256",
        "one.ipaddr = 10.0.0.01 | unrecognized IPv4 address 10.0.0.01",
        "one.ipaddr = 10.0.0.1.2 | unrecognized IPv4 address 10.0.0.1.2",
        "one.ipaddr = host | unrecognized IPv6 address host",
        "one.ipaddr = \"1::2::3\" | unrecognized IPv6 address 1::2::3",
        "one.ipaddr = \"1:2:3:4:5:6:7\" | unrecognized IPv6 address 1:2:3:4:5:6:7",
        "one.ipaddr = \"12345::\" | unrecognized IPv6 address 12345::",
        "one.ipaddr = \":1\" | unrecognized IPv6 address :1",
        "one.ipnet = 10.0.0.0 | unrecognized IP network 10.0.0.0",
        "one.ipnet = 10.0.0/8 | unrecognized IP address 10.0.0/8",
        "one.ipnet = 10.0.0.0/33 | invalid netmask 33",
        "one.ipnet = 10.0.0.0/x | x is not a valid number",
        "one.ipnet = \"<IPNET>\" | invalid v6 netmask: <IPNET>",
        "one.ipnet = \"fd00::/0\" | invalid v6 netmask 0",
        "one.ipnet = \"fd00::/129\" | invalid v6 netmask 129",
        "one.ipnet = \"fg00::/8\" | unrecognized IPv6 address fg00::/8",
        "one.bytebuf bcontains abc"
            + " | filter error: bcontains and bstartswith operator support hex strings only",
        "one.bytebuf bstartswith 0g"
            + " | filter error: bcontains and bstartswith operator support hex strings only",
        "one.ipaddr contains anyof (x)"
            + " | filter error: 'contains' with modifier not supported for ip address and network"
            + " filters",
        "one.uid = 1 | filter error: '=' operator not supported for type 'UID'",
        "a.text[x] = 1 | filter_check called with nonexistent field a.text[x]",
        "json.text[x] = 1 | filter 'json.text[x]': json.text does not allow nor require an argument"
            + " but one is provided: x",
        "json.list[x] = 1 | filter json.list[x] json.list has an invalid index argument not"
            + " composed only by digits: x",
        "json.list[01] = 1"
            + " | filter json.list[01] json.list has an invalid index argument starting with 0: 01",
        "key.text = 1 | filter 'key.text': key.text requires an argument but none provided",
        "evt.type = opne | unknown event type opne",
        "evt.type in (open, opne) | unknown event type opne",
        "evt.type contains opne | unknown event type opne",
        "no.such = 1 | filter_check called with nonexistent field no.such",
        "no.such[1] = 1 | filter_check called with nonexistent field no.such[1]",
        "tolower(no.such) = 1 | filter_check called with nonexistent field no.such",
        "a.text = val(no.such) | filter_check called with nonexistent field no.such",
        "some_macro | filter error: unexpected identifier 'some_macro'"
      })
  void saysWhatIsWrong(String condition, String message) {
    assertThatExceptionOfType(ConditionCompileException.class)
        .as(condition)
        .isThrownBy(() -> Conditions.compile(condition))
        .withMessage(message);
  }

  private static ConditionCompileException failureOf(String condition) {
    return catchThrowableOfType(
        ConditionCompileException.class, () -> Conditions.compile(condition));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.text exists and nosuch.field = 1 | nosuch.field",
        "one.int64 in (1, xy, 3) | xy",
        "a.text = x and one.int64 contains 1 | one.int64 contains 1",
        "tolower(one.int64) = x | tolower(one.int64)",
        "a.text = val(one.int64) | val(one.int64)",
        "evt.type in (open, opne) | opne",
        "not (a.text = x or b.text regex \"(\") | \"(\""
      })
  void pointsAtThePlace(String condition, String place) {
    ConditionCompileException failure = failureOf(condition);
    assertThat(condition.substring(failure.span().offset(), failure.span().end())).isEqualTo(place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "json.txt = 1 | did you mean json.text?",
        "evt.type = opne | did you mean open",
        "a.text regex \"\\\\d\" | regular expressions have POSIX syntax",
        "one.ipnet = 10.0.0.1 | write it as address/bits"
      })
  void hintsAtWhatMayHelp(String condition, String hint) {
    assertThat(failureOf(condition).hint()).startsWith(hint);
  }

  @Test
  void tellsUnknownNamesFromOtherMistakes() {
    assertThat(failureOf("no.such = 1").kind()).isEqualTo(Kind.UNKNOWN_NAME);
    assertThat(failureOf("evt.type = nosuch").kind()).isEqualTo(Kind.UNKNOWN_NAME);
    assertThat(failureOf("one.int64 = x").kind()).isEqualTo(Kind.INVALID);
  }

  @Test
  void textsHaveALimitThatIsHigherForJson() throws Exception {
    String longText = "x".repeat(256);
    assertThatExceptionOfType(ConditionCompileException.class)
        .isThrownBy(() -> Conditions.compile("a.text = " + longText))
        .withMessage("filter parameter too long (used=257, available=256):" + longText);
    assertThatExceptionOfType(ConditionCompileException.class)
        .isThrownBy(() -> Conditions.compile("one.bytebuf = " + longText))
        .withMessage("filter parameter too long (byte buf)");
    Conditions.compile("a.text = " + "x".repeat(255), "json.text = " + longText);
    assertThatExceptionOfType(ConditionCompileException.class)
        .isThrownBy(() -> Conditions.compile("json.text = " + "x".repeat(4096)));
  }

  @Test
  void aRuleThatDoesNotCompileLeavesNothingBehind() throws Exception {
    RulesetCompiler compiler = Conditions.compiler("a.text = x");
    assertThatExceptionOfType(ConditionCompileException.class)
        .isThrownBy(() -> compiler.add(Conditions.rule("b.text = y and no.such = z")));
    assertThat(compiler.build(RuleMatching.ALL).rules()).hasSize(1);
  }

  @Test
  void conditionsThatNestTooDeeplyAreRefused() {
    Expr condition = Conditions.parse("a.text exists");
    for (int i = 0; i < 5000; i++) {
      Expr inner = condition;
      condition = new Expr.Not(new Expr.And(List.of(inner, inner), inner.span()), inner.span());
    }
    Expr deep = condition;
    RulesetCompiler compiler = new RulesetCompiler(TableFields.registry(), TableFields.SOURCE);
    assertThatExceptionOfType(ConditionCompileException.class)
        .isThrownBy(() -> compiler.add(new RuleToCompile("deep", Priority.DEBUG, List.of(), deep)))
        .withMessage("condition nests more than 1000 levels deep");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a.text = b.text | 'b.text' may be a valid field misused as a const string value",
        "a.text in (x, b.text) | 'b.text' may be a valid field misused as a const string value",
        "a.text = \"b. text\" | 'b. text' may be a valid field misused as a const string value",
        "a.text = \"json.list[1]\""
            + " | 'json.list[1]' may be a valid field misused as a const string value",
        "a.text = \"tolower(b.text)\" | 'tolower(b.text)' may be a valid field transformer misused"
            + " as a const string value",
        "a.text = \"val(b.text)\""
            + " | 'val(b.text)' may be a valid field transformer misused as a const string value",
        "a.text regex \"cat.*\" | regex check with 'cat.*' may be optimized with simpler operators"
            + " such as '=', 'contains', 'startswith', 'endswith'"
      })
  void warnsOfLikelyMistakes(String condition, String message) throws Exception {
    List<ConditionWarning> warnings = Conditions.warnings(condition);
    assertThat(warnings).extracting(ConditionWarning::message).containsExactly(message.strip());
    assertThat(warnings.get(0).kind()).isEqualTo(ConditionWarning.Kind.LIKELY_MISTAKE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.text = key.text",
        "a.text = no.such",
        "a.text = tolower",
        "a.text = \"x(b.text)\"",
        "a.text regex \"c[ao]t\"",
        "a.text regex \"cat\\\\.*\""
      })
  void doesNotWarnOfOthers(String condition) throws Exception {
    assertThat(Conditions.warnings(condition)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tolower(evt.type) = open"
            + " | event code search does not support `evt.type` checks with transformers",
        "join(\",\", (a.text, evt.type)) = open"
            + " | event code search does not support `evt.type` checks with transformers",
        "tolower(evt.type) exists"
            + " | event code search does not support `evt.type` checks with transformers",
        "evt.type = tolower(a.text) | right-hand field comparisons on `evt.type`/`syscall.type`"
            + " checks are not supported by event code search"
      })
  void typesOfEventsCanOnlyBeComparedWithNames(String condition, String message) {
    assertThatExceptionOfType(ConditionCompileException.class)
        .isThrownBy(() -> RulesetCompiler.eventTypesOf(Conditions.parse(condition)))
        .withMessage(message);
  }
}
