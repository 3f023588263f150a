// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.falcoj.engine.Event;
import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.engine.FieldClass;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.FieldType;
import io.falcoj.engine.Priority;
import io.falcoj.engine.Values;
import io.falcoj.engine.compile.ConditionCompileException;
import io.falcoj.engine.compile.ConditionWarning;
import io.falcoj.engine.compile.RuleToCompile;
import io.falcoj.engine.compile.RulesetCompiler;
import io.falcoj.engine.compile.StandardSyntax;
import io.falcoj.engine.operator.PathPrefixes;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.predicate.Slot;
import io.falcoj.engine.predicate.ValueShape;
import io.falcoj.engine.ruleset.EventTypeSet;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.engine.ruleset.Ruleset;
import io.falcoj.engine.text.PathText;
import io.falcoj.engine.text.PrintableText;
import io.falcoj.engine.text.SplitText;
import io.falcoj.engine.transformer.BoundTransformer;
import io.falcoj.engine.transformer.StandardTransformers;
import io.falcoj.engine.transformer.TransformerArgument;
import io.falcoj.engine.transformer.TransformerException;
import io.falcoj.fields.StandardFields;
import io.falcoj.fields.table.FieldSettings;
import io.falcoj.grammar.ConditionLimits;
import io.falcoj.grammar.ConditionParser;
import io.falcoj.grammar.ConditionSyntaxException;
import io.falcoj.grammar.Expr;
import io.falcoj.grammar.Operand;
import io.falcoj.grammar.Span;
import io.falcoj.testdata.ConformanceCase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Runs the suite about compiling and evaluating conditions. */
final class FilterEvalRunner implements SuiteRunner {

  private static final String SOURCE = "syscall";
  private static final char COMPONENT_SEPARATOR = '\u0001';

  private final ObjectMapper mapper = JsonMapper.shared();
  private final ConditionParser parser =
      new ConditionParser(StandardSyntax.SYNTAX, ConditionLimits.DEFAULT);

  @Override
  public String suite() {
    return "filter-eval";
  }

  @Override
  public List<Check> checks(ConformanceCase each) {
    return List.of(new Check(each.id(), () -> run(each)));
  }

  private void run(ConformanceCase each) throws Exception {
    JsonNode input = each.json();
    JsonNode expect = each.expect();
    String kind = input.get("kind").stringValue();
    switch (kind) {
      case "event" -> compile(input, expect, List.of(), eventOf(each));
      case "compile" -> compile(input, expect, List.of(), MockFields.EVENT);
      case "mock" ->
          compile(input, expect, List.of(MockFields.constants(SOURCE)), MockFields.EVENT);
      case "values" -> values(input, expect);
      case "event-types" -> eventTypes(input, expect);
      case "prefix" -> prefix(input, expect);
      case "transform" -> transform(input, expect);
      case "join-path" ->
          assertThat(text(PathText.join(bytes(input, "a"), bytes(input, "b"))))
              .isEqualTo(expect.get("result").stringValue());
      case "sanitize" -> {
        byte[] text = bytes(input, "text");
        assertThat(text(PrintableText.sanitize(text, 0, text.length)))
            .isEqualTo(expect.get("result").stringValue());
      }
      case "split" ->
          assertThat(
                  SplitText.split(
                      input.get("text").stringValue(),
                      input.get("separator").stringValue().charAt(0)))
              .isEqualTo(texts(expect.get("parts")));
      default -> throw new AssertionError("a kind that nothing here runs: " + kind);
    }
  }

  private Event eventOf(ConformanceCase each) throws IOException {
    Path file = each.file(each.json().get("events").stringValue());
    EventScene scene = new EventScene(mapper.readTree(Files.readAllBytes(file)));
    return scene.playTo(each.json().get("after_event").intValue());
  }

  private void compile(JsonNode input, JsonNode expect, List<FieldClass> extra, Event event)
      throws Exception {
    List<FieldClass> classes =
        new ArrayList<>(StandardFields.classes(new FieldSettings(ZoneOffset.UTC, "host")));
    classes.addAll(extra);
    RulesetCompiler compiler = new RulesetCompiler(new FieldRegistry(classes), SOURCE);
    String filter = input.get("filter").stringValue();
    if (!expect.get("valid").booleanValue()) {
      assertThatThrownBy(() -> add(compiler, parser.parse(filter)))
          .isInstanceOfAny(ConditionCompileException.class, ConditionSyntaxException.class)
          .satisfies(
              e -> {
                if (expect.has("error")) {
                  assertThat(e).hasMessage(expect.get("error").stringValue());
                }
              });
      return;
    }
    List<ConditionWarning> warnings = add(compiler, parser.parse(filter));
    if (expect.has("warnings")) {
      assertThat(warnings).hasSize(expect.get("warnings").intValue());
    }
    if (expect.has("result")) {
      assertThat(matches(compiler, event)).isEqualTo(expect.get("result").booleanValue());
    }
  }

