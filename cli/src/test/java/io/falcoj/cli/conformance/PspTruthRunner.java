// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.converter.psp.TokenVolumeMode;
import io.falcoj.testdata.ConformanceCase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs the suite of what a real API server answered. Kinds in {@link #JUDGED} must agree with the
 * server; of the others it is counted how many do, against the figures on record.
 */
final class PspTruthRunner implements SuiteRunner {

  /** The kinds of which every case must agree. To demand more, add one. */
  private static final Set<String> JUDGED = Set.of("hostpath", "serviceaccount");

  private static final String FIGURES = "psp-truth-figures.txt";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Map<Path, Map<String, byte[]>> eventsByFile = new HashMap<>();
  private final Map<String, PolicyInForce> policies = new HashMap<>();
  private final Map<String, Figure> figures = new TreeMap<>();
  private @Nullable Path folder;

  @Override
  public String suite() {
    return "psp-truth";
  }

  @Override
  public List<Check> checks(ConformanceCase each) {
    folder = each.suiteFolder();
    return List.of(new Check(each.id(), () -> run(each)));
  }

  @Override
  public List<Check> closingChecks() {
    List<Check> checks = new ArrayList<>();
    if (folder != null && Files.exists(folder.resolve("requests.jsonl"))) {
      checks.add(new Check("requests.jsonl", () -> requests(folder)));
    }
    checks.add(new Check("figures on record", this::figuresAreThoseOnRecord));
    return checks;
  }

  private void run(ConformanceCase each) throws Exception {
    String kind = each.json().get("kind").stringValue();
    byte[] event = event(each);
    boolean refused = true;
    for (JsonNode policy : each.json().get("policies")) {
      refused &= !policy(policy, tokenVolume(each)).violations(event).isEmpty();
    }
    boolean expected = each.expect().get("verdict").stringValue().equals("refused");
    if (JUDGED.contains(kind)) {
      assertThat(refused).as("refused, as " + each.expect()).isEqualTo(expected);
      return;
    }
    figures.computeIfAbsent(kind, unseen -> new Figure()).count(refused == expected);
    if (refused != expected) {
      throw new WaitingException("what admission fills in, and every property of a policy");
    }
  }

  private static TokenVolumeMode tokenVolume(ConformanceCase each) {
    return switch (each.json().path("mode").asString("")) {
      case "legacy" -> TokenVolumeMode.SECRET;
      case "bound" -> TokenVolumeMode.PROJECTED;
      default -> TokenVolumeMode.OFF;
    };
  }

  /**
   * Each way to create, change and reach a pod. Creations that the server let in get the verdict of
   * the policies in force, and so do those that it refused, but for a refused patch, which does not
   * tell whether it would have created anything. Everything else is no creation.
   */
  private void requests(Path suiteFolder) throws Exception {
    Map<String, byte[]> events = requestEvents(suiteFolder.resolve("logs/requests.log.gz"));
    int created = 0;
    for (String line : Files.readAllLines(suiteFolder.resolve("requests.jsonl"))) {
      JsonNode request = JSON.readTree(line);
      byte[] event = events.get(request.path("audit_id").asString(""));
      if (event == null) {
        continue;
      }
      String id = request.get("id").stringValue();
      int code = request.get("server_code").intValue();
      JsonNode recorded = JSON.readTree(event);
      JsonNode object = recorded.path("objectRef");
      String verb = recorded.get("verb").stringValue();
      boolean ofPods =
          object.path("resource").asString("").equals("pods") && !object.has("subresource");
      boolean asksForPod = ofPods && (verb.equals("create") && (code == 201 || code == 403));
      boolean appliesPod = ofPods && verb.equals("patch") && code == 201;
      List<PolicyInForce> inForce = policiesInForce(suiteFolder, request);
      if (asksForPod || appliesPod) {
        created++;
        boolean refused = true;
        for (PolicyInForce policy : inForce) {
          assertThat(policy.cannotEvaluate(event)).as(id).isFalse();
          refused &= !policy.violations(event).isEmpty();
        }
        assertThat(refused).as(id).isEqualTo(code == 403);
      } else if (!verb.equals("create") || !ofPods) {
        for (PolicyInForce policy : inForce) {
          assertThat(policy.violations(event)).as(id).isEmpty();
          assertThat(policy.cannotEvaluate(event)).as(id).isFalse();
        }
      }
    }
    assertThat(created).isPositive();
  }

  private List<PolicyInForce> policiesInForce(Path suiteFolder, JsonNode request)
      throws Exception {
    List<PolicyInForce> inForce = new ArrayList<>();
    for (String name : request.get("policy_in_force").stringValue().split("\\+")) {
      Path file = suiteFolder.resolve("policies").resolve(name + ".json");
      inForce.add(policy(JSON.readTree(Files.readString(file)), TokenVolumeMode.OFF));
    }
    return inForce;
  }

  private void figuresAreThoseOnRecord() throws IOException {
    List<String> lines = new ArrayList<>();
    figures.forEach(
        (kind, figure) -> lines.add(kind + ' ' + figure.agreed + " of " + figure.cases + " agree"));
    lines.forEach(line -> System.out.println("psp-truth, for the record: " + line));
    for (String recorded : recordedFigures()) {
      String kind = recorded.substring(0, recorded.indexOf(' '));
      Figure figure = figures.get(kind);
      if (figure != null && recorded.contains(" of " + figure.cases + " ")) {
        assertThat(lines).as("the figures in " + FIGURES).contains(recorded);
      }
    }
  }

  private static List<String> recordedFigures() throws IOException {
    try (InputStream resource = PspTruthRunner.class.getResourceAsStream(FIGURES);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }
  }

  private PolicyInForce policy(JsonNode policy, TokenVolumeMode tokenVolume) throws Exception {
    String text = policy.toString();
    String key = tokenVolume + text;
    PolicyInForce known = policies.get(key);
    if (known == null) {
      known = PolicyInForce.of(text.getBytes(StandardCharsets.UTF_8), tokenVolume);
      policies.put(key, known);
    }
    return known;
  }

  private byte[] event(ConformanceCase each) throws IOException {
    Path file = each.file(each.json().get("events").stringValue());
    Map<String, byte[]> events = eventsByFile.get(file);
    if (events == null) {
      events = new HashMap<>();
      for (String line : Files.readAllLines(file)) {
        events.put(
            JSON.readTree(line).get("auditID").stringValue(),
            line.getBytes(StandardCharsets.UTF_8));
      }
      eventsByFile.put(file, events);
    }
    return events.get(each.json().get("audit_id").stringValue());
  }

  private static Map<String, byte[]> requestEvents(Path log) throws IOException {
    Map<String, byte[]> events = new HashMap<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(log)), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        JsonNode event = JSON.readTree(line);
        if (event.get("stage").stringValue().equals("ResponseComplete")) {
          events.put(
              event.get("auditID").stringValue(), line.getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return events;
  }

  /** How many cases of a kind agree. */
  private static final class Figure {
    private int agreed;
    private int cases;

    void count(boolean agrees) {
      cases++;
      agreed += agrees ? 1 : 0;
    }
  }
}
