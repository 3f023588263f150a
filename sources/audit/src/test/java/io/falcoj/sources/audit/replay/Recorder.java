// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.replay;

import io.falcoj.engine.Values;
import io.falcoj.json.JsonDocument;
import io.falcoj.sources.audit.chunks.BatchEvaluator;
import io.falcoj.sources.audit.event.AuditEvent;
import io.falcoj.sources.audit.problems.ReadNote;
import io.falcoj.sources.audit.problems.ReadProblem;
import java.util.ArrayList;
import java.util.List;

/** Runs a replay and notes what comes of it: the texts of events with their numbers, problems. */
public final class Recorder implements ReplayListener<List<String>> {

  public final List<String> events = new ArrayList<>();
  public final List<ReadProblem> problems = new ArrayList<>();
  public final List<FileReading> files = new ArrayList<>();
  final List<ReadNote> notes = new ArrayList<>();
  public ReplayCounters lastProgress = new ReplayCounters(0, 0, 0, 0, 0, 0);

  /** One line for each event: number, time, compact text. */
  public static BatchEvaluator<List<String>> evaluator() {
    return new BatchEvaluator<>() {
      private final Values values = new Values();
      private List<String> batch = new ArrayList<>();

      @Override
      public void accept(AuditEvent event) {
        values.clear();
        event.json().addText(JsonDocument.ROOT, values);
        batch.add(event.number() + " " + event.timestampNanos() + " " + values.stringAt(0));
      }

      @Override
      public List<String> finish() {
        List<String> result = batch;
        batch = new ArrayList<>();
        return result;
      }
    };
  }

  @Override
  public void batch(List<String> result) {
    events.addAll(result);
  }

  @Override
  public void problem(ReadProblem problem) {
    problems.add(problem);
  }

  @Override
  public void fileRead(FileReading reading) {
    files.add(reading);
  }

  @Override
  public void note(ReadNote note) {
    notes.add(note);
  }

  @Override
  public void progress(ReplayCounters counters) {
    lastProgress = counters;
  }

  /** Audit ids in the order of the events. */
  public List<String> auditIds() {
    return events.stream().map(Recorder::auditId).toList();
  }

  public static String auditId(String event) {
    int from = event.indexOf("\"auditID\":\"") + 11;
    return event.substring(from, event.indexOf('"', from));
  }

  public List<String> messages() {
    return problems.stream().map(ReadProblem::message).toList();
  }
}
