// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.proc;

import io.falcoj.engine.BoundField;
import io.falcoj.engine.FieldArgument;
import io.falcoj.engine.FieldBinder;
import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.Values;
import io.falcoj.fields.thread.ThreadReader;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.ThreadInfo;
import io.falcoj.sources.syscall.state.ThreadTable;
import org.jspecify.annotations.Nullable;

/**
 * Binds fields that read the ancestors of a process: with an index one of them, without index all
 * from the parent on, which a condition searches and an output prints with blanks between them.
 */
final class Ancestors {

  private Ancestors() {}

  /** A field that reads a text of each ancestor. */
  static FieldBinder text(ThreadReader.Text text) {
    return (definition, argument) -> {
      int generation = generation(argument);
      if (generation >= 0) {
        return one(definition, argument, generation, (thread, values) -> add(text, thread, values));
      }
      return new BoundField(
          definition,
          argument,
          definition.type(),
          definition.list(),
          each((ancestor, values) -> add(text, ancestor, values)),
          joined(text));
    };
  }

  /** A field that prints one text of all ancestors and does not search them. */
  static FieldBinder joinedText(ThreadReader.Text text) {
    return (definition, argument) -> {
      int generation = generation(argument);
      return generation >= 0
          ? one(definition, argument, generation, (thread, values) -> add(text, thread, values))
          : new BoundField(
              definition, argument, definition.type(), definition.list(), joined(text));
    };
  }

  /** The ids of the ancestors; an output without index prints that of the process itself. */
  static FieldBinder pid() {
    return (definition, argument) -> {
      int generation = generation(argument);
      Visit visit = (thread, values) -> ThreadReader.addId(thread.pid(), values);
      if (generation >= 0) {
        return one(definition, argument, generation, visit);
      }
      return new BoundField(
          definition,
          argument,
          definition.type(),
          definition.list(),
          each(visit),
          one(definition, argument, 0, visit).extractor());
    };
  }

  /** Calls {@code visit} for every ancestor, the parent first. */
  static FieldExtractor each(Visit visit) {
    return ThreadReader.reads(
        (event, thread, values) -> {
          ThreadInfo ancestor = first(event, thread);
          ThreadTable threads = event.state().threads();
          for (int i = 0; ancestor != null && i < ThreadTable.maxAncestors(); i++) {
            visit.add(ancestor, values);
            ancestor = threads.nextAncestor(ancestor);
          }
        });
  }

  /** Adds something of one ancestor. */
  @FunctionalInterface
  interface Visit {
    void add(ThreadInfo ancestor, Values values);
  }

  private static @Nullable ThreadInfo first(SyscallEvent event, ThreadInfo thread) {
    ThreadInfo main = thread.main();
    return main == null ? null : event.state().threads().parent(main);
  }

  private static FieldExtractor joined(ThreadReader.Text text) {
    return ThreadReader.reads(
        (event, thread, values) -> {
          ThreadTable threads = event.state().threads();
          int length = 0;
          ThreadInfo ancestor = first(event, thread);
          for (int i = 0; ancestor != null && i < ThreadTable.maxAncestors(); i++) {
            length += lengthOf(text.of(ancestor)) + 1;
            ancestor = threads.nextAncestor(ancestor);
          }
          int start = values.reserve(length);
          byte[] target = values.scratch();
          int end = start;
          ancestor = first(event, thread);
          for (int i = 0; ancestor != null && i < ThreadTable.maxAncestors(); i++) {
            byte[] part = text.of(ancestor);
            if (end > start) {
              target[end++] = ' ';
            }
            if (part != null) {
              System.arraycopy(part, 0, target, end, part.length);
              end += part.length;
            }
            ancestor = threads.nextAncestor(ancestor);
          }
          if (end > start) {
            values.addScratch(start, end - start);
          }
        });
  }

  private static int lengthOf(byte @Nullable [] text) {
    return text == null ? 0 : text.length;
  }

  private static BoundField one(
      FieldDefinition definition, FieldArgument argument, int generation, Visit visit) {
    FieldExtractor extractor =
        ThreadReader.reads(
            (event, thread, values) -> {
              ThreadInfo ancestor = event.state().threads().ancestor(thread, generation);
              if (ancestor != null) {
                visit.add(ancestor, values);
              }
            });
    return new BoundField(definition, argument, definition.type(), definition.list(), extractor);
  }

  private static void add(ThreadReader.Text text, ThreadInfo thread, Values values) {
    ThreadReader.addText(text.of(thread), values);
  }

  private static int generation(FieldArgument argument) {
    return argument.isPresent() ? Integer.parseInt(argument.requiredText()) : -1;
  }
}
