// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.json;

import static io.falcoj.engine.ArgumentRule.REQUIRED_KEY;
import static io.falcoj.engine.FieldDefinition.Flag.JSON;
import static io.falcoj.engine.FieldType.CHARBUF;
import static io.falcoj.fields.table.FieldTable.K8S_AUDIT;

import io.falcoj.engine.FieldClass;
import io.falcoj.fields.table.FieldTable;

/** */
public final class JsonFields {

  private JsonFields() {}

  /** The class. */
  public static FieldClass fieldClass() {
    FieldTable fields = new FieldTable("json", "", "", K8S_AUDIT);
    fields.flagEvery(JSON);
    fields.add("json.value", CHARBUF, "").argument(REQUIRED_KEY);
    fields.add("json.obj", CHARBUF, "");
    fields.add("json.rawtime", CHARBUF, "");
    fields.add("jevt.value", CHARBUF, "").argument(REQUIRED_KEY);
    fields.add("jevt.obj", CHARBUF, "");
    fields.add("jevt.rawtime", CHARBUF, "");
    return fields.toFieldClass();
  }
}
