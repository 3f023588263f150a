// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import io.falcoj.engine.ArgumentRule;
import io.falcoj.engine.FieldBinder;
import io.falcoj.engine.FieldClass;
import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.FieldType;
import java.util.List;
import java.util.Set;

/** A few fields of two sources, for rules to name; none has a value. */
final class TestFields {

  static final FieldRegistry REGISTRY =
      new FieldRegistry(
          List.of(
              new FieldClass(
                  "test",
                  "",
                  "",
                  List.of(
                      field("evt.type", FieldType.CHARBUF, "syscall"),
                      field("evt.dir", FieldType.CHARBUF, "syscall"),
                      field("evt.latency", FieldType.RELTIME, "syscall"),
                      field("proc.name", FieldType.CHARBUF, "syscall"),
                      field("proc.pname", FieldType.CHARBUF, "syscall"),
                      field("proc.cmdline", FieldType.CHARBUF, "syscall"),
                      field("fd.name", FieldType.FSPATH, "syscall"),
                      field("fd.num", FieldType.INT64, "syscall"),
                      field("user.name", FieldType.CHARBUF, "syscall"),
                      field("container.id", FieldType.CHARBUF, "syscall"),
                      new FieldDefinition(
                          "proc.aname",
                          FieldType.CHARBUF,
                          false,
                          ArgumentRule.OPTIONAL_INDEX,
                          Set.of(FieldDefinition.Flag.SEARCH),
                          List.of("syscall"),
                          "",
                          null,
                          FieldBinder.of((event, values) -> {})),
                      field("ka.verb", FieldType.CHARBUF, "k8s_audit"),
                      field("ka.user.name", FieldType.CHARBUF, "k8s_audit")))));

  private TestFields() {}

  private static FieldDefinition field(String name, FieldType type, String source) {
    return new FieldDefinition(
        name,
        type,
        false,
        ArgumentRule.NONE,
        Set.of(),
        List.of(source),
        "",
        null,
        FieldBinder.of((event, values) -> {}));
  }
}
