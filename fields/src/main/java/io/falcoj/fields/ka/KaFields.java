// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.ka;

import static io.falcoj.engine.ArgumentRule.OPTIONAL_INDEX;
import static io.falcoj.engine.ArgumentRule.REQUIRED_KEY;
import static io.falcoj.engine.FieldDefinition.Flag.JSON;
import static io.falcoj.fields.table.FieldTable.K8S_AUDIT;

import io.falcoj.engine.BoundField;
import io.falcoj.engine.FieldArgument;
import io.falcoj.engine.FieldArgumentException;
import io.falcoj.engine.FieldBinder;
import io.falcoj.engine.FieldClass;
import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.fields.table.FieldTable;

/**
 * Class {@code k8saudit}: fields {@code ka.*}. Follows the k8saudit plugin 0.18 in which fields
 * there are; absent elements, indexes and what the plugin gets wrong follow the contract of {@link
 * ValuePath}.
 */
public final class KaFields {

  private KaFields() {}

  /** The class. */
  public static FieldClass fieldClass() {
    FieldTable fields =
        new FieldTable(
            "k8saudit",
            "Kubernetes audit events",
            "The request that an audit event records: who asked for what, with which object, and"
                + " what the API server answered.",
            K8S_AUDIT);
    fields.flagEvery(JSON);
    KaTable table = new KaTable(fields);
    addEvent(table);
    addRequest(table);
    addBinding(table);
    addRole(table);
    addConfigMapAndService(table);
    KaPodFields.addTo(table);
    addResponse(table);
    return fields.toFieldClass();
  }

  private static void addEvent(KaTable table) {
    table.one("ka.auditid", "/auditID", "Id of the request; all its stages share it.");
    table.one(
        "ka.stage",
        "/stage",
        "Stage of the request: RequestReceived, ResponseStarted, ResponseComplete, Panic.");
    table.one(
        "ka.auth.decision",
        "/annotations/authorization.k8s.io~1decision",
        "What the authorizer decided: allow, forbid. Absent if it was not asked.");
    table.one(
        "ka.auth.reason",
        "/annotations/authorization.k8s.io~1reason",
        "Why the authorizer decided so; may be empty. Absent if it was not asked.");
    table.one(
        "ka.auth.openshift.decision",
        "/annotations/authentication.openshift.io~1decision",
        "What OpenShift's login decided: allow, deny, error. Absent on other clusters.");
    table.one(
        "ka.auth.openshift.username",
        "/annotations/authentication.openshift.io~1username",
        "Who logged in to OpenShift. Absent on other clusters.");
    table.one(
        "ka.validations.admission.policy.failure",
        "/annotations/validation.policy.admission.k8s.io~1validation_failure",
        "Which validating admission policies the object failed, as JSON text. Absent if none.");
    table.one(
        "ka.security.pod.violations",
        "/annotations/pod-security.kubernetes.io~1audit-violations",
        "Which pod security standard the pod violates in audit mode, and how. Absent if none.");
    table.one(
        "ka.cluster.name",
        "/annotations/cluster_name",
        "Name of the cluster, where something annotated the event with it. Else absent.");
  }

  private static void addRequest(KaTable table) {
    table.one("ka.user.name", "/user/username", "Who asked.");
    table.list("ka.user.groups", "/user/groups/*", "The groups of the one who asked.");
    table.one(
        "ka.impuser.name",
        "/impersonatedUser/username",
        "Whom the one who asked pretends to be. Absent if nobody.");
    table.one("ka.verb", "/verb", "What was asked for: get, list, watch, create, delete.");
    table.one("ka.uri", "/requestURI", "Path and query of the request, as it was sent.");
    table
        .add(
            "ka.uri.param",
            "Value of the query parameter of this name, decoded; of several the first. Absent if"
                + " there is none.")
        .argument(REQUIRED_KEY)
        .bound(withKey(UriParameter::new));
    table.one("ka.useragent", "/userAgent", "What the client calls itself.");
    table.each(
        "ka.sourceips",
        "/sourceIPs/*",
        "The addresses that the request came through, first client.");
    table.one("ka.target.name", "/objectRef/name", "Name of the object asked for.");
    table.one(
        "ka.target.namespace",
        "/objectRef/namespace",
        "Namespace of the object asked for. Absent if it has none.");
    table.one(
        "ka.target.resource", "/objectRef/resource", "Kind of object asked for: pods, configmaps.");
    table.one(
        "ka.target.subresource",
        "/objectRef/subresource",
        "What of the object is asked for: exec, attach, status. Absent if all of it.");
    table
        .add(
            "ka.target.pod.name",
            "Name of the pod asked for, as the response tells it. Absent for other objects and for"
                + " subresources of a pod.")
        .reads(new TargetPodName());
  }

