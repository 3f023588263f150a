// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

/** An item of a rules file. */
sealed interface RulesItem {

  /** Adds the item's lines. */
  void write(RulesWriter writer);

  /** A named part of a condition. */
  record Macro(String name, String condition) implements RulesItem {
    @Override
    public void write(RulesWriter writer) {
      writer.begin("macro", name);
      writer.property("condition", condition);
    }
  }

  /**
   * A rule.
   *
   * @param output its message, fields with {@code %}
   */
  record Rule(
      String name,
      String description,
      String condition,
      String output,
      String priority,
      String source)
      implements RulesItem {

    /** Priority of what a policy would refuse. */
    static final String WARNING = "WARNING";

    /** Priority of what could not be judged. */
    static final String NOTICE = "NOTICE";

    static final String K8S_AUDIT = "k8s_audit";
    static final String SYSCALL = "syscall";

    @Override
    public void write(RulesWriter writer) {
      writer.begin("rule", name);
      writer.property("desc", description);
      writer.property("condition", condition);
      writer.property("output", output);
      writer.property("priority", priority);
      writer.property("source", source);
      writer.line("  tags: [k8s-psp]");
    }
  }
}
