// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.ka;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.ArgumentRule;
import io.falcoj.engine.BoundField;
import io.falcoj.engine.FieldClass;
import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.Values;
import io.falcoj.fields.Extraction;
import io.falcoj.sources.audit.event.AuditEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A patch is logged as its sender wrote it. However it is written, every field tells what
 * Kubernetes takes it for: keys that stood there before count for nothing, nor do keys of another
 * case; escapes and whole numbers in other forms are what they mean.
 */
class DisguisedEventsTest {

  private static final int EVENTS = 1000;

  private static final String EVENT =
      """
      {"auditID":"a","stage":"ResponseComplete",
       "verb":"create","requestURI":"/a?key=1&dryRun=All",
       "user":{"username":"jane","groups":["devs","all"]},"sourceIPs":["10.0.0.7"],
       "objectRef":{"resource":"pods","subresource":"","name":"cart","namespace":"shop"},
       "responseStatus":{"code":201},"responseObject":{"metadata":{"name":"cart"}},
       "annotations":{"authorization.k8s.io/decision":"allow"},
       "requestObject":{
         "roleRef":{"name":"admin"},
         "subjects":[{"kind":"ServiceAccount","name":"bot","namespace":"ci"},{"kind":"User"}],
         "spec":{
           "hostNetwork":true,"hostPID":false,"nodeName":null,
           "securityContext":{"runAsUser":0,"supplementalGroups":[1,2]},
           "volumes":[
             {"name":"a","hostPath":{"path":"/etc"}},{"name":"b","emptyDir":null,"csi":{}},
             {"projected":{"sources":[{"serviceAccountToken":{"path":"token"}}]},"name":"t"}],
           "initContainers":[{"name":"i","image":"busybox@sha256:a"}],
           "containers":[{"name":"web","image":"r:1/web:2","command":["sh","-c"],
             "ports":[{"hostPort":80},{"hostPort":0}],
             "volumeMounts":[{"name":"a","readOnly":false}],
             "securityContext":{"privileged":true,"runAsGroup":0,
               "capabilities":{"add":["A"]}}},
             {"name":"side","image":"x","securityContext":{"runAsNonRoot":false}}]}}}
      """;

  private static final String[] DECOYS = {
    "null",
    "false",
    "1000",
    "\"other\"",
    "{}",
    "[]",
    "{\"name\":\"x\",\"privileged\":false}",
    "[{}]"
  };

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
        }
        if (rule.key()) {
          fields.add(Extraction.bind(field.name() + "[key]"));
          fields.add(Extraction.bind(field.name() + "[/requestObject/spec/containers/0/image]"));
        }
      }
    }
  }

  @Test
  void everyFieldTellsWhatKubernetesTakesTheEventFor() throws Exception {
    JsonNode plain = JsonMapper.shared().readTree(EVENT);
    List<String> expected = read(Extraction.event(plain.toString()));
    Random random = new Random(19);
    for (int i = 0; i < EVENTS; i++) {
      StringBuilder disguised = new StringBuilder();
      write(plain, random, disguised);
      assertThat(read(Extraction.event(disguised.toString())))
          .as(disguised.toString())
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'hostPath':{},'hostPath':null}                | [-]",
        "{'hostPath':null,'hostPath':{}}                | [hostPath]",
        "{'emptyDir':{},'hostPath':{},'emptyDir':null}  | [hostPath]",
        "{'hostPath':{},'\\u0068ostPath':{},'name':'x'}  | [hostPath]",
        "{'emptyDir':{},'HostPath':{}}                  | [emptyDir, HostPath]"
      })
  void aVolumeIsOfTheTypeThatStandsLast(String volume, String types) throws Exception {
    String json = ("{'requestObject':{'spec':{'volumes':[" + volume + "]}}}").replace('\'', '"');
    assertThat(Extraction.read(Extraction.event(json), "ka.req.pod.volumes.volume_type"))
        .isEqualTo(types);
    assertThat(Extraction.read(Extraction.event(json), "pod.volumes.type")).isEqualTo(types);
  }

  /** What every field tells; those that print an object as it is written are left out. */
  private List<String> read(AuditEvent event) {
    List<String> texts = new ArrayList<>();
    for (BoundField field : fields) {
      Values values = new Values();
      field.extractor().extract(event, values);
      String text = Extraction.show(field, values);
      texts.add(field.definition().name() + " " + (text.contains("{") ? "" : text));
    }
    return texts;
  }

  private static void write(JsonNode node, Random random, StringBuilder out) {
    if (node.isObject()) {
      out.append('{');
      List<String> members = new ArrayList<>();
      node.propertyStream()
          .forEach(
              member -> {
                StringBuilder text = new StringBuilder();
                while (random.nextInt(4) == 0) {
                  writeText(member.getKey(), random, text);
                  text.append(": ").append(DECOYS[random.nextInt(DECOYS.length)]).append(',');
                }
                writeText(member.getKey(), random, text);
                text.append(':');
                write(member.getValue(), random, text);
                if (random.nextInt(8) == 0 && !node.has("name")) {
                  text.append(",\"").append(otherCase(member.getKey())).append("\":1");
                }
                members.add(text.toString());
              });
      out.append(String.join(" , ", members)).append('}');
    } else if (node.isArray()) {
      out.append('[');
      String separator = "";
      for (JsonNode element : node) {
        out.append(separator);
        write(element, random, out);
        separator = ",";
      }
      out.append(']');
    } else if (node.isString()) {
      writeText(node.stringValue(), random, out);
    } else if (node.isIntegralNumber()) {
      out.append(node).append(new String[] {"", "", ".0", "e0", ".00E+0"}[random.nextInt(5)]);
    } else {
      out.append(node);
    }
  }

  private static void writeText(String text, Random random, StringBuilder out) {
    out.append('"');
    for (char c : text.toCharArray()) {
      out.append(random.nextInt(40) == 0 ? String.format("\\u%04X", (int) c) : c);
    }
    out.append('"');
  }

  private static String otherCase(String key) {
    return Character.toUpperCase(key.charAt(0)) + key.substring(1);
  }
}
