// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.testdata.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What {@code deploy/} tells systemd and Kubernetes is what falcoj understands and needs. */
class DeployTest {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Path DEPLOY = TestData.repositoryRoot().resolve("deploy");
  private static final Pattern CAPABILITY = Pattern.compile("CAP_[A-Z_]+");

  @TempDir Path folder;

  @Test
  void theAuditPodObeysThePolicyThatItTries() throws IOException {
    FalcojRun run = tried("falcoj-audit");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("would have refused 0 of 1 pods").doesNotContain("falcoj.yaml:");
  }

  @Test
  void theSyscallsPodTakesWhatThePolicyForbids() throws IOException {
    FalcojRun run = tried("falcoj-syscalls");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("(hostPID)").doesNotContain("(privileged)");
    assertThat(run.err()).contains("would have refused 1 of 1 pods").doesNotContain("falcoj.yaml:");
  }

  @Test
  void theConfigurationOfTheServiceIsUnderstood() throws IOException {
    Path rules = Files.writeString(folder.resolve("rules.yaml"), "[]\n");
    FalcojRun run =
        FalcojRun.of(
            "-c",
            DEPLOY.resolve("falcoj.yaml").toString(),
            "-r",
            rules.toString(),
            "-o",
            "file_output.filename=" + folder.resolve("alerts.jsonl"),
            "--dry-run",
            "-e",
            "-");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).doesNotContain("falcoj.yaml:").doesNotContain("not yet");
  }

  @Test
  void allNameTheSameCapabilities() throws IOException {
    Set<String> needed = Set.of("CAP_BPF", "CAP_PERFMON", "CAP_SYS_PTRACE", "CAP_DAC_READ_SEARCH");
    for (String line : Files.readAllLines(DEPLOY.resolve("falcoj.service"))) {
      if (line.startsWith("AmbientCapabilities=") || line.startsWith("CapabilityBoundingSet=")) {
        assertThat(capabilities(line)).isEqualTo(needed);
      }
    }
    Set<String> explained = new TreeSet<>();
    for (String line : Files.readAllLines(DEPLOY.resolve("README.md"))) {
      if (line.startsWith("| `CAP_")) {
        explained.addAll(capabilities(line));
      }
    }
    assertThat(explained).isEqualTo(needed);
    Set<String> added = new TreeSet<>();
    podTemplate("falcoj-syscalls")
        .at("/spec/containers/0/securityContext/capabilities/add")
        .forEach(name -> added.add("CAP_" + name.stringValue()));
    assertThat(added).isEqualTo(needed);
  }

  /** Runs a workload's command over an event about the creation of its own pod. */
  private FalcojRun tried(String workload) throws IOException {
    JsonNode files = manifest("ConfigMap", "falcoj").get("data");
    for (String name : files.propertyNames()) {
      Files.writeString(folder.resolve(name), files.get(name).stringValue());
    }
    List<String> arguments = new ArrayList<>();
    for (JsonNode argument : podTemplate(workload).at("/spec/containers/0/args")) {
      arguments.add(argument.stringValue().replace("/etc/falcoj", folder.toString()));
    }
    arguments.addAll(List.of("-e", creation(workload).toString()));
    return FalcojRun.of(arguments);
  }

  private Path creation(String workload) throws IOException {
    ObjectNode pod = (ObjectNode) podTemplate(workload).deepCopy();
    pod.put("apiVersion", "v1").put("kind", "Pod");
    ObjectNode event = JSON.createObjectNode();
    event
        .put("kind", "Event")
        .put("apiVersion", "audit.k8s.io/v1")
        .put("level", "RequestResponse")
        .put("auditID", "5b4d6c1e-6a3f-4d2c-9f57-0a8c2b1d7e90")
        .put("stage", "ResponseComplete")
        .put("requestURI", "/api/v1/namespaces/falcoj/pods")
        .put("verb", "create")
        .put("requestReceivedTimestamp", "2026-01-02T03:04:05.000006Z")
        .put("stageTimestamp", "2026-01-02T03:04:05.000007Z");
    event.putObject("user").put("username", "system:serviceaccount:kube-system:replicaset");
    event.putObject("objectRef").put("resource", "pods").put("namespace", "falcoj");
    event.putObject("responseStatus").put("code", 201);
    event.set("requestObject", pod);
    event.set("responseObject", pod);
    return Files.writeString(folder.resolve(workload + ".json"), event.toString());
  }

  private static JsonNode podTemplate(String workload) throws IOException {
    String kind = workload.equals("falcoj-audit") ? "Deployment" : "DaemonSet";
    return manifest(kind, workload).at("/spec/template");
  }

  private static JsonNode manifest(String kind, String name) throws IOException {
    try (MappingIterator<JsonNode> documents =
        YAML.readerFor(JsonNode.class)
            .readValues(DEPLOY.resolve("kubernetes/falcoj.yaml").toFile())) {
      while (documents.hasNext()) {
        JsonNode document = documents.next();
        if (document.path("kind").asString().equals(kind)
            && document.at("/metadata/name").asString().equals(name)) {
          return document;
        }
      }
    }
    throw new AssertionError("no " + kind + " " + name);
  }

  private static Set<String> capabilities(String text) {
    Set<String> names = new TreeSet<>();
    CAPABILITY.matcher(text).results().forEach(result -> names.add(result.group()));
    return names;
  }
}
