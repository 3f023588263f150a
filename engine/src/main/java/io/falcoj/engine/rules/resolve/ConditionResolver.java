// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.resolve;

import io.falcoj.engine.NearestNames;
import io.falcoj.engine.rules.collect.DefinitionTable;
import io.falcoj.engine.rules.collect.RulesCollector;
import io.falcoj.engine.rules.definition.ItemKind;
import io.falcoj.engine.rules.definition.MacroDefinition;
import io.falcoj.engine.rules.definition.RuleDefinition;
import io.falcoj.engine.rules.definition.SourcedText;
import io.falcoj.engine.rules.result.Diagnostics;
import io.falcoj.engine.rules.result.ErrorCode;
import io.falcoj.engine.rules.result.LoadContext;
import io.falcoj.engine.rules.result.RulesException;
import io.falcoj.engine.trace.WrittenCondition;
import io.falcoj.grammar.ConditionSyntaxException;
import io.falcoj.grammar.Expr;
import io.falcoj.grammar.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns the conditions of macros and rules into trees without references: lists are put in the
 * place of their names in the text, macros in the tree. A macro may name those that were defined
 * before it was last touched; a rule may name all of them, and lists have no order. What is wrong
 * with a macro is told once, not again for each rule that names it. Follows falco 0.44 {@code
 * rule_loader_compiler}.
 */
public final class ConditionResolver {

  /** Falco's limit on the nesting of a rule's condition, its macros put in. */
  public static final int MAX_DEPTH = 1000;

  /** Far above the largest conditions that people write. */
  private static final int MAX_NODES = 1_000_000;

  /** Most macros on the way from one that is resolved to one that it needs. */
  private static final int MAX_MACRO_DEPTH = 500;

  private final RulesCollector collector;
  private final ParsedConditions parsed;
  private final LoadCache cache;
  private final ExceptionCondition exceptions;
  private final Diagnostics diagnostics;
  private final ListExpander lists;
  private final Map<String, Optional<ResolvedCondition>> macros = new LinkedHashMap<>();
  private final Map<String, ConditionSize> macroSizes = new HashMap<>();
  private final Set<String> usedMacros = new HashSet<>();
  private final List<String> path = new ArrayList<>();

  public ConditionResolver(
      RulesCollector collector,
      ParsedConditions parsed,
      LoadCache cache,
      ExceptionCondition exceptions,
      Diagnostics diagnostics) {
    this.collector = collector;
    this.parsed = parsed;
    this.cache = cache;
    this.exceptions = exceptions;
    this.diagnostics = diagnostics;
    this.lists = new ListExpander(collector.lists());
  }

  /** Resolves all lists and macros; to be called before anything else. */
  public void resolveMacros() {
    try {
      lists.expandAll();
    } catch (RulesException e) {
      diagnostics.add(e.diagnostic());
      return;
    }
    for (DefinitionTable.Entry<MacroDefinition> entry : collector.macros().entries()) {
      resolveMacro(entry);
    }
  }

  /**
   * Resolves the condition of a rule with its exceptions.
   *
   * @param exceptionFields is given the fields that the exceptions compare
   * @return empty if the rule cannot be resolved; the reason has been told
   */
  Optional<ResolvedCondition> resolveRule(RuleDefinition rule, SortedSet<String> exceptionFields) {
    try {
      SourcedText text = lists.expand(exceptions.of(rule, exceptionFields));
      Expr expr = parse(text, rule.conditionContext(), full -> parsed.ofRule(rule.name(), full));
      Map<String, ResolvedCondition> references = new LinkedHashMap<>();
      return resolve(text, expr, null, rule.context(), references, exceptions.namesOf(rule))
          .map(condition -> cache.keepRule(rule, references, condition));
    } catch (RulesException e) {
      diagnostics.add(e.diagnostic());
      return Optional.empty();
    }
  }

  /** The values that a list stands for. */
  public List<String> listItems(String name) {
    return lists.items(name);
  }

  /** Whether a condition or another list names the list. */
  public boolean isListUsed(String name) {
    return lists.isUsed(name);
  }

  /** What a macro stands for; empty if it could not be resolved. */
  public Optional<ResolvedCondition> macro(String name) {
    return macros.getOrDefault(name, Optional.empty());
  }

  /** Whether a rule or another macro names the macro. */
  public boolean isMacroUsed(String name) {
    return usedMacros.contains(name);
  }

  private Optional<ResolvedCondition> resolveMacro(DefinitionTable.Entry<MacroDefinition> entry) {
    MacroDefinition macro = entry.definition();
    Optional<ResolvedCondition> known = macros.get(macro.name());
    if (known != null) {
      return known;
    }
    Optional<ResolvedCondition> resolved = Optional.empty();
    path.add(macro.name());
    try {
      SourcedText text = lists.expand(macro.condition());
      Expr expr = parse(text, macro.conditionContext(), full -> parsed.ofMacro(macro.name(), full));
      Map<String, ResolvedCondition> references = new LinkedHashMap<>();
      resolved =
          resolve(text, expr, entry, macro.context(), references, List.of())
              .map(condition -> cache.keepMacro(macro, references, condition));
    } catch (RulesException e) {
      diagnostics.add(e.diagnostic());
    } finally {
      path.remove(path.size() - 1);
      macros.put(macro.name(), resolved);
    }
    return resolved;
  }

