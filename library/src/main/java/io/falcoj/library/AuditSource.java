// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library;

import io.falcoj.engine.AlertConsumer;
import io.falcoj.engine.Event;
import io.falcoj.engine.EventReader;
import io.falcoj.engine.FieldClass;
import io.falcoj.engine.Plugin;
import io.falcoj.fields.StandardFields;
import io.falcoj.fields.StandardPlugins;
import io.falcoj.library.evaluation.AuditEvaluator;
import io.falcoj.library.evaluation.EventEvaluator;
import io.falcoj.library.evaluation.RunRules;
import io.falcoj.library.evaluation.ShownTokens;
import io.falcoj.library.summary.RunTally;
import io.falcoj.sources.audit.event.AuditEvent;
import io.falcoj.sources.audit.streams.AuditReader;
import java.util.List;
import java.util.Optional;

/** Kubernetes audit events. */
final class AuditSource implements EvaluatedSource {

  @Override
  public String name() {
    return AuditEvent.SOURCE;
  }

  @Override
  public Optional<Plugin> plugin() {
    return Optional.of(StandardPlugins.K8S_AUDIT);
  }

  @Override
  public List<FieldClass> fieldClasses() {
    return StandardFields.ofAuditEvents();
  }

  @Override
  public EventReader newReader() {
    return new AuditReader();
  }

  @Override
  public EventEvaluator<Event> newEvaluator(RunRules rules, AlertConsumer alerts, boolean redact) {
    AuditEvaluator evaluator = new AuditEvaluator(rules, alerts, redact, new ShownTokens());
    return new EventEvaluator<>() {
      @Override
      public void accept(Event event) {
        evaluator.accept((AuditEvent) event);
      }

      @Override
      public RunTally takeTally() {
        return evaluator.takeTally();
      }
    };
  }
}
