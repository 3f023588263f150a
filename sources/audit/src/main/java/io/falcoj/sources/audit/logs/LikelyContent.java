// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.logs;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a file seems to be that holds no audit event, so that who named the wrong one finds the
 * right one. Told by its first bytes; a guess.
 */
public enum LikelyContent {
  /** No bytes at all. */
  EMPTY("is empty", Advice.AUDIT_LOG),
  /** Blanks and line ends. */
  BLANK("holds nothing but blanks", Advice.AUDIT_LOG),
  /** Audit events, none of which could be read. */
  AUDIT_EVENTS("seems to hold audit events, none of which could be read", Advice.MESSAGES),
  /** A list of audit events, of which there are none. */
  NO_AUDIT_EVENTS("is a list without items", Advice.AUDIT_LOG),
  /** Audit events in the text form of old API servers. */
  LEGACY_AUDIT_LOG(
      "looks like an audit log in the legacy text format",
      "the API server has to write JSON: --audit-log-format=json"),
  /** Lines of a program's own log. */
  COMPONENT_LOG("looks like the log of a program, not of audit events", Advice.AUDIT_LOG),
  /** Alerts of Falco, or of falcoj. */
  ALERTS("looks like alerts of Falco", Advice.AUDIT_LOG),
  /** Rules of Falco. */
  RULES("looks like Falco rules", "rules are named with -r"),
  /** PodSecurityPolicies. */
  POLICY("looks like a PodSecurityPolicy", "policies are named with --psp"),
  /** What {@code kubectl get -o json} prints. */
  OBJECTS_IN_JSON(
      "looks like Kubernetes objects in JSON, as kubectl get -o json prints them", Advice.REQUESTS),
  /** What {@code kubectl apply -f} takes. */
  MANIFEST("looks like a Kubernetes manifest in YAML", Advice.REQUESTS),
  /** Some other JSON. */
  JSON("looks like JSON without audit events", Advice.AUDIT_LOG),
  /** A table as text. */
  CSV("looks like CSV", "export the events as JSON, one on each line"),
  /** A text with headings and links. */
  MARKDOWN("looks like Markdown", Advice.AUDIT_LOG),
  /** HTML or XML. */
  MARKUP("looks like HTML or XML", Advice.AUDIT_LOG),
  /** A text of any other sort. */
  TEXT("looks like plain text", Advice.AUDIT_LOG),
  /** Text of two bytes for each character. */
  UTF_16("looks like text in UTF-16", "convert it to UTF-8: iconv -f UTF-16 -t UTF-8"),
  /** An archive of files. */
  ARCHIVE("looks like an archive", "unpack it and name the folder"),
  /** Compressed by a program whose form falcoj does not read. */
  COMPRESSED(
      "is compressed in a form other than gzip or zstd", "decompress it first, as into -e -"),
  /** A program or library. */
  PROGRAM("looks like a program", Advice.AUDIT_LOG),
  /** Packets of a network. */
  PACKETS("looks like a capture of packets", "falcoj reads captures of system calls, as falcoj -w"),
  /** Bytes of any other sort. */
  BINARY("looks like binary data", Advice.AUDIT_LOG);

  /** How many bytes of a file are looked at. */
  public static final int LENGTH = 4096;

  private static final int TAR_MARK = 257;

  /** Fields without blanks or in quotes, two or more. */
  private static final Pattern CSV_LINE =
      Pattern.compile("(\"[^\"]*\"|[^\\s\",;{}]+)([,;\\t](\"[^\"]*\"|[^\\s\",;{}]*))+");

  /** As JSON begins in UTF-16 that no byte order mark announces. */
  private static final Pattern UNMARKED_UTF_16 = Pattern.compile("[{\\[]\0[^\0]\0|\0[{\\[]\0[^\0]");

  private static final Pattern NO_ITEMS = Pattern.compile("\"items\"\\s*:\\s*(\\[\\s*]|null\\b)");

  private static final Pattern RULES_ITEM =
      Pattern.compile("(?m)^-\\s+(rule|macro|list|required_engine_version)\\s*:");
  private static final Pattern MANIFEST_KEY = Pattern.compile("(?m)^(apiVersion|kind)\\s*:");
  private static final Pattern MARKDOWN_MARK =
      Pattern.compile("(?m)^(#{1,6} \\S|```|[*-] \\S)|\\]\\(");

