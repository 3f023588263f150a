// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.pod;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.json.JsonSyntaxException;
import io.falcoj.json.JsonDocument;
import io.falcoj.testdata.TestData;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodCreationTest {

  private static final String CREATION =
      "{'kind':'Event','auditID':'1','stageTimestamp':'2026-01-01T00:00:00Z','verb':'create',"
          + "'stage':'ResponseComplete','requestURI':'/api/v1/namespaces/shop/pods',"
          + "'objectRef':{'resource':'pods','namespace':'shop'},'responseStatus':{'code':201},"
          + "'requestObject':{'metadata':{'name':'web'},'spec':{'containers':[{'name':'web'}]}}}";

  private final PodCreation creation = new PodCreation();

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "x; x; EVALUATED",
        "'code':201; 'code':399; EVALUATED",
        "'responseStatus':{'code':201}; 'x':0; EVALUATED",
        "'code':201; 'code':400; REFUSED",
        "'code':201; 'code':403; REFUSED",
        "'code':201; 'code':5000000; REFUSED",
        "ResponseComplete; Panic; EVALUATED",
        "ResponseComplete; RequestReceived; NOT_A_CREATION",
        "ResponseComplete; ResponseStarted; NOT_A_CREATION",
        "'stage'; 'stagf'; EVALUATED",
        "create; get; NOT_A_CREATION",
        "create; patch; NOT_EVALUABLE",
        "create; update; EVALUATED",
        "'pods'; 'pods/x'; NOT_A_CREATION",
        "'resource'; 'subresource':'binding','resource'; NOT_A_CREATION",
        "'resource'; 'subresource':'','resource'; EVALUATED",
        "'resource'; 'apiGroup':'metrics.k8s.io','resource'; NOT_A_CREATION",
        "/pods; /pods?dryRun=All; DRY_RUN",
        "/pods; /pods?dryRun=; EVALUATED",
        "/pods; /pods?x=1\\u0026dryRun=All; DRY_RUN",
        "/pods; /pods?x=1&dryRun=All&y=2; DRY_RUN",
        "/pods; /pods/dryRun=All; EVALUATED",
        "'requestObject'; 'responseObject'; NOT_EVALUABLE",
        "'spec'; 'status'; NOT_EVALUABLE",
        "[{'name':'web'}]; []; NOT_EVALUABLE",
        "[{'name':'web'}]; {'name':'web'}; NOT_EVALUABLE",
        "'requestObject':; 'requestObject':null,'x':; NOT_EVALUABLE",
        "'verb'; 'annotations':{'audit.k8s.io/truncated':'true'},'verb'; NOT_EVALUABLE",
        "'verb'; 'annotations':{'audit.k8s.io/truncated':'false'},'verb'; EVALUATED",
      })
  void tellsWhatAnEventMeans(String replaced, String by, PodCreation.State state)
      throws JsonSyntaxException {
    String text = CREATION.replace(replaced, by);
    assertThat(creation.state(event(text))).as(text).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "x; x; EVALUATED",
        "'code':201; 'code':200; NOT_A_CREATION",
        "'code':201; 'code':403; NOT_A_CREATION",
        "'code':201; 'code':2010; NOT_A_CREATION",
        "'responseStatus'; 'x'; NOT_A_CREATION",
        "ResponseComplete; ResponseStarted; NOT_A_CREATION",
        "'resource'; 'subresource':'status','resource'; NOT_A_CREATION",
        "'pods'; 'deployments'; NOT_A_CREATION",
        "/pods; /pods/web?fieldManager=me&dryRun=All; DRY_RUN",
        "'responseObject'; 'x'; NOT_EVALUABLE",
        "'Pod'; 'Status'; EVALUATED",
        "[{'name':'stored'}]; []; NOT_EVALUABLE",
        "[{'name':'sent'}]; []; EVALUATED",
        "'verb'; 'annotations':{'audit.k8s.io/truncated':'true'},'verb'; NOT_EVALUABLE",
      })
  void takesThePodOfServerSideApplyFromTheResponse(
      String replaced, String by, PodCreation.State state) throws JsonSyntaxException {
    String text =
        CREATION
            .replace("'create'", "'patch'")
            .replace("[{'name':'web'}]}}}", "[{'name':'sent'}]}},")
            .concat(
                "'responseObject':{'kind':'Pod','metadata':{'name':'web'},"
                    + "'spec':{'containers':[{'name':'stored'}]}}}")
            .replace(replaced, by);
    assertThat(creation.state(event(text))).as(text).isEqualTo(state);
  }

  @Test
  void countsTheCreationsOfTheTestData() throws JsonSyntaxException {
    assertThat(count("pods.jsonl")).containsOnly(Map.entry(PodCreation.State.EVALUATED, 40));
    assertThat(count("workloads.jsonl").get(PodCreation.State.EVALUATED)).isEqualTo(11);
    assertThat(count("not-evaluable.jsonl"))
        .containsOnly(Map.entry(PodCreation.State.NOT_EVALUABLE, 5));
    assertThat(count("stages.jsonl"))
        .containsOnly(
            Map.entry(PodCreation.State.NOT_A_CREATION, 1),
            Map.entry(PodCreation.State.REFUSED, 1),
            Map.entry(PodCreation.State.EVALUATED, 2));
    assertThat(count("refused-and-dry-run.jsonl"))
        .containsOnly(
            Map.entry(PodCreation.State.REFUSED, 6), Map.entry(PodCreation.State.DRY_RUN, 2));
    assertThat(count("exec-attach.jsonl").keySet())
        .containsExactly(PodCreation.State.NOT_A_CREATION);
  }

  @Test
  void namesTheWorkload() throws JsonSyntaxException {
    List<String> workloads = new ArrayList<>();
    for (JsonDocument event : events("workloads.jsonl")) {
      if (creation.state(event) == PodCreation.State.EVALUATED) {
        workloads.add(creation.namespace(event) + " " + creation.workload(event));
      }
    }
    assertThat(workloads.stream().distinct())
        .containsExactly(
            "shop Deployment/orders",
            "billing Job/report-29369340",
            "monitoring DaemonSet/node-exporter",
            "data StatefulSet/postgres",
            "shop ReplicaSet/lone",
            "ci Run/run-1",
            "kube-system Node/worker-1");
  }

  @Test
  void namesAPodThatNothingControls() throws JsonSyntaxException {
    assertThat(creation.workload(event(CREATION))).isEqualTo("Pod/web");
    assertThat(creation.workload(event(CREATION.replace("'name'", "'generateName'"))))
        .isEqualTo("Pod/web*");
    assertThat(creation.workload(event(CREATION.replace("requestObject", "responseObject"))))
        .isEqualTo("Pod/web");
    String withoutPod = CREATION.replace("'requestObject':", "'requestObject':[],'other':");
    assertThat(creation.workload(event(withoutPod))).isEqualTo("Pod/");
    assertThat(creation.namespace(event(CREATION.replace("'namespace':'shop'", "'name':'x'"))))
        .isEmpty();
  }

  private Map<PodCreation.State, Integer> count(String file) throws JsonSyntaxException {
    Map<PodCreation.State, Integer> counts = new EnumMap<>(PodCreation.State.class);
    for (JsonDocument event : events(file)) {
      counts.merge(creation.state(event), 1, Integer::sum);
    }
    return counts;
  }

  private static List<JsonDocument> events(String file) throws JsonSyntaxException {
    List<JsonDocument> events = new ArrayList<>();
    for (String line : TestData.text("audit/" + file).lines().toList()) {
      events.add(document(line));
    }
    return events;
  }

  private static JsonDocument event(String text) throws JsonSyntaxException {
    return document(text.replace('\'', '"'));
  }

  private static JsonDocument document(String text) throws JsonSyntaxException {
    JsonDocument document = new JsonDocument();
    document.parse(text.getBytes(StandardCharsets.UTF_8));
    return document;
  }
}
