// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library.summary;

import io.falcoj.converter.pod.PodCreation;
import io.falcoj.engine.VisibleText;
import io.falcoj.library.summary.RunSummary.PolicyVerdict;
import io.falcoj.library.summary.RunSummary.RuleCount;
import io.falcoj.library.summary.RunSummary.WorkloadCount;
import io.falcoj.sources.audit.event.AuditEvent;
import io.falcoj.sources.audit.problems.ReadProblem;
import io.falcoj.sources.syscall.state.SyscallEvent;
import java.util.List;
import java.util.Locale;

/**
 * Tells a summary to a person. It begins with Falco's own statistics, as Falco prints them at the
 * end of a run, and ends with the verdict on each policy. Each line is one fact, whatever names
 * from events and rules hold.
 */
public final class SummaryText {

  private static final int LONGEST_LIST = 20;
  private static final String UNRECORDED_NAME = "(name not recorded)";

  private final RunSummary summary;
  private final StringBuilder text = new StringBuilder();

  private SummaryText(RunSummary summary) {
    this.summary = summary;
  }

  /** The summary as lines, each ended by a line feed. */
  public static String of(RunSummary summary) {
    SummaryText writer = new SummaryText(summary);
    writer.appendAlerts();
    writer.appendSilentRules();
    writer.appendWorkloads();
    writer.appendRecording();
    summary.drops().ifPresent(writer::appendDrops);
    if (writer.concernsPods()) {
      if (summary.recording().events().containsKey(AuditEvent.SOURCE)) {
        writer.appendPods();
      }
      writer.appendPolicies();
    }
    writer.appendGaps();
    return writer.text.toString();
  }

  private void appendAlerts() {
    line("Events detected: " + summary.alerts());
    line("Rule counts by severity:");
    summary
        .alertsByPriority()
        .forEach(
            (priority, count) ->
                line("   " + priority.text().toUpperCase(Locale.ROOT) + ": " + count));
    line("Triggered rules by rule name:");
    for (RuleCount rule : summary.rules()) {
      if (rule.alerts() > 0) {
        line("   " + VisibleText.of(rule.rule()) + ": " + rule.alerts());
      }
    }
  }

  private void appendRecording() {
    RunSummary.Recording recording = summary.recording();
    if (!summary.readToEnd()) {
      line("Not everything was read.");
    }
    recording
        .events()
        .forEach((source, events) -> line(nameOfEvents(source) + " evaluated: " + events));
    if (recording.skipped() > 0) {
      String kinds = ReadProblem.countsText(recording.skippedByKind());
      line("Records skipped: " + recording.skipped() + " (" + kinds + ")");
    }
    if (recording.notAudit() > 0) {
      line("Records of other components: " + recording.notAudit());
    }
  }

  private void appendDrops(DropCounts drops) {
    line("Syscall event drop monitoring:");
    line("   - event drop detected: " + drops.detected() + " occurrences");
    line("   - num times actions taken: " + drops.actions());
  }

  private static String nameOfEvents(String source) {
    return switch (source) {
      case AuditEvent.SOURCE -> "Audit events";
      case SyscallEvent.SOURCE -> "System call events";
      default -> "Events of " + source;
    };
  }

  private boolean concernsPods() {
    return !summary.policies().isEmpty()
        || summary.pods().entrySet().stream()
            .anyMatch(e -> e.getKey() != PodCreation.State.NOT_A_CREATION && e.getValue() > 0);
  }

  private void appendPods() {
    line("Pod creations evaluated: " + pods(PodCreation.State.EVALUATED));
    line("Pod creations not evaluable: " + pods(PodCreation.State.NOT_EVALUABLE));
    line("Pod creations refused by the API server: " + pods(PodCreation.State.REFUSED));
    line("Pod creations that were dry runs: " + pods(PodCreation.State.DRY_RUN));
  }

  private void appendPolicies() {
    summary.policies().stream()
        .filter(policy -> !policy.partial())
        .map(policy -> policy.tokens().text())
        .distinct()
        .forEach(tokens -> line("Service account tokens: " + tokens));
    for (PolicyVerdict policy : summary.policies()) {
      StringBuilder verdict = new StringBuilder();
      verdict
          .append("Policy ")
          .append(VisibleText.of(policy.policy()))
          .append(": would have refused ");
      verdict.append(policy.refused()).append(" of ").append(policy.judged()).append(" pods");
      if (policy.outOfScope() > 0) {
        verdict.append(", ").append(policy.outOfScope()).append(" out of its scope");
      }
      if (policy.partial()) {
        verdict.append(" (partial policy)");
      }
      if (policy.judged() + policy.outOfScope() == 0) {
        verdict.append(": ").append(reasonForNoPods());
      }
      line(verdict.toString());
    }
    if (summary.policies().size() > 1) {
      line("Each policy was judged by itself: Kubernetes admits a pod that one of them allows.");
    }
  }

  /** The last line: what the answer does not cover. */
  private void appendGaps() {
    if (!summary.complete()) {
      line("Incomplete: " + String.join("; ", summary.gaps()));
    }
  }

  private String reasonForNoPods() {
    boolean syscalls = summary.recording().events().getOrDefault(SyscallEvent.SOURCE, 0L) > 0;
    return "no pod was read that could be judged" + (syscalls ? ", only what containers did" : "");
  }

  private void appendWorkloads() {
    if (!summary.namespaces().isEmpty()) {
      line("Alerts by namespace:");
      list(
          summary.namespaces().entrySet().stream()
              .map(entry -> nameOf(entry.getKey()) + ": " + entry.getValue())
              .toList());
    }
    if (!summary.workloads().isEmpty()) {
      line("Alerts by workload:");
      list(summary.workloads().stream().map(SummaryText::workloadLine).toList());
    }
  }

  private static String workloadLine(WorkloadCount count) {
    String name = count.workload().name();
    String shown = name.endsWith("/") ? name + UNRECORDED_NAME : name;
    return nameOf(count.workload().namespace())
        + " "
        + VisibleText.of(shown)
        + ": "
        + count.alerts();
  }

  private static String nameOf(String namespace) {
    return namespace.isEmpty() ? "(no namespace)" : VisibleText.of(namespace);
  }

  private void appendSilentRules() {
    List<String> silent = summary.silentRules();
    if (!silent.isEmpty()) {
      line("Rules that never matched: " + silent.size() + " of " + summary.rulesThatRead());
      list(silent.stream().map(VisibleText::of).toList());
    }
  }

  private void list(List<String> entries) {
    entries.stream().limit(LONGEST_LIST).forEach(entry -> line("   " + entry));
    if (entries.size() > LONGEST_LIST) {
      line("   and " + (entries.size() - LONGEST_LIST) + " more");
    }
  }

  private long pods(PodCreation.State state) {
    return summary.pods().getOrDefault(state, 0L);
  }

  private void line(String fact) {
    text.append(fact).append('\n');
  }
}
