// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.pod;

import io.falcoj.converter.pod.PodContainers;
import io.falcoj.engine.Event;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.Values;
import io.falcoj.engine.text.Utf8;
import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonKind;
import io.falcoj.json.JsonPointer;
import io.falcoj.sources.audit.event.AuditEvent;

/**
 * The type of each volume, the key beside its name; but {@code serviceAccountToken} for a projected
 * volume with nothing in it but what Kubernetes itself projects for a service account: the token
 * for the API server, its root certificates, and the namespace. Follows Kubernetes v1.24 {@code
 * podsecuritypolicy/util}, which lets such a volume pass where secrets may be mounted.
 */
final class VolumeType implements FieldExtractor {

  private static final JsonPointer VOLUMES = JsonPointer.ofMembers("volumes");
  private static final JsonPointer PROJECTED = JsonPointer.ofMembers("projected");
  private static final JsonPointer SOURCES = JsonPointer.ofMembers("sources");
  private static final JsonPointer TOKEN = JsonPointer.ofMembers("serviceAccountToken");
  private static final JsonPointer AUDIENCE = JsonPointer.ofMembers("audience");
  private static final JsonPointer PATH = JsonPointer.ofMembers("path");
  private static final JsonPointer CONFIG_MAP = JsonPointer.ofMembers("configMap");
  private static final JsonPointer NAME = JsonPointer.ofMembers("name");
  private static final JsonPointer DOWNWARD_API = JsonPointer.ofMembers("downwardAPI");
  private static final JsonPointer ITEMS = JsonPointer.ofMembers("items");
  private static final JsonPointer API_VERSION = JsonPointer.ofMembers("fieldRef", "apiVersion");
  private static final JsonPointer FIELD_PATH = JsonPointer.ofMembers("fieldRef", "fieldPath");

  private static final byte[] NAME_KEY = Utf8.bytes("name");
  private static final byte[] SERVICE_ACCOUNT_TOKEN = Utf8.bytes("serviceAccountToken");
  private static final byte[] TOKEN_PATH = Utf8.bytes("token");
  private static final byte[] ROOT_CERTIFICATES = Utf8.bytes("kube-root-ca.crt");
  private static final byte[] NAMESPACE_PATH = Utf8.bytes("namespace");
  private static final byte[] V1 = Utf8.bytes("v1");
  private static final byte[] METADATA_NAMESPACE = Utf8.bytes("metadata.namespace");
  private static final byte[] NO_TEXT = {};

  @Override
  public void extract(Event event, Values values) {
    JsonDocument json = ((AuditEvent) event).json();
    int spec = PodContainers.spec(json);
    if (spec == JsonDocument.NONE) {
      return;
    }
    int volume = PodContainers.firstOf(json, spec, VOLUMES);
    while (volume != JsonDocument.NONE) {
      int projected = PodContainers.value(json, volume, PROJECTED);
      if (projected != JsonDocument.NONE && isForServiceAccount(json, projected)) {
        values.addText(SERVICE_ACCOUNT_TOKEN);
      } else {
        addType(json, volume, values);
      }
      volume = json.next(volume);
    }
  }

  private static void addType(JsonDocument json, int volume, Values values) {
    int before = values.size();
    int member = json.kind(volume) == JsonKind.OBJECT ? json.firstChild(volume) : JsonDocument.NONE;
    while (member != JsonDocument.NONE) {
      if (json.kind(member) != JsonKind.NULL
          && !json.keyEquals(member, NAME_KEY)
          && !json.isOverridden(member)) {
        json.addKey(member, values);
      }
      member = json.next(member);
    }
    if (values.size() == before) {
      values.addAbsent();
    }
  }

  private static boolean isForServiceAccount(JsonDocument json, int projected) {
    int source = PodContainers.firstOf(json, projected, SOURCES);
    while (source != JsonDocument.NONE) {
      if (!isSourceForServiceAccount(json, source)) {
        return false;
      }
      source = json.next(source);
    }
    return true;
  }

  private static boolean isSourceForServiceAccount(JsonDocument json, int source) {
    int token = PodContainers.value(json, source, TOKEN);
    int configMap = PodContainers.value(json, source, CONFIG_MAP);
    int downwardApi = PodContainers.value(json, source, DOWNWARD_API);
    if (token == JsonDocument.NONE
        && configMap == JsonDocument.NONE
        && downwardApi == JsonDocument.NONE) {
      return false;
    }
    return (token == JsonDocument.NONE || isApiToken(json, token))
        && (configMap == JsonDocument.NONE || is(json, configMap, NAME, ROOT_CERTIFICATES))
        && (downwardApi == JsonDocument.NONE || isNamespaceOnly(json, downwardApi));
  }

  private static boolean isApiToken(JsonDocument json, int token) {
    int audience = PodContainers.value(json, token, AUDIENCE);
    return is(json, token, PATH, TOKEN_PATH)
        && (audience == JsonDocument.NONE || json.stringEquals(audience, NO_TEXT));
  }

  private static boolean isNamespaceOnly(JsonDocument json, int downwardApi) {
    int item = PodContainers.firstOf(json, downwardApi, ITEMS);
    while (item != JsonDocument.NONE) {
      if (!is(json, item, PATH, NAMESPACE_PATH)
          || !is(json, item, API_VERSION, V1)
          || !is(json, item, FIELD_PATH, METADATA_NAMESPACE)) {
        return false;
      }
      item = json.next(item);
    }
    return true;
  }

  private static boolean is(JsonDocument json, int node, JsonPointer pointer, byte[] text) {
    int value = json.find(node, pointer);
    return value != JsonDocument.NONE && json.stringEquals(value, text);
  }
}
