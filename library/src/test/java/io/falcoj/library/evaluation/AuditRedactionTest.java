// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.Values;
import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonPointer;
import io.falcoj.json.JsonSyntaxException;
import io.falcoj.sources.audit.event.AuditEvent;
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
            "environment variables that are no list",
            "widgets",
            "'requestObject':{'spec':{'env':{'A':'s','B':[1]}}}",
            "'requestObject':{'spec':{'env':{'A':'<redacted>','B':['<redacted>']}}}"),
        Arguments.of(
            "Secrets in a Table",
            "widgets",
            "'responseObject':{'kind':'Table','rows':[{'cells':['a',1],'object':{"
                + "'kind':'Secret','data':{'k':'v'}}}]}",
            "'responseObject':{'kind':'Table','rows':[{'cells':['a',1],'object':{"
                + "'kind':'Secret','data':{'k':'<redacted>'}}}]}"),
        Arguments.of(
            "objects without kind in a Table of Secrets",
            "secrets",
            "'responseObject':{'kind':'Table','rows':[{'object':{'data':{'k':'v'}}}]}",
            "'responseObject':{'kind':'Table','rows':[{'object':{'data':{'k':'<redacted>'}}}]}"),
        Arguments.of(
            "a Secret inside of another object, its kind behind its data",
            "widgets",
            "'requestObject':{'spec':{'objects':[{'data':{'k':'v'},'kind':'Secret'},"
                + "{'kind':'Widget','data':{'k':'v'}}]}}",
            "'requestObject':{'spec':{'objects':[{'data':{'k':'<redacted>'},'kind':'Secret'},"
                + "{'kind':'Widget','data':{'k':'v'}}]}}"),
        Arguments.of(
            "a list of Secrets inside of another object",
            "widgets",
            "'requestObject':{'spec':{'kind':'SecretList','items':[{'data':{'k':'v'}}]}}",
            "'requestObject':{'spec':{'kind':'SecretList','items':[{'data':{'k':'<redacted>'}}]}}"),
        Arguments.of(
            "a Secret with two kinds and two data",
            "widgets",
            "'requestObject':{'kind':'Secret','data':{'k':'v'},'data':{'l':'w'},'kind':'Other'}",
            "'requestObject':{'kind':'Secret','data':{'k':'<redacted>'},'data':{'l':'<redacted>'},"
                + "'kind':'Other'}"),
        Arguments.of(
            "a Secret as the logs of GKE name it, and a key with escapes",
            "widgets",
            "'requestObject':{'\\u0040type':'core.k8s.io/v1.Secret','d\\u0061ta':{'k':'v'}}",
            "'requestObject':{'\\u0040type':'core.k8s.io/v1.Secret',"
                + "'d\\u0061ta':{'k':'<redacted>'}}"),
        Arguments.of(
            "stringData of a template without kind",
            "widgets",
            "'requestObject':{'spec':{'secretTemplate':{'stringData':{'k':'v'}}}}",
            "'requestObject':{'spec':{'secretTemplate':{'stringData':{'k':'<redacted>'}}}}"),
        Arguments.of(
            "a token that was asked for",
            "serviceaccounts",
            "'responseObject':{'kind':'TokenRequest','spec':{'audiences':['a']},"
                + "'status':{'token':'t','expirationTimestamp':'2026'}}",
            "'responseObject':{'kind':'TokenRequest','spec':{'audiences':['a']},"
                + "'status':{'token':'<redacted>','expirationTimestamp':'2026'}}"),
        Arguments.of(
            "a token that was to be reviewed, by its resource",
            "tokenreviews",
            "'requestObject':{'spec':{'token':'t'}},'responseObject':{'spec':{'token':'t'},"
                + "'status':{'user':{'username':'u'}}}",
            "'requestObject':{'spec':{'token':'<redacted>'}},"
                + "'responseObject':{'spec':{'token':'<redacted>'},"
                + "'status':{'user':{'username':'u'}}}"),
        Arguments.of(
            "a token review inside of another object",
            "widgets",
            "'requestObject':{'request':{'object':{'kind':'TokenReview','spec':{'token':'t'}}}}",
            "'requestObject':{'request':{'object':{'kind':'TokenReview',"
                + "'spec':{'token':'<redacted>'}}}}"),
        Arguments.of(
            "headers of probes and hooks",
            "pods",
            "'requestObject':{'spec':{'containers':[{'livenessProbe':{'httpGet':{'httpHeaders':["
                + "{'name':'Authorization','value':'Bearer t'}],'path':'/'}}}]}}",
            "'requestObject':{'spec':{'containers':[{'livenessProbe':{'httpGet':{'httpHeaders':["
                + "{'name':'Authorization','value':'<redacted>'}],'path':'/'}}}]}}"),
        Arguments.of(
            "what drivers of volumes are handed",
            "persistentvolumes",
            "'requestObject':{'spec':{'csi':{'driver':'d','volumeAttributes':{'key':'s'}},"
                + "'flexVolume':{'driver':'d','options':{'key':'s'}},'options':{'key':'k'}}}",
            "'requestObject':{'spec':{'csi':{'driver':'d','volumeAttributes':{'key':'<redacted>'}},"
                + "'flexVolume':{'driver':'d','options':{'key':'<redacted>'}},"
                + "'options':{'key':'k'}}}"),
        Arguments.of(
            "parameters of a StorageClass, and of no other kind",
            "widgets",
            "'requestObject':[{'kind':'StorageClass','parameters':{'restuserkey':'s'}},"
                + "{'kind':'Widget','parameters':{'a':'b'}}]",
            "'requestObject':[{'kind':'StorageClass','parameters':{'restuserkey':'<redacted>'}},"
                + "{'kind':'Widget','parameters':{'a':'b'}}]"),
        Arguments.of(
            "a text that holds a Secret, and one that holds none",
            "widgets",
            "'requestObject':{'metadata':{'annotations':{"
                + "'tool/applied':' {\\'kind\\':\\'Secret\\',\\'data\\':{\\'k\\':\\'v\\'}}',"
                + "'tool/network':'[{\\'name\\':\\'eth0\\'}]'}}}",
            "'requestObject':{'metadata':{'annotations':{"
                + "'tool/applied':'<redacted>',"
                + "'tool/network':'[{\\'name\\':\\'eth0\\'}]'}}}"),
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
    AuditEvent redacted = AuditRedaction.redact(event);
    assertThat(text(redacted)).isEqualTo(text(event(resource, expected)));
    assertThat(redacted.number()).isEqualTo(event.number());
    assertThat(redacted.timestampNanos()).isEqualTo(event.timestampNanos());
  }

  @Test
  void anythingThatIsAnEventCanBeCopied() throws JsonSyntaxException {
    String deep = "[".repeat(10_000) + "]".repeat(10_000);
    String odd =
        "'requestObject':{'\\ud800':{'env':[{'value':'s'}]},'name':'\\udc00','n':1e999,'deep':"
            + deep
            + "}";
    assertThat(text(AuditRedaction.redact(event("pods", odd))))
        .isEqualTo(text(event("pods", odd)).replace("\"s\"", "\"<redacted>\""));
  }

  @Test
  void whatCannotBeCopiedIsReplacedAsAWhole() throws JsonSyntaxException {
    AuditEvent event = event("pods", "'requestObject':{'spec':{'nodeName':'n'}}");
    AuditEvent redacted = AuditRedaction.replaced(event);
    assertThat(text(redacted)).isEqualTo("<redacted>");
    assertThat(redacted.json().find(JsonPointer.parse("/requestObject/spec")))
        .isEqualTo(JsonDocument.NONE);
    assertThat(redacted.number()).isEqualTo(7);
    assertThat(redacted.timestampNanos()).isEqualTo(event.timestampNanos());
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
