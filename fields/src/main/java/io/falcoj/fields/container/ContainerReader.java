// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.container;

import io.falcoj.engine.BoundField;
import io.falcoj.engine.Event;
import io.falcoj.engine.FieldArgument;
import io.falcoj.engine.FieldBinder;
import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.Values;
import io.falcoj.engine.text.Utf8;
import io.falcoj.sources.syscall.state.ContainerInfo;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Makes extractors of what is known of the container of a system call; absent if nothing is. */
public final class ContainerReader {

  /** A field that no event has any more. */
  public static final FieldExtractor NOTHING = (event, values) -> {};

  private static final byte[] HOST = Utf8.bytes("host");

  private ContainerReader() {}

  /** A text of a container; null if it is absent. */
  @FunctionalInterface
  public interface Text {
    byte @Nullable [] of(ContainerInfo container);
  }

  /** A text of a container that is put together for printing; rarely asked for. */
  @FunctionalInterface
  public interface PrintedText {
    String of(ContainerInfo container);
  }

  /** Something true or false of a container. */
  @FunctionalInterface
  public interface Condition {
    boolean of(ContainerInfo container);
  }

  /** Something of a mount. */
  @FunctionalInterface
  interface MountText {
    String of(ContainerInfo.Mount mount);
  }

  /** Labels of a container or of its pod. */
  @FunctionalInterface
  public interface Labels {
    Map<String, byte[]> of(ContainerInfo container);
  }

  /** A text. */
  public static FieldExtractor text(Text text) {
    return (event, values) -> {
      ContainerInfo container = ((SyscallEvent) event).container();
      byte[] found = container == null ? null : text.of(container);
      if (found != null) {
        values.addText(found);
      }
    };
  }

  /** A text that is put together. */
  static FieldExtractor printed(PrintedText text) {
    return text(container -> Utf8.bytes(text.of(container)));
  }

  /** True or false. */
  static FieldExtractor condition(Condition condition) {
    return (event, values) -> {
      ContainerInfo container = ((SyscallEvent) event).container();
      if (container != null) {
        values.addBoolean(condition.of(container));
      }
    };
  }

  /** The id, which is known even where nothing else is. */
  static void addId(Event event, Values values) {
    SyscallEvent call = (SyscallEvent) event;
    ContainerInfo container = call.container();
    ThreadInfo thread = call.thread();
    if (container != null) {
      values.addText(container.id());
    } else if (thread != null) {
      values.addText(thread.containerId().length == 0 ? HOST : thread.containerId());
    }
  }

  /** Name and id, as older rules print them. */
  static void addInfo(Event event, Values values) {
    SyscallEvent call = (SyscallEvent) event;
    ContainerInfo container = call.container();
    if (container == null) {
      addId(event, values);
      return;
    }
    values.addText(
        Utf8.bytes(
            new String(container.name(), StandardCharsets.UTF_8)
                + " (id="
                + new String(container.id(), StandardCharsets.UTF_8)
                + ")"));
  }

  /** Nanoseconds since the pid namespace of the process began. */
  static void addAge(SyscallEvent event, ThreadInfo thread, Values values) {
    if (thread.pidNamespaceStartNanos() != 0) {
      values.addLong(event.timestampNanos() - thread.pidNamespaceStartNanos());
    }
  }

  /** All mounts in one text. */
  static String mounts(ContainerInfo container) {
    StringJoiner text = new StringJoiner(",");
    container.mounts().forEach(mount -> text.add(mount.text()));
    return text.toString();
  }

  /** Something of the mount with an index or with a source path. */
  static FieldBinder mount(MountText text) {
    return (definition, argument) -> mount(definition, argument, text, ContainerInfo.Mount::source);
  }

  /** Something of the mount with an index or with a target path. */
  static FieldBinder mountTo(MountText text) {
    return (definition, argument) ->
        mount(definition, argument, text, ContainerInfo.Mount::destination);
  }

  private static BoundField mount(
      FieldDefinition definition, FieldArgument argument, MountText text, MountText key) {
    String wanted = argument.requiredText();
    FieldExtractor extractor =
        text(
            container -> {
              if (argument.hasIndex()) {
                return argument.index() < container.mounts().size()
                    ? Utf8.bytes(text.of(container.mounts().get(argument.index())))
                    : null;
              }
              for (ContainerInfo.Mount mount : container.mounts()) {
                if (PathPattern.matches(wanted, key.of(mount))) {
                  return Utf8.bytes(text.of(mount));
                }
              }
              return null;
            });
    return new BoundField(definition, argument, definition.type(), definition.list(), extractor);
  }

  /** The value of one label. */
  public static FieldBinder label(Labels labels) {
    return (definition, argument) ->
        new BoundField(
            definition,
            argument,
            definition.type(),
            definition.list(),
            text(container -> labels.of(container).get(argument.requiredText())));
  }

  /** All labels in one text, but those that the runtime and the kubelet give. */
  public static FieldExtractor labels(Labels labels) {
    return printed(
        container -> {
          StringJoiner text = new StringJoiner(", ");
          labels
              .of(container)
              .forEach(
                  (name, value) -> {
                    if (!name.startsWith("annotation.") && !name.startsWith("io.kubernetes.")) {
                      String end = new String(value, StandardCharsets.UTF_8);
                      text.add(end.isEmpty() ? name : name + ":" + end);
                    }
                  });
          return text.toString();
        });
  }
}
