// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.pod;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.fields.Extraction;
import io.falcoj.sources.audit.event.AuditEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodFieldsTest {

  private static final String ROOT = "pod.containers.may_run_as_root";
  private static final String WRITABLE = "pod.hostpaths.writable";

  private static String read(String field, String spec) throws Exception {
    return Extraction.read(
        Extraction.event(
            """
            {"kind":"Event","apiVersion":"audit.k8s.io/v1","auditID":"a",
             "stage":"ResponseComplete","stageTimestamp":"2026-11-03T06:31:10.004000Z",
             "requestObject":{"spec":%s}}
            """
                .formatted(spec)),
        field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                        | {}                                          | true
          {"runAsNonRoot":true}                     | {}                                          | false
          {"runAsNonRoot":false}                    | {}                                          | true
          {"runAsNonRoot":false,"runAsUser":7}      | {}                                          | true
          {"runAsNonRoot":false}                    | {"runAsNonRoot":true}                       | false
          {"runAsNonRoot":true}                     | {"runAsNonRoot":false}                      | true
          {"runAsNonRoot":true}                     | {"runAsNonRoot":null}                       | false
          {"runAsUser":7}                           | {}                                          | false
          {"runAsUser":0}                           | {}                                          | true
          {"runAsUser":0}                           | {"runAsUser":7}                             | false
          {"runAsUser":7}                           | {"runAsUser":0}                             | true
          {"runAsUser":0}                           | {"runAsNonRoot":true}                       | true
          {"runAsUser":7}                           | {"runAsNonRoot":true}                       | false
          """)
  void containerMayRunAsRootAsKubernetesSees(String pod, String container, String expected)
      throws Exception {
    String spec =
        "{\"securityContext\":%s,\"containers\":[{\"securityContext\":%s}]}"
            .formatted(pod, container);
    assertThat(read(ROOT, spec)).isEqualTo("[" + expected + "]");
  }

  @Test
  void containersOfAllKindsAreAskedWhetherTheyMayRunAsRoot() throws Exception {
    String spec =
        """
        {"initContainers":[{"securityContext":{"runAsUser":0}}],
         "ephemeralContainers":[{},{"securityContext":{"runAsNonRoot":true}}],
         "containers":[{"securityContext":{"runAsUser":1}}]}
        """;
    assertThat(read(ROOT, spec)).isEqualTo("[false, true, true, false]");
    assertThat(read(ROOT, "{}")).isEqualTo("absent");
    assertThat(read(ROOT, "{\"containers\":7}")).isEqualTo("absent");
    assertThat(read(ROOT, "null")).isEqualTo("absent");
    assertThat(read(ROOT, "{\"containers\":[null,\"x\"]}")).isEqualTo("[true, true]");
  }

  private static final String VOLUMES =
      """
      "volumes":[{"name":"etc","hostPath":{"path":"/etc"}},{"name":"none","emptyDir":{}},\
      {"name":"l\\u006fgs","hostPath":{"path":"/var/log"}},{"hostPath":{"path":"/nameless"}}]\
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "containers":[{}]                                                               | absent
          "containers":[{"volumeMounts":[{"name":"etc","readOnly":true}]}]                | absent
          "containers":[{"volumeMounts":[{"name":"etc"}]}]                                | [/etc]
          "containers":[{"volumeMounts":[{"name":"etc","readOnly":false}]}]               | [/etc]
          "containers":[{"volumeMounts":[{"name":"etc","readOnly":null}]}]                | [/etc]
          "containers":[{"volumeMounts":[{"name":"none"}]}]                               | absent
          "containers":[{"volumeMounts":[{"name":"etc","readOnly":true},{"name":"etc"}]}] | [/etc]
          "initContainers":[{"volumeMounts":[{"name":"logs"}]}]                           | [/var/log]
          "ephemeralContainers":[{"volumeMounts":[{"name":"logs"},{"name":"etc"}]}]       | [/etc, /var/log]
          "containers":[{},{"volumeMounts":[{"readOnly":false}]}]                         | absent
          """)
  void hostPathsAreWritableWhereAContainerMountsThemSo(String containers, String expected)
      throws Exception {
    assertThat(read(WRITABLE, "{" + VOLUMES + "," + containers + "}")).isEqualTo(expected);
  }

  @Test
  void podMadeToTakeTimeHasItsPathsTakenForWritable() throws Exception {
    String volumes = "{\"name\":\"v\",\"hostPath\":{\"path\":\"/p\"}},".repeat(3_000);
    String mounts = "{\"name\":\"m\"},".repeat(3_000);
    String spec =
        "{\"volumes\":[%s{}],\"containers\":[{\"volumeMounts\":[%s{}]}]}"
            .formatted(volumes, mounts);
    assertThat(read(WRITABLE, spec)).isEqualTo("[" + "/p, ".repeat(2_999) + "/p]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"name":"v","secret":{}}                                                                  | secret
          {"name":"v","secret":null,"emptyDir":{}}                                                  | emptyDir
          {"name":"v"}                                                                              | -
          {"projected":{"sources":[{"serviceAccountToken":{"path":"token"}}]}}                      | serviceAccountToken
          {"projected":{"sources":[{"serviceAccountToken":{"path":"token","audience":""}}]}}        | serviceAccountToken
          {"projected":{"sources":[{"serviceAccountToken":{"path":"token","audience":"vault"}}]}}   | projected
          {"projected":{"sources":[{"serviceAccountToken":{"path":"other"}}]}}                      | projected
          {"projected":{"sources":[{"configMap":{"name":"kube-root-ca.crt"}}]}}                     | serviceAccountToken
          {"projected":{"sources":[{"configMap":{"name":"settings"}}]}}                             | projected
          {"projected":{"sources":[{"configMap":{}}]}}                                              | projected
          {"projected":{"sources":[{"secret":{"name":"s"}}]}}                                       | projected
          {"projected":{"sources":[{"serviceAccountToken":{"path":"token"}},{"secret":{}}]}}        | projected
          {"projected":{"sources":[{"downwardAPI":{"items":[{"path":"namespace","fieldRef":{"apiVersion":"v1","fieldPath":"metadata.namespace"}}]}}]}} | serviceAccountToken
          {"projected":{"sources":[{"downwardAPI":{"items":[{"path":"namespace","fieldRef":{"apiVersion":"v1","fieldPath":"metadata.name"}}]}}]}}      | projected
          {"projected":{"sources":[{"downwardAPI":{"items":[{"path":"namespace","resourceFieldRef":{"resource":"limits.cpu"}}]}}]}}                    | projected
          {"projected":{"sources":[]}}                                                              | serviceAccountToken
          """)
  void volumesOfServiceAccountsAreToldApart(String volume, String type) throws Exception {
    assertThat(read("pod.volumes.type", "{\"volumes\":[" + volume + "]}"))
        .isEqualTo("[" + type + "]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /            | %
          //           | %/%
          /var/log     | %/var/log
          /var/log/    | %/var/log
          /var/log//   | %/var/log/%
          /var//log    | %/var/%/log
          //var/log    | %/%/var/log
          var/log      | var/log
          /var/./log   | %/var/./log
          /a*?[x]\\\\%  | %/a%2a%3f%5bx]%5c%25
          /\u00fc/a    | %/ü/a
          """)
  void pathsOfTheHostKeepTheirSpelling(String path, String expected) throws Exception {
    String spec =
        """
        {"volumes":[{"name":"v","hostPath":{"path":"%s"}}],
         "containers":[{"volumeMounts":[{"name":"v"}]}]}
        """
            .formatted(path);
    assertThat(read("pod.volumes.hostpath.components", spec)).isEqualTo("[" + expected + "]");
    assertThat(read("pod.hostpaths.writable.components", spec)).isEqualTo("[" + expected + "]");
  }

  @Test
  void portsOnTheNetworkOfTheHostAreItsPorts() throws Exception {
    String ports =
        "\"containers\":[{\"ports\":[{\"containerPort\":80},{\"containerPort\":81,\"hostPort\":0},"
            + "{\"containerPort\":82,\"hostPort\":90}]},{}]}";
    assertThat(read("pod.containers.host_port", "{" + ports)).isEqualTo("[-, -, 90, -]");
    assertThat(read("pod.containers.host_port", "{\"hostNetwork\":true," + ports))
        .isEqualTo("[80, 81, 90, -]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          create | 201 | sent
          create | 403 | sent
          patch  | 201 | stored
          patch  | 200 | sent
          update | 201 | sent
          """)
  void thePodIsTheOneThatWasSentUnlessThatIsAPatch(String verb, String code, String expected)
      throws Exception {
    String event =
        """
        {"kind":"Event","auditID":"a","stageTimestamp":"2026-11-03T06:31:10.004000Z",
         "verb":"%s","responseStatus":{"code":%s},
         "requestObject":{"spec":{"containers":[{"image":"sent"}]}},
         "responseObject":{"spec":{"containers":[{"image":"stored"}]}}}
        """
            .formatted(verb, code);
    assertThat(Extraction.read(Extraction.event(event), "pod.containers.image"))
        .isEqualTo("[" + expected + "]");
    assertThat(Extraction.read(Extraction.event(event), "pod.containers.count")).isEqualTo("1");
  }

  private static final String IN_PLACE =
      "{\"volumeMounts\":[{\"name\":\"v\","
          + "\"mountPath\":\"/var/run/secrets/kubernetes.io/serviceaccount\"}]}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"spec":{"containers":[{}]}}                                                  | true
          {"spec":{"automountServiceAccountToken":true,"containers":[{}]}}              | true
          {"spec":{"automountServiceAccountToken":null,"containers":[{}]}}              | true
          {"spec":{"automountServiceAccountToken":false,"containers":[{}]}}             | false
          {"spec":{"serviceAccountName":"robot","containers":[{}]}}                     | true
          {"spec":{"containers":[IN_PLACE]}}                                            | false
          {"spec":{"containers":[IN_PLACE,{}]}}                                         | true
          {"spec":{"containers":[IN_PLACE],"initContainers":[{}]}}                      | true
          {"spec":{"containers":[IN_PLACE],"ephemeralContainers":[{}]}}                 | false
          {"spec":{"containers":[{}],"volumes":[{"name":"kube-api-access-x"}]}}         | false
          {"metadata":{"annotations":{"kubernetes.io/config.mirror":"x"}},"spec":{"containers":[{}]}} | false
          """)
  void admissionAddsATokenUnlessThePodDeclines(String pod, String expected) throws Exception {
    String object = pod.replace("IN_PLACE", IN_PLACE);
    assertThat(tokenOf("create", object, "")).startsWith(expected);
    assertThat(tokenOf("patch", object, ",\"responseObject\":" + object)).startsWith("false");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"containers":[{}]}                                                                    | true projected
          {"serviceAccountName":"a","containers":[{}]}                                                                    | false absent
          {"serviceAccountName":"a","containers":[IN_PLACE],"volumes":[{"name":"v","emptyDir":{}}]}                       | true projected
          {"serviceAccountName":"a","containers":[TOKEN],"volumes":[{"name":"kube-api-access-x","projected":{}}]}         | true projected
          {"serviceAccountName":"a","containers":[SECRET],"volumes":[{"name":"a-token-b","secret":{"secretName":"a-token-b"}}]} | true secret
          {"serviceAccountName":"a","containers":[SECRET],"volumes":[{"name":"a-token-b","secret":{"secretName":"mine"}}]}      | true projected
          """)
  void theStoredPodTellsWhatAdmissionAdded(String stored, String expected) throws Exception {
    String spec =
        stored
            .replace("IN_PLACE", IN_PLACE)
            .replace("TOKEN", IN_PLACE.replace("\"v\"", "\"kube-api-access-x\""))
            .replace("SECRET", IN_PLACE.replace("\"v\"", "\"a-token-b\""));
    String response = ",\"responseObject\":{\"kind\":\"Pod\",\"spec\":" + spec + "}";
    assertThat(tokenOf("create", "{\"spec\":{\"containers\":[{}]}}", response)).isEqualTo(expected);
  }

  private static String tokenOf(String verb, String object, String response) throws Exception {
    AuditEvent event =
        Extraction.event(
            """
            {"kind":"Event","auditID":"a","stageTimestamp":"2026-11-03T06:31:10.004000Z",
             "verb":"%s","responseStatus":{"code":201},"requestObject":%s%s}
            """
                .formatted(verb, object, response));
    return Extraction.read(event, "pod.token_volume.added")
        + " "
        + Extraction.read(event, "pod.token_volume.type");
  }
}
