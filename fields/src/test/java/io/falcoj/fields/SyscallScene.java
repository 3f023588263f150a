// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields;

import io.falcoj.engine.EventParameter;
import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.Priority;
import io.falcoj.engine.compile.RuleToCompile;
import io.falcoj.engine.compile.RulesetCompiler;
import io.falcoj.engine.compile.StandardSyntax;
import io.falcoj.engine.format.OutputFormat;
import io.falcoj.engine.format.OutputFormatCompiler;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.engine.ruleset.Ruleset;
import io.falcoj.grammar.ConditionLimits;
import io.falcoj.grammar.ConditionParser;
import io.falcoj.sources.syscall.layout.EventLayout;
import io.falcoj.sources.syscall.layout.RawEvent;
import io.falcoj.sources.syscall.state.FdBuilder;
import io.falcoj.sources.syscall.state.FdInfo;
import io.falcoj.sources.syscall.state.FdType;
import io.falcoj.sources.syscall.state.StateEngine;
import io.falcoj.sources.syscall.state.StateImporter;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.SystemState;
import io.falcoj.sources.syscall.state.ThreadBuilder;
import io.falcoj.sources.syscall.state.UserTable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A machine for tests: process {@value #PID}, {@code cat}, works in {@code /home/ann/} and has a
 * few files open; user 7 is {@code ann}.
 */
public final class SyscallScene {

  /** The process that all events are of. */
  public static final long PID = 10;

  /** When the first event happens, in nanoseconds since the epoch; each next a second later. */
  public static final long START_NANOS = 1_700_000_000_123_456_789L;

  private static final long SECOND = 1_000_000_000L;

  private final FieldRegistry fields;
  private final SystemState state = new SystemState();
  private final StateEngine engine = new StateEngine(state);
  private final SyscallEvent event = new SyscallEvent(state);
  private long number;

  /** A machine on which nothing happened yet, seen with all fields as they are by default. */
  public SyscallScene() {
    this(Extraction.FIELDS);
  }

  /** A machine on which nothing happened yet, seen with these fields. */
  public SyscallScene(FieldRegistry fields) {
    this.fields = fields;
    StateImporter importer = new StateImporter(state);
    ThreadBuilder thread = new ThreadBuilder();
    thread.tid(PID);
    thread.pid(PID);
    thread.ptid(1);
    thread.comm(utf8("cat"));
    thread.cwd(utf8("/home/ann/"));
    thread.uid(7);
    thread.gid(7);
    importer.thread(thread.build());
    importer.fd(PID, file(3, FdType.FILE, "/etc/passwd"));
    importer.fd(PID, file(4, FdType.DIRECTORY, "/srv/data"));
    importer.fd(PID, file(5, FdType.UNIX_SOCKET, "/dev/log"));
    importer.fd(PID, file(6, FdType.DIRECTORY, "/"));
    importer.finish();
    state
        .users()
        .add(
            new byte[0], new UserTable.User(7, 7, utf8("ann"), utf8("/home/ann"), utf8("/bin/sh")));
    state.users().add(new byte[0], new UserTable.Group(7, utf8("staff")));
  }

  private static FdInfo file(long number, FdType type, String name) {
    FdBuilder fd = new FdBuilder();
    fd.fd(number);
    fd.type(type);
    fd.name(utf8(name));
    return fd.build();
  }

  /**
   * The next event happens.
   *
   * @param identifier in the event table: {@code SYSCALL_OPEN_X}
   * @param parameters in the order of the event table: numbers in the width of their type, texts
   *     with their end mark, bytes as they are, null for none; there may be fewer
   */
  public SyscallScene happens(String identifier, @Nullable Object... parameters) {
    return happensIn(PID, identifier, parameters);
  }

  /** The next event happens in a thread. */
  public SyscallScene happensIn(long tid, String identifier, @Nullable Object... parameters) {
    EventType type = EventTable.standard().typeIdentified(identifier);
    List<byte[]> bytes = new ArrayList<>();
    for (int i = 0; i < parameters.length; i++) {
      bytes.add(bytes(type.parameters().get(i), parameters[i]));
    }
    RawEvent raw = new RawEvent();
    byte[] whole = EventLayout.encode(type, START_NANOS + number * SECOND, tid, bytes);
    if (!raw.wrap(whole, 0, whole.length)) {
      throw new IllegalArgumentException("no event: " + identifier);
    }
    number++;
    event.reset(raw, number, 2);
    engine.process(event);
    return this;
  }

  private static byte[] bytes(EventParameter parameter, @Nullable Object value) {
    if (value == null) {
      return new byte[0];
    }
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    if (value instanceof String text) {
      return utf8(text + "\0");
    }
    int width = parameter.fixedLength();
    ByteBuffer number = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    number.putLong(((Number) value).longValue());
    byte[] bytes = new byte[width];
    System.arraycopy(number.array(), 0, bytes, 0, width);
    return bytes;
  }

  /** The last event. */
  public SyscallEvent event() {
    return event;
  }

  /** What an output prints of the last event; {@code <NA>} for absent fields. */
  public String printed(String output) {
    RulesetCompiler compiler = new RulesetCompiler(fields, SyscallEvent.SOURCE);
    OutputFormat format = format(output, compiler);
    return format.render(context(compiler));
  }

  /** What an alert reports in JSON for a field of the last event. */
  public @Nullable Object reported(String field) {
    RulesetCompiler compiler = new RulesetCompiler(fields, SyscallEvent.SOURCE);
    OutputFormat format = format("%" + field, compiler);
    Map<String, @Nullable Object> values = format.fieldValues(context(compiler));
    return values.get(field);
  }

  private EvalContext context(RulesetCompiler compiler) {
    EvalContext context = compiler.build(RuleMatching.ALL).newContext();
    context.begin(event);
    return context;
  }

  private static OutputFormat format(String output, RulesetCompiler compiler) {
    try {
      return new OutputFormatCompiler(parser(), compiler::slot).compileRuleOutput(output);
    } catch (Exception e) {
      throw new IllegalArgumentException(output, e);
    }
  }

  /** Whether a condition matches the last event. */
  public boolean matches(String condition) {
    RulesetCompiler compiler = new RulesetCompiler(fields, SyscallEvent.SOURCE);
    try {
      compiler.add(new RuleToCompile("rule", Priority.DEBUG, List.of(), parser().parse(condition)));
    } catch (Exception e) {
      throw new IllegalArgumentException(condition, e);
    }
    Ruleset ruleset = compiler.build(RuleMatching.ALL);
    List<String> matched = new ArrayList<>();
    ruleset.evaluate(event, ruleset.newContext(), rule -> matched.add(rule.name()));
    return !matched.isEmpty();
  }

  private static ConditionParser parser() {
    return new ConditionParser(StandardSyntax.SYNTAX, ConditionLimits.DEFAULT);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