  private static List<ConditionWarning> add(RulesetCompiler compiler, Expr condition)
      throws ConditionCompileException {
    return compiler.add(new RuleToCompile("rule", Priority.DEBUG, List.of(), condition));
  }

  private static boolean matches(RulesetCompiler compiler, Event event) {
    Ruleset ruleset = compiler.build(RuleMatching.FIRST);
    List<String> matched = new ArrayList<>();
    ruleset.evaluate(event, ruleset.newContext(), rule -> matched.add(rule.name()));
    return !matched.isEmpty();
  }

  private static void values(JsonNode input, JsonNode expect) throws Exception {
    FieldRegistry registry = new FieldRegistry(List.of(MockFields.of(SOURCE, input.get("fields"))));
    RulesetCompiler compiler = new RulesetCompiler(registry, SOURCE);
    String[] operator = input.get("op").stringValue().split(" ");
    Operand left = operand(input.get("field"), input.get("transformers"));
    Operand right =
        input.has("right_field")
            ? operand(input.get("right_field"), input.get("right_transformers"))
            : literals(operator[0], texts(input.get("values")));
    String modifier = operator.length > 1 ? operator[1] : null;
    Expr check = new Expr.BinaryCheck(left, operator[0], modifier, right, Span.START);
    boolean refused = expect.has("fails") || !expect.get("valid").booleanValue();
    if (refused) {
      assertThatThrownBy(() -> add(compiler, check)).isInstanceOf(ConditionCompileException.class);
      return;
    }
    add(compiler, check);
    if (expect.has("result")) {
      assertThat(matches(compiler, MockFields.EVENT))
          .isEqualTo(expect.get("result").booleanValue());
    }
  }

  private static Operand operand(JsonNode field, @Nullable JsonNode transformers) {
    Operand operand = new Operand.FieldRef(field.stringValue(), null, Span.START);
    if (transformers != null) {
      for (String name : texts(transformers)) {
        operand = new Operand.TransformerCall(name, List.of(operand), null, Span.START);
      }
    }
    return operand;
  }

  private static Operand literals(String operator, List<String> values) {
    List<Operand.ValueLiteral> literals = new ArrayList<>();
    for (String value : values) {
      literals.add(new Operand.ValueLiteral(value, true, Span.START));
    }
    return StandardSyntax.SYNTAX.listOperators().contains(operator)
        ? new Operand.ListLiteral(literals, Span.START)
        : literals.get(0);
  }

  private void eventTypes(JsonNode input, JsonNode expect) throws Exception {
    Expr condition = parser.parse(input.get("filter").stringValue());
    if (expect.has("valid") && !expect.get("valid").booleanValue()) {
      assertThatThrownBy(() -> RulesetCompiler.eventTypesOf(condition))
          .isInstanceOf(ConditionCompileException.class);
      return;
    }
    EventTypeSet types = RulesetCompiler.eventTypesOf(condition);
    for (String key : expect.propertyNames()) {
      JsonNode expected = expect.get(key);
      switch (key) {
        case "valid" -> {}
        case "types" -> assertThat(types).isEqualTo(named(expected));
        case "all_but" -> assertThat(types).isEqualTo(named(expected).complement());
        case "all" -> assertThat(types).isEqualTo(EventTypeSet.ALL);
        case "same_as" ->
            assertThat(types)
                .isEqualTo(RulesetCompiler.eventTypesOf(parser.parse(expected.stringValue())));
        default -> throw new AssertionError("an expectation that nothing here checks: " + key);
      }
    }
  }

  private static EventTypeSet named(JsonNode names) {
    return EventTypeSet.of(
        texts(names).stream()
            .flatMap(name -> EventTable.standard().typesNamed(name).stream())
            .mapToInt(EventType::code)
            .toArray());
  }

