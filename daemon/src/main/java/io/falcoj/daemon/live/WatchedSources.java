// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import io.falcoj.daemon.config.ConfigKeys;
import io.falcoj.daemon.config.EngineKind;
import io.falcoj.sources.syscall.state.SyscallEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which sources are watched, and why others are not. Any number of threads may ask. */
final class WatchedSources {

  private final LiveSettings settings;
  private volatile List<LiveSource<?>> watched = List.of();
  private final Map<String, String> reasons = new TreeMap<>();

  WatchedSources(LiveSettings settings) {
    this.settings = settings;
  }

  /** Those that are watched. */
  List<LiveSource<?>> all() {
    return watched;
  }

  /** Their names. */
  List<String> names() {
    return watched.stream().map(LiveSource::name).toList();
  }

  /** Why others are not watched, each in a line that begins with a line feed. */
  String reasons() {
    StringBuilder text = new StringBuilder();
    reasons.forEach((source, why) -> text.append('\n').append(source).append(": ").append(why));
    return text.toString();
  }

  /** Whether a source must be watched, whatever else can be. */
  boolean demands(String source) {
    return settings.demands(source);
  }

  /** Why a source is not to be watched; empty if it is. */
  String whyNotWanted(String source, RunLoader.Loaded loaded) {
    SourceChoice choice = settings.sources();
    if (!choice.allows(source)) {
      return choice.enabled().isEmpty() ? "--disable-source says so" : "--enable-source says so";
    }
    boolean isSyscall = source.equals(SyscallEvent.SOURCE);
    if (isSyscall && loaded.config().get(ConfigKeys.ENGINE_KIND) == EngineKind.NODRIVER) {
      return "engine.kind is nodriver";
    }
    boolean hasRules =
        loaded.falco().runRules().all().stream().anyMatch(rule -> rule.source().equals(source));
    return hasRules || demands(source) ? "" : "no rule looks at it";
  }

  /** A source is watched from now on. */
  void add(LiveSource<?> source) {
    reasons.remove(source.name());
    if (!watched.contains(source)) {
      List<LiveSource<?>> more = new ArrayList<>(watched);
      more.add(source);
      watched = List.copyOf(more);
    }
  }

  /** A source is watched no longer. */
  void remove(LiveSource<?> source) {
    watched = watched.stream().filter(each -> each != source).toList();
  }

  /** A source is not watched, for this reason. */
  void notWatching(String source, String why) {
    reasons.put(source, why);
  }

  /** Whether a source is watched, and no other. */
  boolean isLast(LiveSource<?> source) {
    return watched.equals(List.of(source));
  }
}
