// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.fd;

import static io.falcoj.engine.ArgumentRule.OPTIONAL_OWN;
import static io.falcoj.engine.FieldDefinition.Flag.FILTER_ONLY;
import static io.falcoj.engine.FieldDefinition.Flag.HEX;
import static io.falcoj.engine.FieldDefinition.Flag.NO_FIELD_COMPARISON;
import static io.falcoj.engine.FieldDefinition.Flag.NO_TRANSFORMER;
import static io.falcoj.engine.FieldDefinition.Flag.SEARCH;
import static io.falcoj.engine.FieldType.BOOL;
import static io.falcoj.engine.FieldType.CHARBUF;
import static io.falcoj.engine.FieldType.INT32;
import static io.falcoj.engine.FieldType.INT64;
import static io.falcoj.engine.FieldType.IPADDR;
import static io.falcoj.engine.FieldType.IPNET;
import static io.falcoj.engine.FieldType.PORT;
import static io.falcoj.fields.table.FieldTable.SYSCALL;

import io.falcoj.engine.FieldClass;
import io.falcoj.fields.table.FieldTable;

/** */
public final class FdFields {

  private FdFields() {}

  /** The class. */
  public static FieldClass fieldClass() {
    FieldTable fields = new FieldTable("fd", "", "", SYSCALL);
    fields.add("fd.num", INT64, "");
    fields.add("fd.type", CHARBUF, "");
    fields.add("fd.typechar", CHARBUF, "");
    fields.add("fd.name", CHARBUF, "");
    fields.add("fd.directory", CHARBUF, "");
    fields.add("fd.filename", CHARBUF, "");
    fields.add("fd.ip", IPADDR, "").flags(SEARCH, FILTER_ONLY, NO_FIELD_COMPARISON, NO_TRANSFORMER);
    fields.add("fd.cip", IPADDR, "");
    fields.add("fd.sip", IPADDR, "");
    fields.add("fd.lip", IPADDR, "");
    fields.add("fd.rip", IPADDR, "");
    fields.add("fd.port", PORT, "").flags(SEARCH, FILTER_ONLY, NO_FIELD_COMPARISON, NO_TRANSFORMER);
    fields.add("fd.cport", PORT, "");
    fields.add("fd.sport", PORT, "");
    fields.add("fd.lport", PORT, "");
    fields.add("fd.rport", PORT, "");
    fields.add("fd.l4proto", CHARBUF, "");
    fields.add("fd.sockfamily", CHARBUF, "");
    fields.add("fd.is_server", BOOL, "");
    fields.add("fd.uid", CHARBUF, "");
    fields.add("fd.containername", CHARBUF, "");
    fields.add("fd.containerdirectory", CHARBUF, "");
    fields.add("fd.proto", PORT, "").flags(SEARCH, FILTER_ONLY, NO_FIELD_COMPARISON, NO_TRANSFORMER);
    fields.add("fd.cproto", CHARBUF, "");
    fields.add("fd.sproto", CHARBUF, "");
    fields.add("fd.lproto", CHARBUF, "");
    fields.add("fd.rproto", CHARBUF, "");
    fields.add("fd.net", IPNET, "").flags(SEARCH, FILTER_ONLY, NO_FIELD_COMPARISON, NO_TRANSFORMER);
    fields.add("fd.cnet", IPNET, "").flags(FILTER_ONLY, NO_FIELD_COMPARISON, NO_TRANSFORMER);
    fields.add("fd.snet", IPNET, "").flags(FILTER_ONLY, NO_FIELD_COMPARISON, NO_TRANSFORMER);
    fields.add("fd.lnet", IPNET, "").flags(FILTER_ONLY, NO_FIELD_COMPARISON, NO_TRANSFORMER);
    fields.add("fd.rnet", IPNET, "").flags(FILTER_ONLY, NO_FIELD_COMPARISON, NO_TRANSFORMER);
    fields.add("fd.connected", BOOL, "");
    fields.add("fd.name_changed", BOOL, "");
    fields.add("fd.cip.name", CHARBUF, "").flags(NO_FIELD_COMPARISON, NO_TRANSFORMER);
    fields.add("fd.sip.name", CHARBUF, "").flags(NO_FIELD_COMPARISON, NO_TRANSFORMER);
    fields.add("fd.lip.name", CHARBUF, "").flags(NO_FIELD_COMPARISON, NO_TRANSFORMER);
    fields.add("fd.rip.name", CHARBUF, "").flags(NO_FIELD_COMPARISON, NO_TRANSFORMER);
    fields.add("fd.dev", INT32, "").flags(HEX);
    fields.add("fd.dev.major", INT32, "");
    fields.add("fd.dev.minor", INT32, "");
    fields.add("fd.ino", INT64, "");
    fields.add("fd.nameraw", CHARBUF, "");
    fields.add("fd.types", CHARBUF, "").list().argument(OPTIONAL_OWN).flags(NO_FIELD_COMPARISON);
    fields.add("fd.is_upper_layer", BOOL, "");
    fields.add("fd.is_lower_layer", BOOL, "");
    return fields.toFieldClass();
  }
}