  private final String description;
  private final String advice;

  LikelyContent(String description, String advice) {
    this.description = description;
    this.advice = advice;
  }

  /** What it looks like, behind the name of the file: {@code looks like CSV}. */
  public String description() {
    return description;
  }

  /** What whoever named the file can do. */
  public String advice() {
    return advice;
  }

  /** What a text that begins with these bytes seems to be. */
  public static LikelyContent of(byte[] beginning) {
    if (beginning.length == 0) {
      return EMPTY;
    }
    LikelyContent binary = binary(beginning);
    if (binary != null) {
      return binary;
    }
    int mark = ByteOrderMark.length(beginning, beginning.length);
    String text =
        new String(beginning, mark, beginning.length - mark, StandardCharsets.UTF_8).strip();
    if (text.isEmpty()) {
      return BLANK;
    }
    return text.startsWith("{") || text.startsWith("[") ? json(text) : text(text);
  }

  private static @Nullable LikelyContent binary(byte[] bytes) {
    String ascii = new String(bytes, StandardCharsets.ISO_8859_1);
    if (ByteOrderMark.isUtf16(bytes, bytes.length)
        || UNMARKED_UTF_16.matcher(ascii).lookingAt()) {
      return UTF_16;
    }
    if (ascii.startsWith("\u007fELF") || ascii.startsWith("MZ") && ascii.indexOf('\0') >= 0) {
      return PROGRAM;
    }
    if (ascii.startsWith("PK\u0003\u0004")
        || ascii.startsWith("7z\u00bc\u00af")
        || ascii.startsWith("ustar", TAR_MARK)) {
      return ARCHIVE;
    }
    if (ascii.startsWith("\u00fd7zXZ")
        || ascii.startsWith("BZh")
        || ascii.startsWith("\u0004\"M\u0018")
        || ascii.startsWith("\u001f\u009d")) {
      return COMPRESSED;
    }
    if (ascii.startsWith("\u00d4\u00c3\u00b2\u00a1")
        || ascii.startsWith("\u00a1\u00b2\u00c3\u00d4")) {
      return PACKETS;
    }
    return ascii.indexOf('\0') >= 0 || ascii.startsWith("%PDF-") ? BINARY : null;
  }

  private static LikelyContent json(String text) {
    if (text.contains("audit.k8s.io/")) {
      return NO_ITEMS.matcher(text).find() ? NO_AUDIT_EVENTS : AUDIT_EVENTS;
    }
    if (text.contains("\"output_fields\"") && text.contains("\"rule\"")) {
      return ALERTS;
    }
    return text.contains("\"apiVersion\"") && text.contains("\"kind\"") ? OBJECTS_IN_JSON : JSON;
  }

  private static LikelyContent text(String text) {
    int lineEnd = text.indexOf('\n');
    String line = (lineEnd < 0 ? text : text.substring(0, lineEnd)).stripTrailing();
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    if (LogLine.isLegacyAudit(bytes, 0, bytes.length)) {
      return LEGACY_AUDIT_LOG;
    }
    if (LogLine.isLogLine(bytes, 0, bytes.length)) {
      return COMPONENT_LOG;
    }
    if (CSV_LINE.matcher(line).matches()) {
      return CSV;
    }
    if (text.startsWith("<")) {
      return MARKUP;
    }
    if (RULES_ITEM.matcher(text).find()) {
      return RULES;
    }
    if (MANIFEST_KEY.matcher(text).find()) {
      return text.contains("PodSecurityPolicy") ? POLICY : MANIFEST;
    }
    if (text.contains("audit.k8s.io/")) {
      return AUDIT_EVENTS;
    }
    return MARKDOWN_MARK.matcher(text).find() ? MARKDOWN : TEXT;
  }

  /** Advice that several have in common. */
  private static final class Advice {
    static final String AUDIT_LOG =
        "name the log that the API server writes with --audit-log-path, or a capture of system"
            + " calls";
    static final String REQUESTS =
        "falcoj judges requests, not objects: name an audit log of the API server";
    static final String MESSAGES = "the messages above say why";
  }
}
