// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.envelopes;

import io.falcoj.engine.Values;
import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonPointer;
import io.falcoj.json.JsonScanner;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes an entry of Google's cloud audit logs as the audit event that it was made from, as far as
 * it still holds it. What is mapped to what follows the k8saudit-gke plugin, except that the answer
 * is taken from the entry where it has one, that the time is that of the request, not of the
 * receipt of the entry, and that the core group has no name.
 *
 * <p>Not thread-safe.
 */
public final class GkeEntry {

  private static final byte[] KUBERNETES = ascii("k8s.io");
  private static final byte[] CORE = ascii("core");
  private static final byte[] NAMESPACES = ascii("namespaces");
  private static final byte[] CREATE = ascii("create");
  private static final byte[] ATTACH = ascii("attach");
  private static final byte[] EXEC = ascii("exec");
  private static final byte[] FINALIZE = ascii("finalize");
  private static final byte[] STATUS_KEY = ascii("status");

  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int INTERNAL_ERROR = 500;

  /** Codes of google.rpc.Code, from 0, as Kubernetes' HTTP codes. */
  private static final int[] HTTP_CODES = {
    OK, 499, 500, 400, 504, 404, 409, 403, 429, 400, 409, 400, 501, 500, 503, 500, 401
  };

  private static final JsonPointer INSERT_ID = JsonPointer.ofMembers("insertId");
  private static final JsonPointer TIMESTAMP = JsonPointer.ofMembers("timestamp");
  private static final JsonPointer RECEIVED = JsonPointer.ofMembers("receiveTimestamp");
  private static final JsonPointer LABELS = JsonPointer.ofMembers("labels");
  private static final JsonPointer RESOURCE_LABELS = JsonPointer.ofMembers("resource", "labels");
  private static final JsonPointer PAYLOAD = JsonPointer.ofMembers("protoPayload");
  private static final JsonPointer SERVICE = JsonPointer.ofMembers("serviceName");
  private static final JsonPointer METHOD = JsonPointer.ofMembers("methodName");
  private static final JsonPointer RESOURCE_NAME = JsonPointer.ofMembers("resourceName");
  private static final JsonPointer USER =
      JsonPointer.ofMembers("authenticationInfo", "principalEmail");
  private static final JsonPointer CALLER = JsonPointer.ofMembers("requestMetadata", "callerIp");
  private static final JsonPointer USER_AGENT =
      JsonPointer.ofMembers("requestMetadata", "callerSuppliedUserAgent");
  private static final JsonPointer GRANTED =
      JsonPointer.ofMembers("authorizationInfo", "0", "granted");
  private static final JsonPointer REQUEST = JsonPointer.ofMembers("request");
  private static final JsonPointer RESPONSE = JsonPointer.ofMembers("response");
  private static final JsonPointer RESPONSE_CODE = JsonPointer.ofMembers("response", "code");
  private static final JsonPointer RESPONSE_REASON = JsonPointer.ofMembers("response", "reason");
  private static final JsonPointer STATUS_CODE = JsonPointer.ofMembers("status", "code");
  private static final JsonPointer STATUS_MESSAGE = JsonPointer.ofMembers("status", "message");
  private static final byte[] DECISION = ascii("authorization.k8s.io/decision");

  private final Values values = new Values();
  private final ResourceName resource = new ResourceName();

