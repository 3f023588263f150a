// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.envelopes;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.Values;
import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonPointer;
import io.falcoj.json.JsonSyntaxException;
import io.falcoj.sources.audit.chunks.ChunkReader;
import io.falcoj.sources.audit.replay.DamagedLogsTest;
import io.falcoj.sources.audit.replay.Recorder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GkeEntryTest {

  private static final String ENTRY =
      """
      {"insertId":"i-1","labels":{"authorization.k8s.io/decision":"allow"},
       "protoPayload":{"serviceName":"k8s.io","methodName":"io.k8s.core.v1.pods.create",
         "resourceName":"core/v1/namespaces/shop/pods/web",
         "authenticationInfo":{"principalEmail":"grace@example.org"},
         "requestMetadata":{"callerIp":"203.0.113.1","callerSuppliedUserAgent":"kubectl"},
         "request":{"kind":"Pod"},"status":{"code":0}},
       "resource":{"labels":{"cluster_name":"c"}},
       "timestamp":"2026-01-01T00:00:00Z","receiveTimestamp":"2026-01-01T00:00:09Z"}\
      """;

  @Test
  void mapsAnEntryToTheEventItWasMadeFrom() throws IOException {
    assertThat(event(ENTRY))
        .isEqualTo(
            "1 1767225600000000000 {\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\","
                + "\"level\":\"Request\",\"stage\":\"ResponseComplete\",\"auditID\":\"i-1\","
                + "\"requestURI\":\"/core/v1/namespaces/shop/pods/web\",\"verb\":\"create\","
                + "\"user\":{\"username\":\"grace@example.org\"},\"sourceIPs\":[\"203.0.113.1\"],"
                + "\"userAgent\":\"kubectl\",\"objectRef\":{\"resource\":\"pods\","
                + "\"namespace\":\"shop\",\"name\":\"web\",\"apiVersion\":\"v1\"},"
                + "\"responseStatus\":{\"metadata\":{},\"code\":201},"
                + "\"requestObject\":{\"kind\":\"Pod\"},"
                + "\"requestReceivedTimestamp\":\"2026-01-01T00:00:00Z\","
                + "\"stageTimestamp\":\"2026-01-01T00:00:00Z\","
                + "\"annotations\":{\"cluster_name\":\"c\","
                + "\"authorization.k8s.io/decision\":\"allow\"}}");
  }

  @ParameterizedTest
  @CsvSource({
    "core/v1/nodes, 'nodes,-,-,-,v1,-'",
    "core/v1/nodes/n-1, 'nodes,-,n-1,-,v1,-'",
    "core/v1/nodes/n-1/proxy, 'nodes,-,n-1,-,v1,proxy'",
    "core/v1/namespaces/shop, 'namespaces,-,shop,-,v1,-'",
    "core/v1/namespaces/shop/finalize, 'namespaces,-,shop,-,v1,finalize'",
    "core/v1/namespaces/shop/pods, 'pods,shop,-,-,v1,-'",
    "core/v1/namespaces/shop/pods/web/log, 'pods,shop,web,-,v1,log'",
    "apps/v1/namespaces/shop/deployments/web/scale, 'deployments,shop,web,apps,v1,scale'",
    "rbac.authorization.k8s.io/v1/clusterroles/x,"
        + " 'clusterroles,-,x,rbac.authorization.k8s.io,v1,-'",
    "core/v1, '-,-,-,-,-,-'",
    "'', '-,-,-,-,-,-'"
  })
  void readsTheResourceFromItsName(String name, String reference) throws IOException {
    String event = event(ENTRY.replace("core/v1/namespaces/shop/pods/web", name));
    StringBuilder actual = new StringBuilder();
    for (String key :
        new String[] {"resource", "namespace", "name", "apiGroup", "apiVersion", "subresource"}) {
      actual.append(actual.isEmpty() ? "" : ",").append(find(event, "/objectRef/" + key));
    }
    assertThat(actual.toString()).isEqualTo(reference);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`\"code\":0`, 201",
        "`\"code\":5`, 404",
        "`\"code\":6`, 409",
        "`\"code\":7`, 403",
        "`\"code\":16`, 401",
        "`\"code\":99`, 500",
        "`\"code\":422`, 422",
        "`}`, 201"
      })
  void mapsTheStatus(String status, String code) throws IOException {
    String event = event(ENTRY.replace("\"code\":0", status.replace("}", "\"x\":1")));
    assertThat(find(event, "/responseStatus/code")).isEqualTo(code);
  }

  @Test
  void prefersWhatTheServerAnswered() throws IOException {
    String event =
        event(
            ENTRY.replace(
                "\"status\"", "\"response\":{\"code\":422,\"reason\":\"Invalid\"},\"status\""));
    assertThat(find(event, "/responseStatus/code")).isEqualTo("422");
    assertThat(find(event, "/responseStatus/reason")).isEqualTo("Invalid");
    assertThat(find(event, "/level")).isEqualTo("RequestResponse");
  }

  @Test
  void execAndAttachHaveStarted() throws IOException {
    String event = event(ENTRY.replace("pods/web", "pods/web/exec"));
    assertThat(find(event, "/stage")).isEqualTo("ResponseStarted");
    assertThat(find(event, "/responseStatus/code")).isEqualTo("101");
  }

  @Test
  void aLabelOfTheEntryCountsOverThatOfTheCluster() throws IOException {
    String event =
        event(
            ENTRY.replace(
                "{\"cluster_name\":\"c\"}",
                "{\"cluster_name\":\"c\",\"authorization.k8s.io/decision\":\"forbid\"}"));
    assertThat(find(event, "/annotations/authorization.k8s.io~1decision")).isEqualTo("allow");
  }

  @Test
  void takesTheDecisionFromTheAuthorization() throws IOException {
    String event =
        event(
            ENTRY
                .replace("\"authorization.k8s.io/decision\":\"allow\"", "")
                .replace("\"status\"", "\"authorizationInfo\":[{\"granted\":false}],\"status\""));
    assertThat(find(event, "/annotations/authorization.k8s.io~1decision")).isEqualTo("forbid");
    assertThat(find(event, "/annotations/cluster_name")).isEqualTo("c");
  }

  @Test
  void entriesOfOtherServicesAreNotAudit() throws IOException {
    Recorder recorder =
        DamagedLogsTest.read(
            ENTRY
                .replace("\"k8s.io\"", "\"container.googleapis.com\"")
                .concat("\n{\"logName\":\"x\",\"textPayload\":\"y\"}\n")
                .getBytes(StandardCharsets.UTF_8),
            1,
            ChunkReader.CHUNK_SIZE);
    assertThat(recorder.events).isEmpty();
    assertThat(recorder.problems).isEmpty();
    assertThat(recorder.lastProgress.notAudit()).isEqualTo(2);
  }

  private static String event(String entry) throws IOException {
    Recorder recorder =
        DamagedLogsTest.read(entry.getBytes(StandardCharsets.UTF_8), 1, ChunkReader.CHUNK_SIZE);
    assertThat(recorder.messages()).isEmpty();
    assertThat(recorder.events).hasSize(1);
    return recorder.events.get(0);
  }

  private static String find(String event, String pointer) {
    Values values = new Values();
    JsonDocument document = new JsonDocument();
    try {
      document.parse(event.substring(event.indexOf('{')).getBytes(StandardCharsets.UTF_8));
    } catch (JsonSyntaxException e) {
      throw new IllegalStateException(e);
    }
    document.addText(document.find(JsonPointer.parse(pointer)), values);
    return values.isPresent() ? values.stringAt(0) : "-";
  }
}
