// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.falcoj.engine.Values;
import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonSyntaxException;

/** Any bytes are an audit event all of which can be read, or are refused with a place. */
class AuditEventFuzzTest {

  @DictionaryEntries({
    "\"kind\":\"Event\"",
    "\"stageTimestamp\":\"2026-11-22T10:00:00Z\"",
    "\"timestamp\":",
    "\"requestReceivedTimestamp\":",
    "\"auditID\":",
    "\"requestObject\":{",
    "\\\\u00e9",
    "\\\\uD83D\\\\uDE00",
    "true",
    "null",
    "-1.5e3"
  })
  @FuzzTest
  void anyBytesAreAnEventOrRefused(byte[] input) {
    try {
      JsonDocument json = AuditEvent.parse(input, 1).json();
      assertThat(json.isObject(JsonDocument.ROOT)).isTrue();
      walk(json, JsonDocument.ROOT, new Values());
    } catch (JsonSyntaxException e) {
      assertThat(e.offset()).isBetween(0, input.length);
    }
  }

  private static void walk(JsonDocument json, int node, Values values) {
    values.clear();
    json.addText(node, values);
    json.addPrettyText(node, values);
    assertThat(values.size()).isEqualTo(2);
    int children = 0;
    for (int child = json.firstChild(node); child != JsonDocument.NONE; child = json.next(child)) {
      if (json.isObject(node)) {
        json.addKey(child, values);
      }
      walk(json, child, values);
      children++;
    }
    assertThat(json.size(node)).isEqualTo(children);
  }
}
