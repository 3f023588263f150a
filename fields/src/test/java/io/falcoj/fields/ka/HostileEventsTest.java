// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.ka;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.falcoj.engine.ArgumentRule;
import io.falcoj.engine.BoundField;
import io.falcoj.engine.FieldClass;
import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.Values;
import io.falcoj.fields.Extraction;
import io.falcoj.sources.audit.event.AuditEvent;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Events whose values are of any shape but the right one. */
class HostileEventsTest {

  private static final int EVENTS = 400;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final String EVENT =
      """
      {"auditID":"a","stage":"ResponseComplete",
       "verb":"create","requestURI":"/a?key=%41&key=2&dryRun=All",
       "user":{"username":"jane","groups":["devs","all"]},"sourceIPs":["10.0.0.7"],
       "objectRef":{"resource":"pods","subresource":"","name":"cart"},
       "responseStatus":{"code":201},"responseObject":{"metadata":{"name":"cart"}},
       "annotations":{"authorization.k8s.io/decision":"allow"},
       "requestObject":{
         "roleRef":{"name":"admin"},
         "subjects":[{"kind":"ServiceAccount","name":"bot","namespace":"ci"},{"kind":"User"}],
         "rules":[{"verbs":["get","list"],"resources":["*"]},{"nonResourceURLs":["/"]}],
         "data":{"a":"b"},
         "spec":{
           "hostNetwork":true,"ports":[{"port":80}],
           "securityContext":{"runAsUser":1,"supplementalGroups":[1,2]},
           "volumes":[{"name":"a","hostPath":{"path":"/etc"}},{"name":"b","emptyDir":{}}],
           "initContainers":[{"image":"busy\\u0062ox@sha256:a"}],
           "containers":[{"name":"web","image":"r:1/web:2","command":["sh","-c"],
             "ports":[{"hostPort":80},{"hostPort":0}],
             "securityContext":{"privileged":true,"capabilities":{"add":["A"]}}},
             {"image":"x"}]}}}
      """;

  private final long seed = new SplittableRandom().nextLong();
  private final SplittableRandom random = new SplittableRandom(seed);
  private final List<BoundField> fields = new ArrayList<>();

  @BeforeEach
  void bindAllFields() throws Exception {
    for (FieldClass fieldClass : Extraction.FIELDS.classes(AuditEvent.SOURCE)) {
      for (FieldDefinition field : fieldClass.fields()) {
        ArgumentRule rule = field.argumentRule();
        if (!rule.required()) {
          fields.add(Extraction.bind(field.name()));
        }
        if (rule.index()) {
          fields.add(Extraction.bind(field.name() + "[0]"));
          fields.add(Extraction.bind(field.name() + "[7]"));
        }
        if (rule.key()) {
          fields.add(Extraction.bind(field.name() + "[key]"));
          fields.add(Extraction.bind(field.name() + "[/requestObject/spec/containers/0*]"));
        }
      }
    }
  }

  @Test
  void noFieldThrowsAndIndexesTakeTheListApart() throws Exception {
    for (int i = 0; i < EVENTS; i++) {
      String json = mutated();
      AuditEvent event = Extraction.event(json);
      for (BoundField field : fields) {
        String name = field.definition().name();
        try {
          String whole = Extraction.read(event, field(field));
          if (field.argument().index() == 0 && !name.equals("ka.req.service.ports")) {
            assertThat(elements(event, name)).isEqualTo(Extraction.read(event, name));
          }
          assertThat(whole).isNotNull();
        } catch (Exception | AssertionError e) {
          throw new AssertionError("seed " + seed + ", " + field(field) + " of " + json, e);
        }
      }
    }
  }

  private static String field(BoundField field) {
    String argument = field.argument().text();
    return field.definition().name() + (argument == null ? "" : "[" + argument + "]");
  }

  /** The list that the elements at every index make up. */
  private static String elements(AuditEvent event, String name) throws Exception {
    BoundField list = Extraction.bind(name);
    Values whole = new Values();
    list.extractor().extract(event, whole);
    if (whole.size() == 0) {
      return Extraction.show(list, whole);
    }
    Values together = new Values();
    for (int i = 0; ; i++) {
      BoundField one = Extraction.bind(name + "[" + i + "]");
      Values element = new Values();
      one.extractor().extract(event, element);
      if (!element.isPresent()) {
        return Extraction.show(list, together);
      }
      for (int j = 0; j < element.size(); j++) {
        together.addElement(element, j);
      }
    }
  }

  @Test
  void noFieldAllocatesOnceItsValuesHaveGrown() throws Exception {
    List<AuditEvent> events = new ArrayList<>();
    for (int i = 0; i < EVENTS / 4; i++) {
      events.add(Extraction.event(mutated()));
    }
    Values[] values = new Values[fields.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = new Values();
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = Long.MAX_VALUE;
    for (int round = 0; round < 5 && allocated > 0; round++) {
      extractAll(events, values);
      long before = threads.getCurrentThreadAllocatedBytes();
      extractAll(events, values);
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
    }
    assertThat(allocated).as("bytes, seed %d", seed).isZero();
  }

  private void extractAll(List<AuditEvent> events, Values[] values) {
    for (int i = 0; i < events.size(); i++) {
      AuditEvent event = events.get(i);
      for (int j = 0; j < values.length; j++) {
        values[j].clear();
        fields.get(j).extractor().extract(event, values[j]);
      }
    }
  }

  /** The event with a few of its values replaced, repeated or taken away. */
  private String mutated() {
    JsonNode root = JsonMapper.shared().readTree(EVENT);
    for (int i = random.nextInt(6); i >= 0; i--) {
      mutate(root);
    }
    return root.toString();
  }

  private void mutate(JsonNode start) {
    JsonNode parent = start;
    while (true) {
      List<JsonNode> containers =
          parent.values().stream()
              .filter(child -> child.isContainer() && !child.isEmpty())
              .toList();
      if (containers.isEmpty() || random.nextInt(5) == 0) {
        break;
      }
      parent = containers.get(random.nextInt(containers.size()));
    }
    int position = parent.isEmpty() ? 0 : random.nextInt(parent.size());
    if (parent instanceof ObjectNode object && !object.isEmpty()) {
      String key = new ArrayList<>(object.propertyNames()).get(position);
      if (random.nextInt(4) == 0) {
        object.remove(key);
      } else {
        object.set(key, value(0));
      }
    } else if (parent instanceof ArrayNode array) {
      array.insert(position, value(0));
    }
  }

  private JsonNode value(int depth) {
    return switch (random.nextInt(depth < 3 ? 9 : 7)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.numberNode(random.nextLong());
      case 3 -> NODES.numberNode(random.nextDouble());
      case 4 -> NODES.stringNode("");
      case 5 -> NODES.stringNode("text \"\\\n\u0000é\uD83D\uDE00 :/@%?&=");
      case 6 -> random.nextBoolean() ? NODES.arrayNode() : NODES.objectNode();
      case 7 -> {
        ArrayNode array = NODES.arrayNode();
        for (int i = random.nextInt(4); i >= 0; i--) {
          array.add(value(depth + 1));
        }
        yield array;
      }
      default -> {
        ObjectNode object = NODES.objectNode();
        for (String key : List.of("name", "image", "path", "securityContext", "ports")) {
          if (random.nextBoolean()) {
            object.set(key, value(depth + 1));
          }
        }
        yield object;
      }
    };
  }
}
