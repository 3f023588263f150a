// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import io.falcoj.daemon.FalcoException;
import io.falcoj.sources.audit.event.AuditEvent;
import io.falcoj.sources.syscall.state.SyscallEvent;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which sources of events a person wants, as {@code --enable-source} and {@code --disable-source}
 * say. Follows falco 0.44 {@code select_event_sources}.
 *
 * @param enabled if there are any, only these are watched, whether there are rules for them or not
 * @param disabled these are not
 */
public record SourceChoice(Set<String> enabled, Set<String> disabled) {

  /** All that falcoj can watch. */
  public static final List<String> KNOWN = List.of(SyscallEvent.SOURCE, AuditEvent.SOURCE);

  /** Everything that there are rules for. */
  public static final SourceChoice STANDARD = new SourceChoice(Set.of(), Set.of());

  public SourceChoice {
    enabled = Set.copyOf(enabled);
    disabled = Set.copyOf(disabled);
  }

  /**
   * Checks what was asked for.
   *
   * @throws FalcoException if a source is unknown, or none is left
   */
  public static SourceChoice of(List<String> enabled, List<String> disabled) throws FalcoException {
    if (!enabled.isEmpty() && !disabled.isEmpty()) {
      throw new FalcoException("You can not mix --enable-source and --disable-source");
    }
    check("Attempted enabling an unknown event source: ", enabled);
    check("Attempted disabling an unknown event source: ", disabled);
    SourceChoice choice = new SourceChoice(new TreeSet<>(enabled), new TreeSet<>(disabled));
    if (KNOWN.stream().noneMatch(choice::allows)) {
      throw new FalcoException("Must enable at least one event source");
    }
    return choice;
  }

  private static void check(String message, List<String> sources) throws FalcoException {
    for (String source : sources) {
      if (!KNOWN.contains(source)) {
        throw new FalcoException(message + source);
      }
    }
  }

  /** Whether a source may be watched. */
  public boolean allows(String source) {
    return enabled.isEmpty() ? !disabled.contains(source) : enabled.contains(source);
  }

  /** Whether a source was named to be watched. */
  public boolean demands(String source) {
    return enabled.contains(source);
  }
}
