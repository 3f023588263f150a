// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.compile.StandardSyntax;
import io.falcoj.engine.yaml.SourceText;
import io.falcoj.engine.yaml.YamlException;
import io.falcoj.engine.yaml.YamlMapping;
import io.falcoj.engine.yaml.YamlNode;
import io.falcoj.engine.yaml.YamlReader;
import io.falcoj.engine.yaml.YamlScalar;
import io.falcoj.engine.yaml.YamlSequence;
import io.falcoj.grammar.ConditionLimits;
import io.falcoj.grammar.ConditionParser;
import io.falcoj.grammar.ConditionSyntaxException;
import io.falcoj.grammar.Expr;
import io.falcoj.grammar.ExprVisitor;
import io.falcoj.grammar.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever texts a policy holds, its rules are those of the same policy with tame texts. */
class HostilePolicyTest {

  private static final Pattern OUTPUT_FIELD = Pattern.compile("%([a-z][a-zA-Z0-9_.]*)");

  private final ConditionParser parser =
      new ConditionParser(StandardSyntax.SYNTAX, ConditionLimits.DEFAULT);
  private final JsonMapper json =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  @Test
  void hostileTextsChangeNothingButThemselves() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 150; i++) {
      List<String> texts = Stream.generate(() -> text(random)).limit(8).toList();
      List<String> tame = new ArrayList<>();
      for (int j = 0; j < texts.size(); j++) {
        tame.add("tame" + j);
      }
      Shape hostileShape = convert(texts, seed);
      Shape tameShape = convert(tame, seed);
      assertThat(hostileShape.structure())
          .as("seed %d, texts %s", seed, Printable.of(texts.toString()))
          .isEqualTo(tameShape.structure());
      assertThat(hostileShape.values()).as("seed %d", seed).containsAll(texts.subList(1, 8));
    }
  }

  /** Not empty, and not the word for absence, which no list of a policy may hold. */
  private static String text(Random random) {
    return HostileText.next(random, 30) + "x";
  }

  /**
   * @param structure names, conditions and outputs, each text of the policy left out
   * @param values the values of all conditions
   */
  private record Shape(List<String> structure, List<String> values) {}

  private Shape convert(List<String> texts, long seed) throws YamlException {
    Conversion conversion =
        PspConverter.standard().convert(List.of(SourceText.of("seed " + seed, policy(texts))));
    assertThat(conversion.diagnostics().stream().filter(PolicyDiagnostic::isError))
        .as("seed %d, texts %s", seed, Printable.of(texts.toString()))
        .extracting(PolicyDiagnostic::toText)
        .isEmpty();
    List<YamlNode> documents = YamlReader.read("seed " + seed, conversion.rules());
    assertThat(documents).hasSize(1);
    String identifier = conversion.policies().get(0).identifier();
    assertThat(identifier).matches("[A-Za-z0-9_]+");
    List<String> structure = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (YamlNode node : ((YamlSequence) documents.get(0)).items()) {
      YamlMapping item = (YamlMapping) node;
      structure.add(item.entries().stream().map(YamlMapping.Entry::name).toList().toString());
      String name = text(item, "macro") + text(item, "rule");
      structure.add(name.replace(identifier, "ID"));
      structure.add(parse(text(item, "condition"), values, seed).replace(identifier, "ID"));
      Matcher field = OUTPUT_FIELD.matcher(text(item, "output").replace("%%", ""));
      while (field.find()) {
        structure.add(field.group(1));
      }
    }
    return new Shape(structure, values);
  }

  private String policy(List<String> texts) {
    ObjectNode policy = json.createObjectNode();
    policy.put("apiVersion", "policy/v1beta1").put("kind", "PodSecurityPolicy");
    ObjectNode metadata = policy.putObject("metadata").put("name", "name " + texts.get(0));
    ObjectNode annotations = metadata.putObject("annotations");
    annotations.put("falco-rules-psp-images", listText(texts.get(1)));
    annotations.put("falco-rules-psp-namespaces", listText(texts.get(2), texts.get(3)));
    ObjectNode spec = policy.putObject("spec");
    spec.putArray("allowedCapabilities").add(texts.get(4)).add(texts.get(5));
    spec.putArray("allowedFlexVolumes").addObject().put("driver", texts.get(6));
    spec.putArray("defaultAddCapabilities").add(texts.get(7));
    return json.writeValueAsString(policy);
  }

  private String listText(String... items) {
    ArrayNode list = json.createArrayNode();
    Stream.of(items).forEach(list::add);
    return json.writeValueAsString(list);
  }

  private static String text(YamlMapping item, String key) {
    return item.get(key) instanceof YamlScalar scalar ? scalar.text() : "";
  }

  private String parse(String condition, List<String> values, long seed) {
    try {
      return parser.parse(condition).accept(new Structure(values));
    } catch (ConditionSyntaxException e) {
      throw new AssertionError("seed " + seed + ": " + condition, e);
    }
  }

  /** A condition without the values of its lists, which it hands over. */
  private record Structure(List<String> values) implements ExprVisitor<String> {

    @Override
    public String visitAnd(Expr.And and) {
      return "and" + and.operands().stream().map(operand -> operand.accept(this)).toList();
    }

    @Override
    public String visitOr(Expr.Or or) {
      return "or" + or.operands().stream().map(operand -> operand.accept(this)).toList();
    }

    @Override
    public String visitNot(Expr.Not not) {
      return "not " + not.operand().accept(this);
    }

    @Override
    public String visitMacroRef(Expr.MacroRef macro) {
      return macro.name();
    }

    @Override
    public String visitUnaryCheck(Expr.UnaryCheck check) {
      return operand(check.left()) + " " + check.operator();
    }

    @Override
    public String visitBinaryCheck(Expr.BinaryCheck check) {
      return operand(check.left())
          + " "
          + check.operatorWithModifier()
          + " "
          + operand(check.right());
    }

    private @Nullable String operand(Operand operand) {
      if (operand instanceof Operand.ListLiteral list) {
        list.values().forEach(value -> values.add(value.value()));
        assertThat(list.values()).allMatch(Operand.ValueLiteral::quoted);
        return list.values().size() + " values";
      }
      return operand instanceof Operand.FieldRef field
          ? field.name() + "[" + field.argument() + "]"
          : "value";
    }
  }
}
