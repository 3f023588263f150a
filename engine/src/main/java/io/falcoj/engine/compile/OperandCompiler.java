// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.engine.BoundField;
import io.falcoj.engine.FieldArgumentException;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.UnknownFieldException;
import io.falcoj.engine.compile.ConditionCompileException.Kind;
import io.falcoj.engine.predicate.Slot;
import io.falcoj.engine.transformer.BoundTransformer;
import io.falcoj.engine.transformer.StandardTransformers;
import io.falcoj.engine.transformer.TransformerArgument;
import io.falcoj.engine.transformer.TransformerException;
import io.falcoj.engine.transformer.TransformerList;
import io.falcoj.grammar.ExprPrinter;
import io.falcoj.grammar.Operand;
import io.falcoj.grammar.OperandVisitor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns fields and transformers into slots. Equal operands become the same slot, in whichever rule
 * or output they stand.
 */
final class OperandCompiler implements OperandVisitor<CompiledOperand> {

  private final FieldRegistry fields;
  private final String source;
  private final List<Slot> slots = new ArrayList<>();
  private final Map<Object, CompiledOperand> known = new HashMap<>();

  private record FieldKey(String name, @Nullable String argument) {}

  private record PrintedKey(String name, @Nullable String argument) {}

  private record LiteralKey(String value) {}

  private record TransformerKey(String name, List<Integer> arguments, @Nullable String option) {}

  OperandCompiler(FieldRegistry fields, String source) {
    this.fields = fields;
    this.source = source;
  }

  /** All slots so far, each at its index. */
  List<Slot> slots() {
    return slots;
  }

  /**
   * Compiles a field, a transformer, or what stands inside one.
   *
   * @throws CompileFailure if there is no such field, or a transformer does not take its arguments
   */
  CompiledOperand compile(Operand operand) {
    return operand.accept(this);
  }

  @Override
  public CompiledOperand visitFieldRef(Operand.FieldRef field) {
    FieldKey key = new FieldKey(field.name(), field.argument());
    CompiledOperand operand = known.get(key);
    if (operand == null) {
      BoundField bound = bind(field);
      FieldKey plain = new FieldKey(bound.definition().name(), bound.argument().text());
      operand = known.get(plain);
      if (operand == null) {
        Slot slot = new FieldSlot(slots.size(), bound, ExprPrinter.print(field));
        slots.add(slot);
        operand = new CompiledOperand(slot, bound.definition(), bound.definition().list(), null);
        known.put(plain, operand);
      }
      known.put(key, operand);
    }
    return operand;
  }

  /** Compiles what an output prints: as {@link #compile}, but for fields that are searched. */
  CompiledOperand compilePrinted(Operand operand) {
    if (operand instanceof Operand.FieldRef field) {
      BoundField bound = bind(field);
      if (bound.printer() != bound.extractor()) {
        return printed(field, bound.printed());
      }
    }
    return compile(operand);
  }

  private CompiledOperand printed(Operand.FieldRef field, BoundField bound) {
    PrintedKey key = new PrintedKey(bound.definition().name(), bound.argument().text());
    CompiledOperand operand = known.get(key);
    if (operand == null) {
      Slot slot = new FieldSlot(slots.size(), bound, ExprPrinter.print(field));
      slots.add(slot);
      operand = new CompiledOperand(slot, bound.definition(), bound.list(), null);
      known.put(key, operand);
    }
    return operand;
  }

  private BoundField bind(Operand.FieldRef field) {
    try {
      return fields.bind(source, field.name(), field.argument());
    } catch (UnknownFieldException e) {
      throw new CompileFailure(
          Kind.UNKNOWN_NAME,
          "filter_check called with nonexistent field " + e.field(),
          field.span(),
          Suggestion.of(e.suggestions()));
    } catch (FieldArgumentException e) {
      throw CompileFailure.invalid(e.getMessage(), field.span());
    }
  }

  @Override
  public CompiledOperand visitTransformerCall(Operand.TransformerCall call) {
    List<CompiledOperand> arguments = compileAll(call.arguments());
    if (call.name().equals(StandardTransformers.FIELD)) {
      if (call.argument() != null) {
        throw CompileFailure.invalid(
            "filter error: transformer '" + call.name() + "' does not support field arguments",
            call.span());
      }
      return arguments.get(0);
    }
    if (arguments.size() == 1 && call.argument() == null) {
      checkTransformable(arguments.get(0), call);
    }
    try {
      BoundTransformer bound =
          StandardTransformers.of(call.name()).bind(describe(arguments), call.argument());
      boolean single = arguments.size() == 1;
      return transformed(
          new TransformerKey(call.name(), indices(arguments), call.argument()),
          call,
          bound,
          arguments,
          single ? arguments.get(0) : null);
    } catch (TransformerException e) {
      throw CompileFailure.invalid(e.getMessage(), call.span());
    }
  }

  private static void checkTransformable(CompiledOperand argument, Operand.TransformerCall call) {
    if (!argument.takesTransformer()) {
      throw CompileFailure.invalid(
          "field '" + argument.name() + "' does not support transformers", call.span());
    }
  }

  @Override
  public CompiledOperand visitTransformerList(Operand.TransformerList list) {
    List<CompiledOperand> elements = compileAll(list.operands());
    try {
      return transformed(
          new TransformerKey("", indices(elements), null),
          list,
          TransformerList.bind(describe(elements)),
          elements,
          null);
    } catch (TransformerException e) {
      throw CompileFailure.invalid(e.getMessage(), list.span());
    }
  }

  @Override
  public CompiledOperand visitValueLiteral(Operand.ValueLiteral value) {
    LiteralKey key = new LiteralKey(value.value());
    CompiledOperand operand = known.get(key);
    if (operand == null) {
      Slot slot = new LiteralSlot(slots.size(), value.value(), ExprPrinter.print(value));
      slots.add(slot);
      operand = new CompiledOperand(slot, null, false, value.value());
      known.put(key, operand);
    }
    return operand;
  }

  @Override
  public CompiledOperand visitListLiteral(Operand.ListLiteral list) {
    throw new IllegalArgumentException("a list of values is no operand of its own");
  }

  private CompiledOperand transformed(
      TransformerKey key,
      Operand operand,
      BoundTransformer bound,
      List<CompiledOperand> arguments,
      @Nullable CompiledOperand single) {
    CompiledOperand result = known.get(key);
    if (result == null) {
      Slot slot =
          new TransformerSlot(
              slots.size(),
              bound,
              arguments.stream().map(CompiledOperand::slot).toList(),
              ExprPrinter.print(operand));
      slots.add(slot);
      result =
          new CompiledOperand(
              slot,
              single == null ? null : single.origin(),
              single != null && bound.shape().list() == single.slot().list()
                  ? single.list()
                  : bound.shape().list(),
              null);
      known.put(key, result);
    }
    return result;
  }

  private List<CompiledOperand> compileAll(List<Operand> operands) {
    List<CompiledOperand> compiled = new ArrayList<>(operands.size());
    for (Operand operand : operands) {
      compiled.add(operand.accept(this));
    }
    return compiled;
  }

  private static List<Integer> indices(List<CompiledOperand> operands) {
    return operands.stream().map(operand -> operand.slot().index()).toList();
  }

  private static List<TransformerArgument> describe(List<CompiledOperand> operands) {
    return operands.stream()
        .map(
            operand ->
                new TransformerArgument(operand.slot().shape(), operand.name(), operand.constant()))
        .toList();
  }
}