  private static void addBinding(KaTable table) {
    table.list(
        "ka.req.binding.subjects",
        "/requestObject/subjects/*",
        "The subjects of a role binding, each as JSON text.");
    table
        .add("ka.req.binding.subjects.user_names", "Names of the users of a role binding.")
        .list()
        .reads(new BindingSubjects("User", false));
    table
        .add(
            "ka.req.binding.subjects.serviceaccount_names",
            "Names of the service accounts of a role binding.")
        .list()
        .reads(new BindingSubjects("ServiceAccount", false));
    table
        .add(
            "ka.req.binding.subjects.serviceaccount_ns_names",
            "Names of the service accounts of a role binding with their namespaces:"
                + " namespace:name.")
        .list()
        .reads(new BindingSubjects("ServiceAccount", true));
    table
        .add("ka.req.binding.subjects.group_names", "Names of the groups of a role binding.")
        .list()
        .reads(new BindingSubjects("Group", false));
    table.one(
        "ka.req.binding.role", "/requestObject/roleRef/name", "The role that a binding gives.");
    table
        .add(
            "ka.req.binding.subject.has_name",
            "true if a subject of a role binding has this name, else false. For old rules.")
        .argument(REQUIRED_KEY)
        .bound(withKey(BindingSubjects::hasName));
  }

  private static void addRole(KaTable table) {
    table.list(
        "ka.req.role.rules", "/requestObject/rules/*", "The rules of a role, each as JSON text.");
    table.each(
        "ka.req.role.rules.apiGroups",
        "/requestObject/rules/*/apiGroups/*",
        "The API groups that the rules of a role name.");
    table.each(
        "ka.req.role.rules.nonResourceURLs",
        "/requestObject/rules/*/nonResourceURLs/*",
        "The paths, other than of resources, that the rules of a role name.");
    table.each(
        "ka.req.role.rules.verbs",
        "/requestObject/rules/*/verbs/*",
        "The verbs that the rules of a role allow.");
    table.each(
        "ka.req.role.rules.resources",
        "/requestObject/rules/*/resources/*",
        "The resources that the rules of a role name.");
  }

  private static void addConfigMapAndService(KaTable table) {
    table.one(
        "ka.req.configmap.name",
        "/objectRef/name",
        "Name of the config map asked for; of any other object, too.");
    table.one(
        "ka.req.configmap.obj",
        "/requestObject/data",
        "Data of the config map that was sent, as JSON text.");
    table.one("ka.req.service.type", "/requestObject/spec/type", "Type of a service: NodePort.");
    table
        .add(
            "ka.req.service.ports",
            "The ports of a service, all in one JSON text; with an index, the JSON text of one.")
        .list()
        .argument(OPTIONAL_INDEX)
        .bound(KaFields::bindServicePorts);
  }

  private static void addResponse(KaTable table) {
    table.one(
        "ka.resp.name", "/responseObject/metadata/name", "Name of the object in the response.");
    table.one("ka.response.code", "/responseStatus/code", "Status code of the response: 201, 403.");
    table.one(
        "ka.response.reason",
        "/responseStatus/reason",
        "Why the request failed, in a word: Forbidden. Mostly absent for successes.");
  }

  private static BoundField bindServicePorts(FieldDefinition definition, FieldArgument argument) {
    String path = "/requestObject/spec/ports" + (argument.hasIndex() ? "/*" : "");
    return new PathBinder(ValuePath.parse(path), Leaf.TEXT).bind(definition, argument);
  }

  /** Makes an extractor from the key in a field's argument. */
  @FunctionalInterface
  private interface KeyedExtractor {
    FieldExtractor forKey(String key) throws FieldArgumentException;
  }

  private static FieldBinder withKey(KeyedExtractor maker) {
    return (definition, argument) ->
        FieldBinder.of(maker.forKey(argument.requiredText())).bind(definition, argument);
  }
}
