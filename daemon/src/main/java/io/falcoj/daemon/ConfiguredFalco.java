// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon;

import io.falcoj.daemon.drops.DropSettings;
import io.falcoj.daemon.recording.RecordingSettings;
import io.falcoj.daemon.replay.Replay;
import io.falcoj.daemon.replay.ReplayOptions;
import io.falcoj.daemon.replay.ReplayOutcome;
import io.falcoj.daemon.replay.ReplayProgress;
import io.falcoj.engine.rules.LoadedRules;
import io.falcoj.engine.rules.read.RulesFile;
import io.falcoj.fields.table.FieldSettings;
import io.falcoj.library.Falco;
import io.falcoj.library.evaluation.RunRules;
import io.falcoj.outputs.AlertFormat;
import io.falcoj.outputs.Outputs;
import java.io.IOException;
import java.util.List;

/**
 * falcoj with rules loaded as a configuration says.
 *
 * <pre>{@code
 * ConfiguredFalco falco = ConfiguredFalco.builder().policy(Path.of("policy.yaml")).load();
 * ReplayOptions options = ReplayOptions.of(List.of("audit.log"));
 * try (Outputs outputs = Outputs.forReplay().add(new FileOutput(file, true)).start()) {
 *   ReplayOutcome outcome = falco.replay(options, outputs, (events, bytes, total) -> true);
 * }
 * }</pre>
 *
 * <p>Immutable; any number of threads may replay at the same time.
 */
public final class ConfiguredFalco {

  private final Falco falco;
  private final RulesSettings settings;
  private final AlertFormat alertFormat;
  private final DropSettings drops;
  private final FieldSettings place;
  private final RecordingSettings recording;

  ConfiguredFalco(
      Falco falco,
      RulesSettings settings,
      AlertFormat alertFormat,
      DropSettings drops,
      FieldSettings place,
      RecordingSettings recording) {
    this.falco = falco;
    this.settings = settings;
    this.alertFormat = alertFormat;
    this.drops = drops;
    this.place = place;
    this.recording = recording;
  }

  /** Begins with no rules and the standard configuration. */
  public static FalcoBuilder builder() {
    return new FalcoBuilder();
  }

  /**
   * Whether another one was loaded from the same texts with the same settings, and so has the same
   * alerts and writes them alike.
   */
  public boolean doesTheSameAs(ConfiguredFalco other) {
    return texts().equals(other.texts())
        && settings.equals(other.settings)
        && alertFormat.equals(other.alertFormat)
        && drops.equals(other.drops)
        && recording.equals(other.recording);
  }

  /** What tells one set of rules from another, the rules of policies included. */
  private List<String> texts() {
    return files().stream().map(file -> file.source().content()).toList();
  }

  /** The texts that the rules were read from, in their order. */
  public List<RulesFile> files() {
    return falco.files();
  }

  /** The rules as they are evaluated. */
  public RunRules runRules() {
    return falco.runRules();
  }

  /** What to do when system calls are lost. */
  public DropSettings drops() {
    return drops;
  }

  /** Where falcoj runs. */
  public FieldSettings place() {
    return place;
  }

  /** All loaded rules, those of policies included. */
  public LoadedRules rules() {
    return falco.rules();
  }

  /** How alerts look, by the configuration. */
  public AlertFormat alertFormat() {
    return alertFormat;
  }

  /** When system calls are recorded, by the configuration. */
  public RecordingSettings recording() {
    return recording;
  }

  /**
   * Evaluates the rules over recorded audit events and system calls.
   *
   * @param outputs where alerts go, in {@link #alertFormat()}; they have them all when this
   *     returns; not closed here
   * @param progress may end the replay
   * @throws IOException if a recording does not exist or cannot be opened: then nothing was read
   */
  public ReplayOutcome replay(ReplayOptions options, Outputs outputs, ReplayProgress progress)
      throws IOException {
    return new Replay(
            runRules(),
            rules().leftOut().size(),
            options,
            drops,
            recording,
            alertFormat,
            outputs,
            progress)
        .run();
  }
}
