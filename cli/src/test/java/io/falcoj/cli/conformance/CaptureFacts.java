// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import io.falcoj.engine.EventParameter;
import io.falcoj.engine.Priority;
import io.falcoj.engine.compile.RuleToCompile;
import io.falcoj.engine.compile.RulesetCompiler;
import io.falcoj.engine.compile.StandardSyntax;
import io.falcoj.engine.format.OutputFormat;
import io.falcoj.engine.format.OutputFormatCompiler;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.engine.ruleset.Ruleset;
import io.falcoj.fields.StandardFields;
import io.falcoj.fields.table.FieldSettings;
import io.falcoj.grammar.ConditionLimits;
import io.falcoj.grammar.ConditionParser;
import io.falcoj.sources.syscall.capture.CaptureFile;
import io.falcoj.sources.syscall.capture.CaptureReplay;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.testdata.ConformanceCase;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a replay shows of the capture of a case: the events that its filter matches. */
final class CaptureFacts {

  private static final String FILTER = "the filter";
  private static final String TYPE = "evt.type";

  private final Map<String, Integer> types = new HashMap<>();
  private final List<Map<String, String>> checked = new ArrayList<>();
  private final List<Set<String>> trueFilters = new ArrayList<>();
  private final List<ObjectNode> raw = new ArrayList<>();
  private int matched;

  private CaptureFacts() {}

  /** Replays the capture of a case. */
  static CaptureFacts of(ConformanceCase each) throws Exception {
    JsonNode input = each.json();
    ConditionParser parser = new ConditionParser(StandardSyntax.SYNTAX, ConditionLimits.DEFAULT);
    RulesetCompiler compiler =
        new RulesetCompiler(
            StandardFields.registry(new FieldSettings(ZoneOffset.UTC, "test")),
            SyscallEvent.SOURCE);
    compile(FILTER, input.path("filter").asString("evt.num > 0"), parser, compiler);
    for (JsonNode filter : each.expect().path("true_filters")) {
      compile(filter.stringValue(), filter.stringValue(), parser, compiler);
    }
    Map<String, OutputFormat> formats = new HashMap<>();
    for (String field : fields(each.expect())) {
      formats.put(
          field, new OutputFormatCompiler(parser, compiler::slot).compileRuleOutput("%" + field));
    }
    CaptureFacts facts = new CaptureFacts();
    Ruleset ruleset = compiler.build(RuleMatching.ALL);
    try (InputStream capture =
        CaptureFile.decompressed(
            new BufferedInputStream(
                Files.newInputStream(each.file(input.get("capture").stringValue()))))) {
      facts.replay(capture, ruleset, formats, texts(input.path("from")));
    }
    return facts;
  }

  private static void compile(
      String name, String condition, ConditionParser parser, RulesetCompiler compiler)
      throws Exception {
    compiler.add(new RuleToCompile(name, Priority.DEBUG, List.of(), parser.parse(condition)));
  }

  private static Set<String> fields(JsonNode expect) {
    Set<String> fields = new TreeSet<>(expect.path("every_event").propertyNames());
    expect.path("sequence").forEach(event -> fields.addAll(event.propertyNames()));
    expect.path("fields").forEach(event -> fields.addAll(event.propertyNames()));
    fields.add(TYPE);
    return fields;
  }

  private void replay(
      InputStream capture, Ruleset ruleset, Map<String, OutputFormat> formats, Set<String> from)
      throws Exception {
    EvalContext context = ruleset.newContext();
    CaptureReplay replay = new CaptureReplay(capture);
    replay.open();
    for (SyscallEvent event = replay.next(); event != null; event = replay.next()) {
      Set<String> matches = new HashSet<>();
      ruleset.evaluate(event, context, rule -> matches.add(rule.name()));
      context.begin(event);
      String type = formats.get(TYPE).render(context);
      types.merge(type, 1, Integer::sum);
      if (!matches.contains(FILTER)) {
        continue;
      }
      matched++;
      if (from.isEmpty() || !checked.isEmpty() || from.contains(type)) {
        Map<String, String> printed = new HashMap<>();
        formats.forEach((field, format) -> printed.put(field, format.render(context)));
        checked.add(printed);
        trueFilters.add(matches);
        raw.add(describe(event));
      }
    }
  }

  /** An event as cases write it. */
  private static ObjectNode describe(SyscallEvent event) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", "PPME_" + event.type().identifier());
    json.put("ts", event.timestampNanos());
    json.put("tid", event.threadId());
    ArrayNode parameters = json.putArray("params");
    int index = 0;
    for (EventParameter parameter : event.type().parameters()) {
      boolean signed = parameter.type().equals("ERRNO");
      parameters
          .addObject()
          .put("name", parameter.name())
          .put("value", signed ? event.signed(index) : event.unsigned(index));
      index++;
    }
    return json;
  }

  /** How many events the filter matches. */
  int matched() {
    return matched;
  }

  /** How many of them are looked at. */
  int checked() {
    return checked.size();
  }

  /** What a field prints for each event that is looked at. */
  List<String> printed(String field) {
    return checked.stream().map(printed -> printed.get(field)).toList();
  }

  /** Whether a further filter matches all events that are looked at. */
  boolean allMatch(String filter) {
    return trueFilters.stream().allMatch(matches -> matches.contains(filter));
  }

  /** How many events of the capture have a type. */
  int countOf(String type) {
    return types.getOrDefault(type, 0);
  }

  /** The events that are looked at, as cases write them. */
  List<String> raw() {
    return raw.stream().map(JsonNode::toString).toList();
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new HashSet<>();
    array.forEach(text -> texts.add(text.stringValue()));
    return texts;
  }
}
