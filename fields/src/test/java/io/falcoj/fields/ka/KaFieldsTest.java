// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.ka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.falcoj.engine.FieldArgumentException;
import io.falcoj.fields.Extraction;
import io.falcoj.sources.audit.event.AuditEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KaFieldsTest {

  private static final String REQUEST =
      """
      {"apiVersion":"audit.k8s.io/v1","auditID":"a-1","stage":"ResponseComplete",
       "verb":"create",
       "requestURI":"/api/v1/namespaces/shop/pods?dryRun=All&fieldManager=kubectl%2Dclient\\u0026a+b=c%20d+e\\u0026a+b=2",
       "user":{"username":"jane","groups":["devs","system:authenticated"]},
       "impersonatedUser":{"username":"root"},
       "userAgent":"kubectl/v1.30","sourceIPs":["10.0.0.7","192.168.1.1"],
       "objectRef":{"resource":"pods","namespace":"shop","name":"cart","subresource":""},
       "responseStatus":{"code":403,"reason":"Forbidden"},
       "responseObject":{"metadata":{"name":"cart-x1"}},
       "annotations":{"authorization.k8s.io/decision":"allow","authorization.k8s.io/reason":"",
         "authentication.openshift.io/decision":"deny","authentication.openshift.io/username":"kim",
         "validation.policy.admission.k8s.io/validation_failure":"[{\\"policy\\":\\"p\\"}]",
         "pod-security.kubernetes.io/audit-violations":"would violate","cluster_name":"blue"}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ka.auditid                              | a-1
          ka.stage                                | ResponseComplete
          ka.auth.decision                        | allow
          ka.auth.reason                          | ''
          ka.auth.openshift.decision              | deny
          ka.auth.openshift.username              | kim
          ka.validations.admission.policy.failure | [{"policy":"p"}]
          ka.security.pod.violations              | would violate
          ka.cluster.name                         | blue
          ka.user.name                            | jane
          ka.user.groups                          | [devs, system:authenticated]
          ka.impuser.name                         | root
          ka.verb                                 | create
          ka.uri.param[dryRun]                    | All
          ka.uri.param[fieldManager]              | kubectl-client
          ka.uri.param[a b]                       | c d e
          ka.uri.param[dry]                       | absent
          ka.uri.param[a+b]                       | absent
          ka.useragent                            | kubectl/v1.30
          ka.sourceips                            | [10.0.0.7, 192.168.1.1]
          ka.sourceips[1]                         | [192.168.1.1]
          ka.sourceips[2]                         | absent
          ka.target.name                          | cart
          ka.target.namespace                     | shop
          ka.target.resource                      | pods
          ka.target.subresource                   | ''
          ka.target.pod.name                      | cart-x1
          ka.resp.name                            | cart-x1
          ka.response.code                        | 403
          ka.response.reason                      | Forbidden
          ka.req.configmap.name                   | cart
          ka.req.configmap.obj                    | absent
          ka.req.pod.containers.image             | absent
          ka.req.container.privileged             | absent
          ka.req.volume.hostpath[/etc*]           | absent
          ka.req.binding.subject.has_name[jane]   | absent
          """)
  void readsTheRequest(String field, String expected) throws Exception {
    assertThat(Extraction.read(Extraction.event(REQUEST), field)).isEqualTo(expected);
  }

  private static final String POD =
      """
      {"auditID":"a-2","requestObject":{"kind":"Pod","spec":{
        "hostNetwork":true,"hostPID":false,"hostIPC":null,
        "securityContext":{"runAsUser":1000,"runAsGroup":"2000","fsGroup":7,
          "supplementalGroups":[10,20]},
        "volumes":[
          {"name":"a","hostPath":{"path":"/etc/ssl"}},
          {"name":"b","configMap":{"name":"c"}},
          {"name":"c","flexVolume":{"driver":"acme/disk"}},
          {"name":"d"},
          {"name":"e","emptyDir":{},"hostPath":null}],
        "initContainers":[{"name":"init","image":"busybox","ports":[{"hostPort":53}]}],
        "ephemeralContainers":[{"name":"debug","image":"tools@sha256:ab","securityContext":
          {"privileged":true}}],
        "containers":[
          {"name":"web","image":"registry:5000/team/web:1.2@sha256:0123",
           "command":["sh","-c"],"args":["echo","a\\tb"],
           "ports":[{"containerPort":80,"hostPort":8080},{"containerPort":443},{"hostPort":0}],
           "securityContext":{"privileged":true,"runAsUser":0,"runAsGroup":5,
             "readOnlyRootFilesystem":true,"allowPrivilegeEscalation":false,
             "procMount":"Unmasked","capabilities":{"add":["NET_ADMIN","SYS_TIME"]}}},
          {"name":"side","image":"side:latest","command":[],
           "securityContext":{"privileged":null,"capabilities":{"add":[]}}},
          {"name":"bare","image":"quay.io/bare"}]}}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ka.req.pod.host_network                           | true
          ka.req.container.host_network                     | true
          ka.req.pod.host_pid                               | false
          ka.req.pod.host_ipc                               | absent
          ka.req.pod.run_as_user                            | 1000
          ka.req.pod.run_as_group                           | 2000
          ka.req.pod.fs_group                               | 7
          ka.req.pod.supplemental_groups                    | [10, 20]
          ka.req.pod.volumes.hostpath                       | [/etc/ssl, -, -, -, -]
          ka.req.pod.volumes.hostpath[0]                    | [/etc/ssl]
          ka.req.pod.volumes.hostpath[1]                    | [-]
          ka.req.pod.volumes.hostpath[5]                    | absent
          ka.req.pod.volumes.flexvolume_driver              | [-, -, acme/disk, -, -]
          ka.req.pod.volumes.volume_type                    | [hostPath, configMap, flexVolume, -, emptyDir]
          ka.req.pod.volumes.volume_type[1]                 | [configMap]
          ka.req.volume.hostpath[/etc*]                     | true
          ka.req.volume.hostpath[/etc/ssl]                  | true
          ka.req.volume.hostpath[/etc]                      | false
          ka.req.volume.hostpath[/var*]                     | false
          ka.req.volume.hostpath[*]                         | true
          ka.req.pod.containers.name                        | [web, side, bare]
          ka.req.pod.containers.name[1]                     | [side]
          ka.req.pod.containers.name[3]                     | absent
          ka.req.pod.containers.name[2147483647]            | absent
          ka.req.pod.containers.image                       | [registry:5000/team/web:1.2@sha256:0123, side:latest, quay.io/bare]
          ka.req.pod.containers.image.repository            | [registry:5000/team/web, side, quay.io/bare]
          ka.req.container.image                            | registry:5000/team/web:1.2@sha256:0123
          ka.req.container.image.repository                 | registry:5000/team/web
          ka.req.pod.containers.command                     | [sh -c, -, -]
          ka.req.pod.containers.args                        | [echo a\tb, -, -]
          ka.req.pod.containers.host_port                   | [8080, -, -, -, -]
          ka.req.pod.containers.host_port[0]                | [8080, -, -]
          ka.req.pod.containers.host_port[2]                | [-]
          ka.req.pod.containers.privileged                  | [true, -, -]
          ka.req.pod.containers.privileged[0]               | [true]
          ka.req.container.privileged                       | true
          ka.req.pod.containers.allow_privilege_escalation  | [false, -, -]
          ka.req.pod.containers.read_only_fs                | [true, -, -]
          ka.req.pod.containers.run_as_user                 | [0, -, -]
          ka.req.pod.containers.run_as_group                | [5, -, -]
          ka.req.pod.containers.eff_run_as_user             | [0, 1000, 1000]
          ka.req.pod.containers.eff_run_as_group            | [5, 2000, 2000]
          ka.req.pod.containers.eff_run_as_group[2]         | [2000]
          ka.req.pod.containers.proc_mount                  | [Unmasked, -, -]
          ka.req.pod.containers.add_capabilities            | [NET_ADMIN, SYS_TIME, -, -]
          ka.req.pod.containers.add_capabilities[0]         | [NET_ADMIN, SYS_TIME]
          ka.req.pod.initContainers.name                    | [init]
          ka.req.pod.initContainers.host_port               | [53]
          ka.req.pod.initContainers.eff_run_as_user         | [1000]
          ka.req.pod.ephemeralContainers.image.repository   | [tools]
          ka.req.pod.ephemeralContainers.privileged         | [true]
          ka.req.pod.ephemeralContainers.run_as_user        | [-]
          """)
  void readsThePod(String field, String expected) throws Exception {
    assertThat(Extraction.read(Extraction.event(POD), field)).isEqualTo(expected);
  }

  private static final String RBAC =
      """
      {"auditID":"a-3","requestObject":{"roleRef":{"name":"admin"},
        "subjects":[{"kind":"User","name":"jane"},{"kind":"Group","name":"devs"},
          {"kind":"ServiceAccount","name":"bot","namespace":"ci"},
          {"kind":"ServiceAccount","name":"lost"},{"kind":"User"},{"name":"odd"}],
        "rules":[{"apiGroups":[""],"resources":["pods","secrets"],"verbs":["get","list"]},
          {"nonResourceURLs":["/healthz"],"verbs":["get"]}],
        "spec":{"type":"NodePort","ports":[{"port": 80, "nodePort": 30080},{"port":81}]},
        "data":{"key": "a \\"quoted\\" value"}}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          ka.req.binding.role                              | admin
          ka.req.binding.subjects.user_names               | [jane]
          ka.req.binding.subjects.group_names              | [devs]
          ka.req.binding.subjects.serviceaccount_names     | [bot, lost]
          ka.req.binding.subjects.serviceaccount_ns_names  | [ci:bot]
          ka.req.binding.subject.has_name[jane]            | true
          ka.req.binding.subject.has_name[jan]             | false
          ka.req.role.rules.apiGroups                      | [, -]
          ka.req.role.rules.resources                      | [pods, secrets, -]
          ka.req.role.rules.resources[0]                   | [pods, secrets]
          ka.req.role.rules.resources[1]                   | [-]
          ka.req.role.rules.nonResourceURLs                | [-, /healthz]
          ka.req.role.rules.verbs                          | [get, list, get]
          ka.req.role.rules.verbs[1]                       | [get]
          ka.req.service.type                              | NodePort
          ka.req.service.ports                             | [[{"port":80,"nodePort":30080},{"port":81}]]
          ka.req.service.ports[0]                          | [{"port":80,"nodePort":30080}]
          ka.req.service.ports[2]                          | absent
          ka.req.configmap.obj                             | {"key":"a \\"quoted\\" value"}
          """)
  void readsBindingsRolesServicesAndConfigMaps(String field, String expected) throws Exception {
    assertThat(Extraction.read(Extraction.event(RBAC), field)).isEqualTo(expected);
  }

  @Test
  void subjectsAndRulesAreTexts() throws Exception {
    assertThat(Extraction.read(Extraction.event(RBAC), "ka.req.role.rules"))
        .isEqualTo(
            "[{\"apiGroups\":[\"\"],\"resources\":[\"pods\",\"secrets\"],\"verbs\":[\"get\",\"list\"]},"
                + " {\"nonResourceURLs\":[\"/healthz\"],\"verbs\":[\"get\"]}]");
    assertThat(Extraction.read(Extraction.event(RBAC), "ka.req.binding.subjects"))
        .startsWith("[{\"kind\":\"User\",\"name\":\"jane\"}, {\"kind\":\"Group\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          {}                                        | absent | absent | absent
          {"containers":[]}                         | []     | []     | []
          {"containers":null}                       | absent | absent | absent
          {"containers":"none"}                     | absent | absent | absent
          {"containers":{"0":{}}}                   | absent | absent | absent
          {"containers":[{}]}                       | [-]    | [-]    | [-]
          {"containers":[null]}                     | [-]    | [-]    | [-]
          {"containers":["x"]}                      | [-]    | [-]    | [-]
          {"containers":[[]]}                       | [-]    | [-]    | [-]
          {"containers":[{"image":null}]}           | [-]    | [-]    | [-]
          {"containers":[{"image":7,"ports":7}]}    | [7]    | [-]    | [-]
          {"containers":[{"image":{"a": 1},"ports":[]}]} | [{"a":1}] | [-] | [-]
          {"containers":[{"image":[],"ports":[{}]}]}  | [[]] | [-]    | [-]
          {"containers":[{"image":"","ports":[{"hostPort":"80"}],"securityContext":[]}]}     | [] | [80] | [-]
          {"containers":[{"image":"a","ports":[[],{"hostPort":1}],"securityContext":{"capabilities":{"add":"ALL"}}}]} | [a] | [-, 1] | [-]
          {"containers":[{"image":"a","securityContext":{"capabilities":{"add":[null,"X"]}}}]} | [a] | [-] | [-, X]
          """)
  void survivesContainersOfAnyShape(String spec, String image, String ports, String capabilities)
      throws Exception {
    AuditEvent event =
        Extraction.event("{\"auditID\":\"a\",\"requestObject\":{\"spec\":" + spec + "}}");
    assertThat(Extraction.read(event, "ka.req.pod.containers.image")).isEqualTo(image);
    assertThat(Extraction.read(event, "ka.req.pod.containers.host_port")).isEqualTo(ports);
    assertThat(Extraction.read(event, "ka.req.pod.containers.add_capabilities"))
        .isEqualTo(capabilities);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nginx                            | nginx
          nginx:1.2                        | nginx
          nginx@sha256:ab                  | nginx
          nginx:1.2@sha256:ab              | nginx
          team/app:1                       | team/app
          registry:5000/app                | registry:5000/app
          registry:5000/app:1@sha256:ab:cd | registry:5000/app
          a:b:c                            | a
          :                                | ''
          @                                | ''
          /                                | /
          a/b:c/d                          | a/b:c/d
          """)
  void cutsTagAndDigestOffAnImage(String image, String repository) throws Exception {
    AuditEvent event =
        Extraction.event(
            "{\"requestObject\":{\"spec\":{\"containers\":[{\"image\":\"" + image + "\"}]}}}");
    assertThat(Extraction.read(event, "ka.req.container.image.repository")).isEqualTo(repository);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /a?key=1          | 1
          /a?x=1&key=2      | 2
          /a?key=1&key=2    | 1
          /a?key            | ''
          /a?key=           | ''
          /a?key==          | =
          /a?k%65y=1        | 1
          /a?k%65ys=1       | absent
          /a?key=%2Fa%2fb   | /a/b
          /a?key=100%       | 100%
          /a?key=%zz&x=%4   | %zz
          /a?%zz=1&key=2    | 2
          /a?a;b&key=2      | 2
          /a?key=1#?key=2   | 1
          /a#?key=2         | absent
          /a?&&key=2        | 2
          /a                | absent
          ?key=2            | 2
          """)
  void readsParametersOfTheQuery(String uri, String value) throws Exception {
    AuditEvent event = Extraction.event("{\"requestURI\":\"" + uri + "\"}");
    assertThat(Extraction.read(event, "ka.uri.param[key]")).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"resource":"pods"}                        | p
          {"resource":"pods","subresource":""}       | p
          {"resource":"pods","subresource":null}     | p
          {"resource":"pods","subresource":"status"} | absent
          {"resource":"configmaps"}                  | absent
          {}                                         | absent
          """)
  void namesThePodOnlyOfRequestsForPods(String objectRef, String name) throws Exception {
    AuditEvent event =
        Extraction.event(
            "{\"objectRef\":" + objectRef + ",\"responseObject\":{\"metadata\":{\"name\":\"p\"}}}");
    assertThat(Extraction.read(event, "ka.target.pod.name")).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ka.uri.param",
        "ka.req.volume.hostpath",
        "ka.req.volume.hostpath[]",
        "ka.req.pod.containers.image[x]",
        "ka.req.pod.containers.image[-1]",
        "ka.req.pod.containers.image[01]",
        "ka.user.groups[0]",
        "ka.verb[0]",
        "json.value",
        "json.value[/a~2]",
      })
  void refusesArgumentsThatMeanNothing(String field) {
    assertThatThrownBy(() -> Extraction.bind(field)).isInstanceOf(FieldArgumentException.class);
  }
}
