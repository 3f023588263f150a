// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.Alert;
import io.falcoj.engine.Event;
import io.falcoj.engine.FieldClass;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.FieldType;
import io.falcoj.engine.Values;
import io.falcoj.engine.rules.LoadedRules;
import io.falcoj.engine.rules.LoaderSettings;
import io.falcoj.engine.rules.RuleLoader;
import io.falcoj.engine.rules.read.RulesFile;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.fields.StandardFields;
import io.falcoj.fields.StandardPlugins;
import io.falcoj.fields.table.FieldSettings;
import io.falcoj.fields.table.FieldTable;
import io.falcoj.library.evaluation.RunRules;
import io.falcoj.sources.syscall.capture.CaptureFile;
import io.falcoj.sources.syscall.capture.CaptureReplay;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.testdata.ConformanceFolders;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What falcoj fails on costs nothing but itself. */
class EventFailuresTest {

  private static final int EVERY = 10;

  /** Fails on every tenth event that it is asked about. */
  private static final class Failing implements FieldExtractor {

    private final Throwable failure;
    private int asked;

    Failing(Throwable failure) {
      this.failure = failure;
    }

    @Override
    public void extract(Event event, Values values) {
      if (++asked % EVERY == 0) {
        if (failure instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) failure;
      }
      values.addText("fine".getBytes(StandardCharsets.UTF_8), 0, 4);
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {IllegalStateException.class, StackOverflowError.class})
  void onlyTheEventIsLeftOut(Class<? extends Throwable> kind) throws Exception {
    Failing failing = new Failing(kind.getConstructor().newInstance());
    RunRules rules = rules(failing);
    EventFailures failures = new EventFailures();
    List<Alert> alerts = new ArrayList<>();
    SyscallEvaluator evaluator = new SyscallEvaluator(rules, alerts::add, null, failures);
    replay(evaluator);
    assertThat(failing.asked).isGreaterThan(10 * EVERY);
    int failed = failing.asked / EVERY;
    assertThat(failures.take()).isEqualTo(failed);
    assertThat(failures.take()).isZero();
    assertThat(alerts).hasSize(failing.asked - failed);
  }

  private static void replay(SyscallEvaluator evaluator) throws IOException {
    Path capture = ConformanceFolders.own().resolve("psp/captures/workload.scap.gz");
    try (InputStream stored = new BufferedInputStream(Files.newInputStream(capture));
        InputStream plain = CaptureFile.decompressed(stored)) {
      CaptureReplay replay = new CaptureReplay(plain);
      replay.open();
      for (SyscallEvent event = replay.next(); event != null; event = replay.next()) {
        evaluator.accept(event);
      }
    }
  }

  private static RunRules rules(FieldExtractor failing) {
    FieldTable table = new FieldTable("test", "Test", "Fields of a test.", SyscallEvent.SOURCE);
    table.add("test.field", FieldType.CHARBUF, "Fails now and then.").reads(failing);
    List<FieldClass> classes =
        new ArrayList<>(StandardFields.classes(new FieldSettings(ZoneOffset.UTC, "host")));
    classes.add(table.toFieldClass());
    FieldRegistry fields = new FieldRegistry(classes);
    RuleLoader loader = new RuleLoader(LoaderSettings.of(fields, StandardPlugins.ALL));
    String rule = "- {rule: R, desc: d, condition: test.field = fine, output: o, priority: INFO}\n";
    assertThat(loader.load(RulesFile.of("rules.yaml", rule)).isSuccessful()).isTrue();
    LoadedRules loaded = loader.rules();
    return new RunRules(
        loaded.compile(loaded.select(), RuleMatching.FIRST), List.of(), false, fields);
  }
}
