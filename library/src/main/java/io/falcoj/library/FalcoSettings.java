// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library;

import io.falcoj.converter.psp.Conversion;
import io.falcoj.engine.EventSource;
import io.falcoj.engine.FieldClass;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.Plugin;
import io.falcoj.engine.Priority;
import io.falcoj.engine.rules.LoaderSettings;
import io.falcoj.engine.rules.RuleSelection;
import io.falcoj.engine.rules.resolve.AppendOutput;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.fields.StandardFields;
import io.falcoj.fields.StandardPlugins;
import io.falcoj.fields.table.FieldSettings;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What rules are loaded with. Immutable: every method that sets something makes other settings.
 *
 * @param place zone of printed times, and name of the machine
 * @param sources what events may come from
 * @param fieldClasses fields beside the standard ones and those of the sources
 * @param policies their rules come before all others, which so can change them
 * @param minimumPriority rules of lesser priority are checked, but never evaluated
 * @param matching which of the rules that an event matches alert; if nothing is said the first one,
 *     and all as soon as there is a policy
 * @param appendOutputs what is added to the outputs of rules
 * @param selection enables and disables rules, after what they say of themselves
 * @param redact whether alerts about audit events are to hold no secrets
 */
public record FalcoSettings(
    FieldSettings place,
    List<EventSource> sources,
    List<FieldClass> fieldClasses,
    Conversion policies,
    Priority minimumPriority,
    Optional<RuleMatching> matching,
    List<AppendOutput> appendOutputs,
    Consumer<RuleSelection> selection,
    boolean redact) {

  private static final Conversion NO_POLICIES = new Conversion("", List.of(), List.of());

  /** The standard sources, times in UTC, a machine without a name, every rule, no redaction. */
  public static final FalcoSettings STANDARD = at(new FieldSettings(ZoneOffset.UTC, ""));

  public FalcoSettings {
    sources = List.copyOf(sources);
    fieldClasses = List.copyOf(fieldClasses);
    appendOutputs = List.copyOf(appendOutputs);
  }

  /** The standard settings, with this zone of printed times and this name of the machine. */
  public static FalcoSettings at(FieldSettings place) {
    return new FalcoSettings(
        place,
        StandardSources.all(place),
        List.of(),
        NO_POLICIES,
        Priority.DEBUG,
        Optional.empty(),
        List.of(),
        selection -> {},
        false);
  }

  /** With one more source of events. */
  public FalcoSettings withSource(EventSource source) {
    return new FalcoSettings(
        place,
        with(sources, source),
        fieldClasses,
        policies,
        minimumPriority,
        matching,
        appendOutputs,
        selection,
        redact);
  }

  /** With one more class of fields. */
  public FalcoSettings withFields(FieldClass fieldClass) {
    return new FalcoSettings(
        place,
        sources,
        with(fieldClasses, fieldClass),
        policies,
        minimumPriority,
        matching,
        appendOutputs,
        selection,
        redact);
  }

  /**
   * With the rules of policies.
   *
   * @param converted by a {@link io.falcoj.converter.psp.PspConverter}
   */
  public FalcoSettings withPolicies(Conversion converted) {
    return new FalcoSettings(
        place,
        sources,
        fieldClasses,
        converted,
        minimumPriority,
        matching,
        appendOutputs,
        selection,
        redact);
  }

  /** Without the rules of lesser priority, those of policies excepted. */
  public FalcoSettings withMinimumPriority(Priority priority) {
    return new FalcoSettings(
        place,
        sources,
        fieldClasses,
        policies,
        priority,
        matching,
        appendOutputs,
        selection,
        redact);
  }

  /** With all, or only the first, of the rules that an event matches alerting. */
  public FalcoSettings withMatching(RuleMatching which) {
    return new FalcoSettings(
        place,
        sources,
        fieldClasses,
        policies,
        minimumPriority,
        Optional.of(which),
        appendOutputs,
        selection,
        redact);
  }

  /** With something added to the outputs of rules. */
  public FalcoSettings withAppendOutput(AppendOutput addition) {
    return new FalcoSettings(
        place,
        sources,
        fieldClasses,
        policies,
        minimumPriority,
        matching,
        with(appendOutputs, addition),
        selection,
        redact);
  }

  /**
   * With rules enabled and disabled.
   *
   * @param chooser called once, when the rules are loaded
   */
  public FalcoSettings withSelection(Consumer<RuleSelection> chooser) {
    return new FalcoSettings(
        place,
        sources,
        fieldClasses,
        policies,
        minimumPriority,
        matching,
        appendOutputs,
        chooser,
        redact);
  }

  /** With alerts about audit events that hold no secrets, or may. */
  public FalcoSettings withRedaction(boolean redacted) {
    return new FalcoSettings(
        place,
        sources,
        fieldClasses,
        policies,
        minimumPriority,
        matching,
        appendOutputs,
        selection,
        redacted);
  }

  /** All fields. */
  public FieldRegistry fields() {
    List<FieldClass> classes = new ArrayList<>(StandardFields.ofEveryEvent(place));
    sources.forEach(source -> classes.addAll(source.fieldClasses()));
    classes.addAll(fieldClasses);
    return new FieldRegistry(classes, sources.stream().map(EventSource::name).toList());
  }

  /** Whether a policy's rules are evaluated. */
  boolean hasPolicies() {
    return !policies.policies().isEmpty();
  }

  /** What a loader of rules needs of them. */
  public LoaderSettings loaderSettings(FieldRegistry fields) {
    return new LoaderSettings(
        fields, List.copyOf(fields.sources()), plugins(), minimumPriority, appendOutputs);
  }

  private List<Plugin> plugins() {
    List<Plugin> plugins = new ArrayList<>(StandardPlugins.ALL);
    for (EventSource source : sources) {
      source.plugin().filter(plugin -> !plugins.contains(plugin)).ifPresent(plugins::add);
    }
    return plugins;
  }

  private static <T> List<T> with(List<T> all, T further) {
    List<T> more = new ArrayList<>(all);
    more.add(further);
    return more;
  }
}
