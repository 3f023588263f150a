// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.table;

import io.falcoj.engine.FieldClass;
import io.falcoj.engine.FieldDefinition.Flag;
import io.falcoj.engine.FieldType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Collects the fields of one class, a line for each:
 *
 * <pre>{@code
 * FieldTable fields = new FieldTable("user", "Who acts", "Users of processes.", SYSCALL);
 * fields.add("user.name", CHARBUF, "Name of the user; absent if it has none.").reads(...);
 * fields.add("user.uid", UINT32, "Number of the user.").reads(...);
 * return fields.toFieldClass();
 * }</pre>
 *
 * Used while the classes are built, by one thread.
 */
public final class FieldTable {

  /** Source of Kubernetes audit events. */
  public static final String K8S_AUDIT = "k8s_audit";

  /** Source of system calls. */
  public static final String SYSCALL = "syscall";

  private final String name;
  private final String shortDescription;
  private final String description;
  private final List<String> sources;
  private final Set<Flag> commonFlags = EnumSet.noneOf(Flag.class);
  private final List<FieldLine> lines = new ArrayList<>();

  /**
   * @param name name of the class, as {@code --list} heads it
   * @param sources the event sources that have its fields; none named if all have them
   */
  public FieldTable(String name, String shortDescription, String description, String... sources) {
    this.name = name;
    this.shortDescription = shortDescription;
    this.description = description;
    this.sources = List.of(sources);
  }

  /** Every field added from now on is special in these ways. */
  public void flagEvery(Flag... special) {
    commonFlags.addAll(List.of(special));
  }

  /**
   * Adds a field: one value, no argument, nothing special, until the returned line says otherwise.
   *
   * @param description form, unit and when it is absent, in one to three sentences
   */
  public FieldLine add(String fieldName, FieldType type, String description) {
    FieldLine line = new FieldLine(fieldName, type, sources, commonFlags, description);
    lines.add(line);
    return line;
  }

  /** The class with all fields added so far, in their order. */
  public FieldClass toFieldClass() {
    return new FieldClass(
        name, shortDescription, description, lines.stream().map(FieldLine::toDefinition).toList());
  }
}