  /**
   * Appends the event.
   *
   * @param entry has a {@code protoPayload}
   * @return false, with nothing appended, if the entry is about something else than Kubernetes
   */
  public boolean append(JsonDocument entry, TextBuffer out) {
    int payload = entry.find(PAYLOAD);
    if (!entry.stringEquals(entry.find(payload, SERVICE), KUBERNETES)
        || !entry.isString(entry.find(payload, METHOD))) {
      return false;
    }
    resource.read(entry, entry.find(payload, RESOURCE_NAME));
    boolean upgraded = resource.subresourceIs(ATTACH) || resource.subresourceIs(EXEC);
    int request = entry.find(payload, REQUEST);
    int response = entry.find(payload, RESPONSE);

    append(out, "{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"level\":\"");
    append(out, level(entry, request, response));
    append(
        out, upgraded ? "\",\"stage\":\"ResponseStarted\"" : "\",\"stage\":\"ResponseComplete\"");
    member(out, "auditID", entry, entry.find(INSERT_ID));
    append(out, ",\"requestURI\":\"/");
    resource.appendTo(out);
    append(out, "\",\"verb\":\"");
    int verb = appendVerb(entry, entry.find(payload, METHOD), out);
    append(out, "\",\"user\":{");
    firstMember(out, "username", entry, entry.find(payload, USER));
    append(out, "}");
    int caller = entry.find(payload, CALLER);
    if (caller != JsonDocument.NONE) {
      append(out, ",\"sourceIPs\":[");
      out.append(entry.bytes(), entry.startOf(caller), entry.endOf(caller));
      append(out, "]");
    }
    member(out, "userAgent", entry, entry.find(payload, USER_AGENT));
    resource.appendReference(out);
    appendAnswer(entry, payload, upgraded, out, verb);
    member(out, "requestObject", entry, request);
    member(out, "responseObject", entry, response);
    int time = entry.find(TIMESTAMP);
    int when = time == JsonDocument.NONE ? entry.find(RECEIVED) : time;
    member(out, "requestReceivedTimestamp", entry, when);
    member(out, "stageTimestamp", entry, when);
    appendAnnotations(entry, payload, out);
    append(out, "}");
    return true;
  }

  private static String level(JsonDocument entry, int request, int response) {
    if (entry.isObject(response)) {
      return "RequestResponse";
    }
    return entry.isObject(request) ? "Request" : "Metadata";
  }

  /** Appends the last word of the method's name; returns where it begins in {@code out}. */
  private static int appendVerb(JsonDocument entry, int method, TextBuffer out) {
    int from = entry.startOf(method) + 1;
    int end = entry.endOf(method) - 1;
    for (int at = from; at < end; at++) {
      if (entry.bytes()[at] == '.') {
        from = at + 1;
      }
    }
    int start = out.size();
    out.append(entry.bytes(), from, end);
    return start;
  }

  private void appendAnswer(
      JsonDocument entry, int payload, boolean upgraded, TextBuffer out, int verb) {
    boolean create =
        out.size() - verb > CREATE.length
            && out.bytes()[verb + CREATE.length] == '"'
            && Arrays.equals(out.bytes(), verb, verb + CREATE.length, CREATE, 0, CREATE.length);
    int code = upgraded ? SWITCHING_PROTOCOLS : create ? CREATED : OK;
    int status = number(entry, entry.find(payload, STATUS_CODE));
    if (status >= 100) {
      code = status;
    } else if (status > 0) {
      code = status < HTTP_CODES.length ? HTTP_CODES[status] : INTERNAL_ERROR;
    }
    int answered = number(entry, entry.find(payload, RESPONSE_CODE));
    append(out, ",\"responseStatus\":{\"metadata\":{},\"code\":");
    out.append(answered >= 100 ? answered : code);
    member(out, "reason", entry, entry.find(payload, RESPONSE_REASON));
    member(out, "message", entry, entry.find(payload, STATUS_MESSAGE));
    append(out, "}");
  }

  /** The labels of the cluster and of the entry, which count; the decision, if none says it. */
  private static void appendAnnotations(JsonDocument entry, int payload, TextBuffer out) {
    append(out, ",\"annotations\":{");
    int empty = out.size();
    int labels = entry.find(LABELS);
    int clusterLabels = entry.find(RESOURCE_LABELS);
    appendMembers(entry, clusterLabels, out, empty);
    appendMembers(entry, labels, out, empty);
    int granted = entry.find(payload, GRANTED);
    if (granted != JsonDocument.NONE
        && entry.member(labels, DECISION) == JsonDocument.NONE
        && entry.member(clusterLabels, DECISION) == JsonDocument.NONE) {
      append(out, out.size() == empty ? "\"" : ",\"");
      out.append(DECISION);
      append(out, entry.isTrue(granted) ? "\":\"allow\"" : "\":\"forbid\"");
    }
    append(out, "}");
  }