  private static void prefix(JsonNode input, JsonNode expect) {
    boolean components = input.has("components");
    PathPrefixes<Integer> prefixes =
        components ? PathPrefixes.ofComponents(COMPONENT_SEPARATOR) : PathPrefixes.ofPaths();
    int number = 0;
    for (JsonNode path : input.get(components ? "components" : "paths")) {
      int value = input.has("values") ? input.get("values").get(number).intValue() : 0;
      prefixes.add(components ? joined(path) : utf8(path.stringValue()), value);
      number++;
    }
    for (String key : expect.propertyNames()) {
      JsonNode expected = expect.get(key);
      switch (key) {
        case "matches" ->
            assertThat(find(prefixes, input) != null).isEqualTo(expected.booleanValue());
        case "map" -> {
          Integer value = expected.isNull() ? null : expected.intValue();
          assertThat(find(prefixes, input)).isEqualTo(value);
        }
        case "tree" -> assertThat(prefixes).hasToString(expected.stringValue());
        case "component_present" ->
            texts(expected)
                .forEach(name -> assertThat(prefixes.toString()).contains(" " + name + " ->"));
        case "component_absent" ->
            texts(expected)
                .forEach(
                    name -> assertThat(prefixes.toString()).doesNotContain(" " + name + " ->"));
        default -> throw new AssertionError("an expectation that nothing here checks: " + key);
      }
    }
  }

  private static @Nullable Integer find(PathPrefixes<Integer> prefixes, JsonNode input) {
    byte[] path =
        input.has("path_components")
            ? joined(input.get("path_components"))
            : utf8(input.get("path").stringValue());
    return prefixes.find(path, 0, path.length);
  }

  private static byte[] joined(JsonNode components) {
    return utf8(String.join(String.valueOf(COMPONENT_SEPARATOR), texts(components)));
  }

  private static void transform(JsonNode input, JsonNode expect) throws Exception {
    String name = input.get("transformer").stringValue();
    if (expect.has("types")) {
      assertThat(acceptedTypes(name, false))
          .isEqualTo(new TreeSet<>(texts(expect.get("types").get("single"))));
      assertThat(acceptedTypes(name, true))
          .isEqualTo(new TreeSet<>(texts(expect.get("types").get("list"))));
      return;
    }
    if (expect.has("arguments")) {
      List<TransformerArgument> arguments = new ArrayList<>();
      for (JsonNode argument : expect.get("arguments")) {
        arguments.add(argument(type(argument), argument.get("list").booleanValue()));
      }
      ValueShape shape = StandardTransformers.of(name).bind(arguments, null).shape();
      assertThat(shape.type()).isEqualTo(type(expect.get("result")));
      assertThat(shape.list()).isEqualTo(expect.get("result").get("list").booleanValue());
      return;
    }
    boolean list = input.path("list").asBoolean(false);
    Slot field = MockFields.slot(type(input), list, input.get("input"));
    BoundTransformer bound =
        StandardTransformers.of(name)
            .bind(List.of(new TransformerArgument(field.shape(), "test", null)), null);
    EvalContext context = new EvalContext(List.of(field), 0, 0, 0, false);
    context.begin(MockFields.EVENT);
    Values result = new Values();
    bound.function().apply(context, new int[] {0}, result);
    String outputType = expect.get("output_type").stringValue().toUpperCase(Locale.ROOT);
    assertThat(bound.shape().type()).isEqualTo(FieldType.valueOf(outputType));
    assertThat(result.isPresent()).isTrue();
    List<Object> output = new ArrayList<>();
    for (int i = 0; i < result.size(); i++) {
      boolean text = bound.shape().type().storage() == FieldType.Storage.TEXT;
      output.add(text ? result.stringAt(i) : (Object) result.longAt(i));
    }
    List<Object> expected = new ArrayList<>();
    for (JsonNode value : expect.get("output")) {
      expected.add(value.isString() ? value.stringValue() : (Object) value.longValue());
    }
    assertThat(output).isEqualTo(expected);
  }

  private static Set<String> acceptedTypes(String transformer, boolean list) {
    Set<String> accepted = new TreeSet<>();
    for (FieldType type : FieldType.values()) {
      try {
        StandardTransformers.of(transformer).bind(List.of(argument(type, list)), null);
        accepted.add(type.name().toLowerCase(Locale.ROOT));
      } catch (TransformerException e) {
        // Not accepted, which is what is asked.
        continue;
      }
    }
    return accepted;
  }

  private static TransformerArgument argument(FieldType type, boolean list) {
    return new TransformerArgument(ValueShape.of(type, list), "test", null);
  }

  private static FieldType type(JsonNode node) {
    return FieldType.valueOf(node.get("type").stringValue().toUpperCase(Locale.ROOT));
  }

  private static byte[] bytes(JsonNode input, String key) {
    return input.has(key + "_hex")
        ? HexFormat.of().parseHex(input.get(key + "_hex").stringValue())
        : utf8(input.get(key).stringValue());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static List<String> texts(JsonNode array) {
    return array.values().stream().map(JsonNode::stringValue).toList();
  }
}
