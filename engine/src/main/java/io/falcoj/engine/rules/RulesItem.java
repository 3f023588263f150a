// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import java.util.List;

/** One thing that a rules file asks for, in the order of the file. */
sealed interface RulesItem {

  /** Hands the item to the method of {@code collector} for its kind. */
  void collect(RulesCollector collector) throws RulesException;

  /** The engine must be of this version or a compatible later one. */
  record EngineRequirement(Version version, LoadContext context) implements RulesItem {
    @Override
    public void collect(RulesCollector collector) throws RulesException {
      collector.require(this);
    }
  }

  /**
   * One of these plugins must be there.
   *
   * @param alternatives one or more
   */
  record PluginRequirement(List<PluginVersion> alternatives, LoadContext context)
      implements RulesItem {
    public PluginRequirement {
      alternatives = List.copyOf(alternatives);
    }

    @Override
    public void collect(RulesCollector collector) throws RulesException {
      collector.require(this);
    }
  }

  /** A list is defined, or appended to. */
  record ListItem(ListDefinition definition, OverrideMode mode) implements RulesItem {
    @Override
    public void collect(RulesCollector collector) throws RulesException {
      collector.collect(definition, mode);
    }
  }

  /** A macro is defined, or appended to. */
  record MacroItem(MacroDefinition definition, OverrideMode mode) implements RulesItem {
    @Override
    public void collect(RulesCollector collector) throws RulesException {
      collector.collect(definition, mode);
    }
  }

  /** A rule is defined. */
  record RuleItem(RuleDefinition definition) implements RulesItem {
    @Override
    public void collect(RulesCollector collector) throws RulesException {
      collector.define(definition);
    }
  }

  /** Some keys of a rule are appended to or replaced. */
  record RuleUpdateItem(RuleUpdate update) implements RulesItem {
    @Override
    public void collect(RulesCollector collector) throws RulesException {
      collector.update(update);
    }
  }

  /** A rule is enabled or disabled. */
  record RuleEnabledItem(String rule, boolean enabled, LoadContext context) implements RulesItem {
    @Override
    public void collect(RulesCollector collector) throws RulesException {
      collector.setEnabled(this);
    }
  }
}