  private static void appendMembers(JsonDocument entry, int object, TextBuffer out, int empty) {
    int first = entry.isObject(object) ? entry.firstChild(object) : JsonDocument.NONE;
    if (first != JsonDocument.NONE) {
      append(out, out.size() == empty ? "" : ",");
      byte[] bytes = entry.bytes();
      out.append(
          bytes,
          JsonScanner.skipWhitespace(bytes, entry.startOf(object) + 1),
          entry.endOf(object) - 1);
    }
  }

  private static void member(TextBuffer out, String key, JsonDocument entry, int value) {
    if (value != JsonDocument.NONE) {
      append(out, ",");
      firstMember(out, key, entry, value);
    }
  }

  private static void firstMember(TextBuffer out, String key, JsonDocument entry, int value) {
    if (value != JsonDocument.NONE) {
      append(out, "\"");
      append(out, key);
      append(out, "\":");
      out.append(entry.bytes(), entry.startOf(value), entry.endOf(value));
    }
  }

  /** A number of up to three digits; 0 if it is none. */
  private int number(JsonDocument entry, int node) {
    if (node == JsonDocument.NONE) {
      return 0;
    }
    values.clear();
    entry.addText(node, values);
    int number = 0;
    for (int i = 0; i < values.lengthAt(0) && i < 3; i++) {
      int digit = values.arrayAt(0)[values.offsetAt(0) + i] - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private static void append(TextBuffer out, String text) {
    out.append(ascii(text));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * The parts of a resource's name: {@code group/version[/namespaces/NAMESPACE]/resource[/name[
   * /subresource]]}. Parts are kept escaped, as the entry has them.
   */
  private static final class ResourceName {

    private static final int MAX_PARTS = 8;

    private final int[] starts = new int[MAX_PARTS];
    private final int[] ends = new int[MAX_PARTS];
    private byte[] bytes = {};
    private int start;
    private int end;
    private int parts;
    private int namespace;
    private int resource;

    void read(JsonDocument entry, int node) {
      bytes = entry.bytes();
      parts = 0;
      start = 0;
      end = 0;
      if (entry.isString(node)) {
        start = entry.startOf(node) + 1;
        end = entry.endOf(node) - 1;
        split();
      }
      // A namespace is itself a resource; what follows its name is then no resource.
      boolean namespaced =
          parts >= 5
              && is(2, NAMESPACES)
              && !(parts == 5 && (is(4, STATUS_KEY) || is(4, FINALIZE)));
      namespace = namespaced ? 3 : -1;
      resource = namespaced ? 4 : 2;
    }

    boolean subresourceIs(byte[] text) {
      return parts > resource + 2 && is(resource + 2, text);
    }

    void appendTo(TextBuffer out) {
      out.append(bytes, start, end);
    }

    void appendReference(TextBuffer out) {
      if (parts <= resource) {
        return;
      }
      GkeEntry.append(out, ",\"objectRef\":{\"resource\":\"");
      out.append(bytes, starts[resource], ends[resource]);
      GkeEntry.append(out, "\"");
      part(out, "namespace", namespace);
      part(out, "name", resource + 1);
      part(out, "apiGroup", is(0, CORE) ? -1 : 0);
      part(out, "apiVersion", 1);
      part(out, "subresource", resource + 2);
      GkeEntry.append(out, "}");
    }

    private void part(TextBuffer out, String key, int part) {
      if (part >= 0 && part < parts) {
        GkeEntry.append(out, ",\"");
        GkeEntry.append(out, key);
        GkeEntry.append(out, "\":\"");
        out.append(bytes, starts[part], ends[part]);
        GkeEntry.append(out, "\"");
      }
    }

    private boolean is(int part, byte[] text) {
      return Arrays.equals(bytes, starts[part], ends[part], text, 0, text.length);
    }

    private void split() {
      int from = start;
      for (int at = start; at <= end && parts < MAX_PARTS; at++) {
        if (at == end || bytes[at] == '/') {
          starts[parts] = from;
          ends[parts] = at;
          parts++;
          from = at + 1;
        }
      }
    }
  }
}
