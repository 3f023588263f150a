// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.envelopes;

import io.falcoj.json.JsonScanner;
import io.falcoj.sources.audit.event.TopMembers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes a row of Azure's table {@code AKSAudit} as the audit event that it was made from. Its
 * columns are the members of the event under other names, the objects among them as they are or as
 * text.
 *
 * <p>Not thread-safe.
 */
public final class TableRow {

  private static final Column[] COLUMNS = {
    new Column("Level", "level"),
    new Column("AuditId", "auditID"),
    new Column("Stage", "stage"),
    new Column("RequestUri", "requestURI"),
    new Column("Verb", "verb"),
    new Column("User", "user"),
    new Column("ImpersonatedUser", "impersonatedUser"),
    new Column("SourceIps", "sourceIPs"),
    new Column("UserAgent", "userAgent"),
    new Column("ObjectRef", "objectRef"),
    new Column("ResponseStatus", "responseStatus"),
    new Column("RequestObject", "requestObject"),
    new Column("ResponseObject", "responseObject"),
    new Column("RequestReceivedTime", "requestReceivedTimestamp"),
    new Column("StageReceivedTime", "stageTimestamp"),
    new Column("TimeGenerated", "timestamp"),
    new Column("Annotations", "annotations")
  };

  private static final byte[] BEGINNING =
      ascii("{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\"");
  private static final byte[] END = ascii("}");

  private final JsonScanner scanner;

  /** A column and the beginning of the member that it becomes. */
  private record Column(byte[] name, byte[] member) {
    Column(String name, String member) {
      this(ascii(name), ascii(",\"" + member + "\":"));
    }
  }

  public TableRow(JsonScanner scanner) {
    this.scanner = scanner;
  }

  /** Whether an object that is no event is a row that was made from one. */
  public static boolean isEvent(TopMembers members) {
    return members.has(TopMembers.Name.AUDIT_ID_COLUMN)
        && members.has(TopMembers.Name.REQUEST_URI_COLUMN);
  }

  /**
   * Appends the event.
   *
   * @param bytes may be those of {@code out}
   * @param firstMember of the row in the scanner's table, whose members go to {@code memberEnd}
   */
  public void append(byte[] bytes, int firstMember, int memberEnd, TextBuffer out) {
    out.append(BEGINNING);
    for (int member = firstMember; member < memberEnd; member++) {
      int table = member * JsonScanner.STRIDE;
      int[] members = scanner.members();
      int key = members[table + JsonScanner.KEY_START];
      Column column = column(bytes, key, members[table + JsonScanner.KEY_LENGTH]);
      if (column != null) {
        int value = members[table + JsonScanner.VALUE_START];
        append(column, bytes, value, members[table + JsonScanner.VALUE_END], out);
      }
    }
    out.append(END);
  }

  private static @Nullable Column column(byte[] bytes, int from, int length) {
    for (Column column : COLUMNS) {
      int wanted = column.name.length;
      if (length == wanted && Arrays.equals(bytes, from, from + length, column.name, 0, wanted)) {
        return column;
      }
    }
    return null;
  }

  private void append(Column column, byte[] bytes, int from, int end, TextBuffer out) {
    boolean isEmpty = bytes[from] == 'n' || bytes[from] == '"' && end - from == 2;
    if (isEmpty) {
      return;
    }
    out.append(column.member);
    boolean isObject = bytes[from] == '"' && (bytes[from + 1] == '{' || bytes[from + 1] == '[');
    if (!isObject || !appendUnescaped(bytes, from + 1, end - 1, out)) {
      out.append(bytes, from, end);
    }
  }

  private boolean appendUnescaped(byte[] bytes, int from, int end, TextBuffer out) {
    int start = out.size();
    out.appendUnescaped(bytes, from, end);
    int firstMember = scanner.memberCount();
    boolean valid = scanner.scan(out.bytes(), start, out.size()) == out.size();
    scanner.takeNewlines();
    scanner.keepMembers(firstMember);
    if (!valid) {
      out.truncate(start);
    }
    return valid;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