  @FunctionalInterface
  private interface Parse {
    Expr parse(SourcedText text) throws ConditionSyntaxException;
  }

  private static Expr parse(SourcedText text, LoadContext context, Parse parse)
      throws RulesException {
    try {
      return parse.parse(text);
    } catch (ConditionSyntaxException e) {
      throw new RulesException(
          ErrorCode.LOAD_ERR_COMPILE_CONDITION,
          e.getMessage(),
          SyntaxHint.of(e),
          context.inCondition(e.span()));
    }
  }

  /**
   * @param user the macro whose condition it is; null for a rule's
   * @param references is given the macros that the condition names
   * @param exceptionNames names of the exceptions in the condition
   */
  private Optional<ResolvedCondition> resolve(
      SourcedText text,
      Expr expr,
      DefinitionTable.@Nullable Entry<MacroDefinition> user,
      LoadContext context,
      Map<String, ResolvedCondition> references,
      List<String> exceptionNames)
      throws RulesException {
    try {
      MacroResolver resolver =
          new MacroResolver(
              (name, place) -> {
                ResolvedCondition macro = refer(user, name, place);
                references.put(name, macro);
                return macro.resolved();
              });
      Expr resolved = resolver.resolve(expr);
      ConditionSize size =
          ConditionSize.of(expr, name -> macroSizes.getOrDefault(name, new ConditionSize(1, 1)));
      if (size.nodes() > MAX_NODES || size.depth() > MAX_DEPTH) {
        throw RulesException.invalid(
            "condition is too large: with its macros it has "
                + size.nodes()
                + " parts and is nested "
                + size.depth()
                + " deep; "
                + MAX_NODES
                + " and "
                + MAX_DEPTH
                + " are allowed",
            context);
      }
      if (user != null) {
        macroSizes.put(user.definition().name(), size);
      }
      Map<String, WrittenCondition> macrosInIt = new HashMap<>();
      references.forEach((name, macro) -> macrosInIt.put(name, macro.written()));
      return Optional.of(
          new ResolvedCondition(
              text, new WrittenCondition(expr, macrosInIt, exceptionNames), resolved));
    } catch (UnresolvedMacroException e) {
      if (e.problem() == UnresolvedMacroException.Problem.LOOP && path.size() > 1) {
        throw e;
      }
      if (e.problem() != UnresolvedMacroException.Problem.REPORTED) {
        throw new RulesException(
            ErrorCode.LOAD_ERR_VALIDATE, e.getMessage(), e.hint(), context.inCondition(e.place()));
      }
      return Optional.empty();
    }
  }

  /**
   * A macro for one who names it.
   *
   * @param user the macro that names it; null for a rule
   */
  private ResolvedCondition refer(
      DefinitionTable.@Nullable Entry<MacroDefinition> user, String name, Span place) {
    DefinitionTable.Entry<MacroDefinition> entry = collector.macros().entry(name);
    if (entry == null || (user != null && !user.sees(entry))) {
      if (collector.isBroken(ItemKind.MACRO, name)) {
        throw reported(name, place);
      }
      throw new UnresolvedMacroException(
          UnresolvedMacroException.Problem.UNDEFINED,
          "Undefined macro '" + name + "' used in filter.",
          entry == null ? hintFor(name) : "it is defined further down: define it before it is used",
          place);
    }
    usedMacros.add(name);
    int index = path.indexOf(name);
    if (index >= 0) {
      throw new UnresolvedMacroException(
          UnresolvedMacroException.Problem.LOOP,
          "reference loop in macro '" + (index == 0 && path.size() > 1 ? path.get(1) : name) + "'",
          String.join(" needs ", path) + " needs " + name,
          place);
    }
    if (path.size() == MAX_MACRO_DEPTH) {
      throw new UnresolvedMacroException(
          UnresolvedMacroException.Problem.UNDEFINED,
          "macro '" + name + "' is named through more than " + MAX_MACRO_DEPTH + " others",
          null,
          place);
    }
    try {
      return resolveMacro(entry).orElseThrow(() -> reported(name, place));
    } catch (UnresolvedMacroException e) {
      throw e.seenFrom(place);
    }
  }

  private String hintFor(String name) {
    List<String> near = NearestNames.to(name, collector.macros().names());
    return near.isEmpty()
        ? "there is no macro of that name; a field would need an operator behind it"
        : "did you mean " + String.join(", ", near) + "?";
  }

  private static UnresolvedMacroException reported(String name, Span place) {
    return new UnresolvedMacroException(
        UnresolvedMacroException.Problem.REPORTED, "macro '" + name + "' is broken", null, place);
  }
}
