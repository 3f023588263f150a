// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.json;

import static io.falcoj.engine.ArgumentRule.REQUIRED_KEY;
import static io.falcoj.engine.FieldType.CHARBUF;
import static io.falcoj.fields.table.FieldTable.SYSCALL;

import io.falcoj.engine.FieldClass;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.fields.table.FieldTable;

/**
 * The fields of {@link JsonFields} for system calls, which hold no JSON: always absent. Falco has
 * them as soon as the json plugin is configured, so rules may name them.
 */
public final class SyscallJsonFields {

  private static final FieldExtractor NOTHING = (event, values) -> {};
  private static final String ABSENT = "Always absent: system calls hold no JSON.";

  private SyscallJsonFields() {}

  /** The class. */
  public static FieldClass fieldClass() {
    FieldTable fields =
        new FieldTable("json", "JSON events", "Nothing, for system calls.", SYSCALL);
    for (String family : new String[] {"json", "jevt"}) {
      fields.add(family + ".value", CHARBUF, ABSENT).argument(REQUIRED_KEY).reads(NOTHING);
      fields.add(family + ".obj", CHARBUF, ABSENT).reads(NOTHING);
      fields.add(family + ".rawtime", CHARBUF, ABSENT).reads(NOTHING);
    }
    return fields.toFieldClass();
  }
}
