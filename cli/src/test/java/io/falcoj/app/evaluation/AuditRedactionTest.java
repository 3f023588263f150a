// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.Values;
import io.falcoj.sources.k8saudit.AuditEvent;
import io.falcoj.sources.k8saudit.JsonDocument;
import io.falcoj.sources.k8saudit.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AuditRedactionTest {

  static Stream<Arguments> events() {
    return Stream.of(
        Arguments.of(
            "data of a Secret",
            "secrets",
            "'requestObject':{'data':{'user':'cm9vdA=='},'stringData':{'k':'v'},'type':'Opaque'}",
            "'requestObject':{'data':{'user':'<redacted>'},'stringData':{'k':'<redacted>'},"
                + "'type':'Opaque'}"),
        Arguments.of(
            "data of a ConfigMap, in what was stored",
            "configmaps",
            "'responseObject':{'data':{'k':'v'},'binaryData':{'b':'AA=='},'kind':'ConfigMap'}",
            "'responseObject':{'data':{'k':'<redacted>'},'binaryData':{'b':'<redacted>'},"
                + "'kind':'ConfigMap'}"),
        Arguments.of(
            "data of a list of Secrets",
            "secrets",
            "'responseObject':{'items':[{'data':{'k':'v'}},{'data':{'nested':[1,{'x':true}]}}]}",
            "'responseObject':{'items':[{'data':{'k':'<redacted>'}},"
                + "{'data':{'nested':['<redacted>',{'x':'<redacted>'}]}}]}"),
        Arguments.of(
            "data of another resource stays",
            "widgets",
            "'requestObject':{'data':{'k':'v'}}",
            "'requestObject':{'data':{'k':'v'}}"),
        Arguments.of(
            "values of environment variables",
            "pods",
            "'requestObject':{'spec':{'containers':[{'env':[{'name':'A','value':'s'},"
                + "{'name':'B','valueFrom':{'secretKeyRef':{'name':'n'}}}],'image':'i'}]}}",
            "'requestObject':{'spec':{'containers':[{'env':[{'name':'A','value':'<redacted>'},"
                + "{'name':'B','valueFrom':{'secretKeyRef':{'name':'n'}}}],'image':'i'}]}}"),
        Arguments.of(
            "values elsewhere stay",
            "pods",
            "'requestObject':{'spec':{'tolerations':[{'key':'k','value':'v'}]}}",
            "'requestObject':{'spec':{'tolerations':[{'key':'k','value':'v'}]}}"),
        Arguments.of(
            "a JSON patch",
            "deployments",
            "'requestObject':[{'op':'add','path':'/spec/x','value':{'env':[{'value':'s'}]}}]",
            "'requestObject':[{'op':'add','path':'/spec/x','value':'<redacted>'}]"),
        Arguments.of(
            "what kubectl applied last",
            "pods",
            "'requestObject':{'metadata':{'annotations':{"
                + "'kubectl.kubernetes.io/last-applied-configuration':'{}','a':'b'}}}",
            "'requestObject':{'metadata':{'annotations':{"
                + "'kubectl.kubernetes.io/last-applied-configuration':'<redacted>','a':'b'}}}"),
        Arguments.of(
            "numbers of any size, empty values and null stay as they are",
            "pods",
            "'requestObject':{'n':123456789012345678901234567890,'d':1.50,'e':[],"
                + "'o':{},'z':null}",
            "'requestObject':{'n':123456789012345678901234567890,'d':1.50,'e':[],"
                + "'o':{},'z':null}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("events")
  void replacesSecretsOnly(String what, String resource, String members, String expected)
      throws JsonSyntaxException {
    AuditEvent event = event(resource, members);
    AuditEvent redacted = new AuditRedaction().redact(event);
    assertThat(text(redacted)).isEqualTo(text(event(resource, expected)));
    assertThat(redacted.number()).isEqualTo(event.number());
    assertThat(redacted.timestampNanos()).isEqualTo(event.timestampNanos());
  }

  @Test
  void anythingThatIsAnEventCanBeCopied() throws JsonSyntaxException {
    String deep = "[".repeat(900) + "]".repeat(900);
    String odd = "'requestObject':{'lone':'\\ud800','name':'\\udc00','deep':" + deep + "}";
    assertThat(text(new AuditRedaction().redact(event("pods", odd)))).contains("\"deep\"");
  }

  private static AuditEvent event(String resource, String members) throws JsonSyntaxException {
    String json =
        "{'kind':'Event','apiVersion':'audit.k8s.io/v1','auditID':'1','verb':'create',"
            + "'stage':'ResponseComplete','stageTimestamp':'2026-11-22T08:00:00.000000Z',"
            + "'objectRef':{'resource':'"
            + resource
            + "'},"
            + members
            + "}";
    return AuditEvent.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), 7);
  }

  private static String text(AuditEvent event) {
    Values values = new Values();
    event.json().addText(JsonDocument.ROOT, values);
    return values.stringAt(0);
  }
}
