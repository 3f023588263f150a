// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.pod;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.Values;
import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonPointer;
import io.falcoj.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadKindTest {

  private static final JsonPointer NAME = JsonPointer.ofMembers("metadata", "name");

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "{'kind':'Pod','metadata':{'name':'it'}}",
        "{'kind':'Deployment','spec':{'template':{'metadata':{'name':'it'}}}}",
        "{'kind':'DaemonSet','spec':{'template':{'metadata':{'name':'it'}}}}",
        "{'kind':'StatefulSet','spec':{'template':{'metadata':{'name':'it'}}}}",
        "{'kind':'ReplicaSet','spec':{'template':{'metadata':{'name':'it'}}}}",
        "{'kind':'ReplicationController','spec':{'template':{'metadata':{'name':'it'}}}}",
        "{'kind':'Job','spec':{'template':{'metadata':{'name':'it'}}}}",
        "{'kind':'CronJob','spec':{'jobTemplate':{'spec':{'template':{'metadata':{'name':'it'}}}}}}",
        "{'kind':'PodTemplate','template':{'metadata':{'name':'it'}}}",
      })
  void findsThePodOfEveryKind(String object) throws JsonSyntaxException {
    JsonDocument json = document(object);
    Values values = new Values();
    json.addText(json.find(WorkloadKind.findPod(json, JsonDocument.ROOT), NAME), values);
    assertThat(values.stringAt(0)).isEqualTo("it");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "{'kind':'Service','spec':{'template':{'metadata':{'name':'it'}}}}",
        "{'spec':{'template':{'metadata':{'name':'it'}}}}",
        "{'kind':'Deployment','spec':{}}",
        "{'kind':['Pod']}",
        "[]",
        "7",
      })
  void findsNoneElsewhere(String object) throws JsonSyntaxException {
    JsonDocument json = document(object);
    assertThat(WorkloadKind.findPod(json, JsonDocument.ROOT)).isEqualTo(JsonDocument.NONE);
  }

  private static JsonDocument document(String text) throws JsonSyntaxException {
    JsonDocument document = new JsonDocument();
    document.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    return document;
  }
}
