// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library.summary;

import io.falcoj.converter.pod.PodCreation;
import io.falcoj.engine.VisibleText;
import io.falcoj.library.summary.RunSummary.PolicyVerdict;
import io.falcoj.library.summary.RunSummary.RuleCount;
import io.falcoj.library.summary.RunSummary.WorkloadCount;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tells a summary to a program: the same facts as the text, and every one of a list. */
public final class SummaryJson {

  private SummaryJson() {}

  /** The summary as a JSON document that ends in a line feed. */
  public static String of(RunSummary summary) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("complete", summary.complete());
    summary.gaps().forEach(json.putArray("gaps")::add);
    json.set("events", events(summary));
    summary
        .drops()
        .ifPresent(
            drops ->
                json.putObject("syscall_event_drops")
                    .put("detected", drops.detected())
                    .put("actions", drops.actions()));
    json.set("pod_creations", pods(summary));
    json.set(
        "policies",
        json.arrayNode().addAll(summary.policies().stream().map(SummaryJson::policy).toList()));
    json.set("alerts", alerts(summary));
    summary.silentRules().forEach(json.putArray("rules_never_matched")::add);
    return visible(json.toPrettyString()) + "\n";
  }

  /** With what is no ASCII and yet acts on a terminal as escapes; it stands in strings only. */
  private static String visible(String json) {
    StringBuilder visible = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c >= 0x7F && VisibleText.isUnsafe(c)) {
        visible.append("\\u%04x".formatted((int) c));
      } else {
        visible.append(c);
      }
    }
    return visible.toString();
  }

  private static ObjectNode events(RunSummary summary) {
    ObjectNode events = JsonNodeFactory.instance.objectNode();
    ObjectNode evaluated = events.putObject("evaluated");
    summary.recording().events().forEach(evaluated::put);
    events.put("not_audit", summary.recording().notAudit());
    ObjectNode skipped = events.putObject("skipped");
    skipped.put("total", summary.recording().skipped());
    summary.recording().skippedByKind().forEach((kind, count) -> skipped.put(key(kind), count));
    return events;
  }

  private static ObjectNode pods(RunSummary summary) {
    ObjectNode pods = JsonNodeFactory.instance.objectNode();
    for (PodCreation.State state : PodCreation.State.values()) {
      if (state != PodCreation.State.NOT_A_CREATION) {
        pods.put(key(state), summary.pods().getOrDefault(state, 0L));
      }
    }
    return pods;
  }

  private static ObjectNode policy(PolicyVerdict verdict) {
    ObjectNode policy = JsonNodeFactory.instance.objectNode();
    policy.put("name", verdict.policy());
    policy.put("judged", verdict.judged());
    policy.put("refused", verdict.refused());
    policy.put("out_of_scope", verdict.outOfScope());
    policy.put("partial", verdict.partial());
    verdict.notJudged().forEach(policy.putArray("not_judged")::add);
    policy.put("service_account_volume", verdict.tokens().kind().text());
    return policy;
  }

  private static ObjectNode alerts(RunSummary summary) {
    ObjectNode alerts = JsonNodeFactory.instance.objectNode();
    alerts.put("total", summary.alerts());
    ObjectNode priorities = alerts.putObject("by_priority");
    summary.alertsByPriority().forEach((priority, count) -> priorities.put(priority.text(), count));
    ObjectNode rules = alerts.putObject("by_rule");
    for (RuleCount rule : summary.rules()) {
      if (rule.alerts() > 0) {
        rules.put(rule.rule(), rule.alerts());
      }
    }
    ObjectNode namespaces = alerts.putObject("by_namespace");
    summary.namespaces().forEach(namespaces::put);
    alerts.set(
        "by_workload",
        alerts
            .arrayNode()
            .addAll(summary.workloads().stream().map(SummaryJson::workload).toList()));
    return alerts;
  }

  private static ObjectNode workload(WorkloadCount count) {
    ObjectNode workload = JsonNodeFactory.instance.objectNode();
    workload.put("namespace", count.workload().namespace());
    workload.put("workload", count.workload().name());
    workload.put("alerts", count.alerts());
    return workload;
  }

  private static String key(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
