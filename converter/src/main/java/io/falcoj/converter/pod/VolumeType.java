// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.pod;

import io.falcoj.engine.Values;
import io.falcoj.engine.text.Utf8;
import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonPointer;

/** What kind of volume a volume of a pod is. Allocates nothing. */
public final class VolumeType {

  /** Type of what Kubernetes itself projects for a service account, as {@link #addJudged} says it. */
  public static final String SERVICE_ACCOUNT_TOKEN = "serviceAccountToken";

  private static final JsonPointer VOLUMES = JsonPointer.ofMembers("volumes");
  private static final JsonPointer PROJECTED = JsonPointer.ofMembers("projected");
  private static final JsonPointer SOURCES = JsonPointer.ofMembers("sources");
  private static final JsonPointer TOKEN = JsonPointer.ofMembers(SERVICE_ACCOUNT_TOKEN);
  private static final JsonPointer AUDIENCE = JsonPointer.ofMembers("audience");
  private static final JsonPointer PATH = JsonPointer.ofMembers("path");
  private static final JsonPointer CONFIG_MAP = JsonPointer.ofMembers("configMap");
  private static final JsonPointer NAME = JsonPointer.ofMembers("name");
  private static final JsonPointer DOWNWARD_API = JsonPointer.ofMembers("downwardAPI");
  private static final JsonPointer ITEMS = JsonPointer.ofMembers("items");
  private static final JsonPointer API_VERSION = JsonPointer.ofMembers("fieldRef", "apiVersion");
  private static final JsonPointer FIELD_PATH = JsonPointer.ofMembers("fieldRef", "fieldPath");

  private static final byte[] NAME_KEY = Utf8.bytes("name");
  private static final byte[] TOKEN_TYPE = Utf8.bytes(SERVICE_ACCOUNT_TOKEN);
  private static final byte[] TOKEN_PATH = Utf8.bytes("token");
  private static final byte[] ROOT_CERTIFICATES = Utf8.bytes("kube-root-ca.crt");
  private static final byte[] NAMESPACE_PATH = Utf8.bytes("namespace");
  private static final byte[] V1 = Utf8.bytes("v1");
  private static final byte[] METADATA_NAMESPACE = Utf8.bytes("metadata.namespace");
  private static final byte[] NO_TEXT = {};

  private VolumeType() {}

  /**
   * The first volume of a pod; {@link JsonDocument#next} leads to those behind it.
   *
   * @param spec a pod's specification
   * @return {@link JsonDocument#NONE} if there is none
   */
  public static int firstVolume(JsonDocument json, int spec) {
    return json.firstElement(json.find(spec, VOLUMES));
  }

  /**
   * Adds the types of a volume, usually one: the names of its members but its own name. One without
   * any is absent.
   */
  public static void add(JsonDocument json, int volume, Values values) {
    int before = values.size();
    int member = json.isObject(volume) ? json.firstChild(volume) : JsonDocument.NONE;
    while (member != JsonDocument.NONE) {
      if (!json.isNull(member) && !json.keyEquals(member, NAME_KEY) && !json.isOverridden(member)) {
        json.addKey(member, values);
      }
      member = json.next(member);
    }
    if (values.size() == before) {
      values.addAbsent();
    }
  }

  /**
   * Adds the types of a volume as policies judge it: as {@link #add} does, but {@link
   * #SERVICE_ACCOUNT_TOKEN} for a projected volume with nothing in it but what Kubernetes itself
   * projects for a service account: the token for the API server, its root certificates, and the
   * namespace. Follows Kubernetes v1.24 {@code podsecuritypolicy/util}, which lets such a volume
   * pass where secrets may be mounted.
   */
  public static void addJudged(JsonDocument json, int volume, Values values) {
    int projected = value(json, volume, PROJECTED);
    if (projected != JsonDocument.NONE && isForServiceAccount(json, projected)) {
      values.addText(TOKEN_TYPE);
    } else {
      add(json, volume, values);
    }
  }

  private static boolean isForServiceAccount(JsonDocument json, int projected) {
    int source = json.firstElement(json.find(projected, SOURCES));
    while (source != JsonDocument.NONE) {
      if (!isSourceForServiceAccount(json, source)) {
        return false;
      }
      source = json.next(source);
    }
    return true;
  }

  private static boolean isSourceForServiceAccount(JsonDocument json, int source) {
    int token = value(json, source, TOKEN);
    int configMap = value(json, source, CONFIG_MAP);
    int downwardApi = value(json, source, DOWNWARD_API);
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
    int audience = value(json, token, AUDIENCE);
    return is(json, token, PATH, TOKEN_PATH)
        && (audience == JsonDocument.NONE || json.stringEquals(audience, NO_TEXT));
  }

  private static boolean isNamespaceOnly(JsonDocument json, int downwardApi) {
    int item = json.firstElement(json.find(downwardApi, ITEMS));
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

  private static int value(JsonDocument json, int node, JsonPointer pointer) {
    return json.present(json.find(node, pointer));
  }

  private static boolean is(JsonDocument json, int node, JsonPointer pointer, byte[] text) {
    return json.stringEquals(json.find(node, pointer), text);
  }
}
