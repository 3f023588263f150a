// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.falcoj.sources.audit.logs.LikelyContent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A file without events is recognized by how it begins. */
class LikelyContentTest {

  static Stream<Arguments> texts() {
    String pod = "\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"spec\":{}";
    return Stream.of(
        Arguments.of(LikelyContent.EMPTY, ""),
        Arguments.of(LikelyContent.BLANK, " \n\n\t\r\n"),
        Arguments.of(LikelyContent.BLANK, "\u00ef\u00bb\u00bf\n"),
        Arguments.of(
            LikelyContent.AUDIT_EVENTS,
            "{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\n"),
        Arguments.of(
            LikelyContent.LEGACY_AUDIT_LOG,
            "2026-11-22T10:15:30.123456789Z AUDIT: id=\"1\" ip=\"10.0.0.1\" method=\"GET\"\n"),
        Arguments.of(LikelyContent.COMPONENT_LOG, "I1122 10:15:30.123456       1 main.go:1] hi\n"),
        Arguments.of(LikelyContent.COMPONENT_LOG, "2026-11-22T10:15:30Z started\n"),
        Arguments.of(
            LikelyContent.ALERTS, "{\"output\":\"x\",\"rule\":\"R\",\"output_fields\":{}}\n"),
        Arguments.of(LikelyContent.RULES, "# mine\n- rule: R\n  desc: d\n"),
        Arguments.of(LikelyContent.POLICY, "apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\n"),
        Arguments.of(LikelyContent.MANIFEST, "# a pod\n---\napiVersion: v1\nkind: Pod\n"),
        Arguments.of(LikelyContent.OBJECTS_IN_JSON, "{" + pod + "}"),
        Arguments.of(
            LikelyContent.OBJECTS_IN_JSON,
            "{\n\"apiVersion\": \"v1\",\n\"items\": [{" + pod + "}],\n\"kind\": \"List\"}\n"),
        Arguments.of(LikelyContent.JSON, "[1, 2, 3]\n"),
        Arguments.of(LikelyContent.CSV, "\"@timestamp\",\"@message\"\n\"1\",\"{\"\"a\"\": 1}\"\n"),
        Arguments.of(LikelyContent.CSV, "time;verb;user\r\n1;get;jane\r\n"),
        Arguments.of(LikelyContent.MARKDOWN, "# Title\n\nSome words.\n"),
        Arguments.of(LikelyContent.MARKDOWN, "Words, with [a link](https://example.org).\n"),
        Arguments.of(LikelyContent.MARKUP, "<!DOCTYPE html>\n<html></html>\n"),
        Arguments.of(LikelyContent.TEXT, "Dear all, see you tomorrow.\n"),
        Arguments.of(LikelyContent.UTF_16, "\u00ff\u00fe{\0}\0"),
        Arguments.of(LikelyContent.UTF_16, "{\0\"\0k\0"),
        Arguments.of(LikelyContent.UTF_16, "\0[\0{\0\""),
        Arguments.of(
            LikelyContent.NO_AUDIT_EVENTS,
            "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"items\": [ ]}\n"),
        Arguments.of(
            LikelyContent.NO_AUDIT_EVENTS,
            "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"items\":null}\n"),
        Arguments.of(LikelyContent.ARCHIVE, "PK\u0003\u0004\u0014\0"),
        Arguments.of(LikelyContent.ARCHIVE, "a.txt" + "\0".repeat(252) + "ustar\0"),
        Arguments.of(LikelyContent.COMPRESSED, "\u00fd7zXZ\0\0"),
        Arguments.of(LikelyContent.COMPRESSED, "BZh91AY&SY"),
        Arguments.of(LikelyContent.PROGRAM, "\u007fELF\u0002\u0001\u0001\0\0\0"),
        Arguments.of(LikelyContent.PACKETS, "\u00d4\u00c3\u00b2\u00a1\u0002\0"),
        Arguments.of(LikelyContent.BINARY, "\u0089PNG\r\n\u001a\n\0\0"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("texts")
  void tellsWhatItSeemsToBe(LikelyContent content, String text) throws IOException {
    List<FileReading> files = read(text.getBytes(ISO_8859_1));
    assertThat(files)
        .extracting(FileReading::file, FileReading::events)
        .containsExactly(tuple("-", 0L));
    assertThat(files.get(0).content()).isEqualTo(content);
  }

  @Test
  void looksIntoWhatIsCompressed() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write("# Title\n".getBytes(ISO_8859_1));
    }
    assertThat(read(bytes.toByteArray()).get(0).content()).isEqualTo(LikelyContent.MARKDOWN);
  }

  @Test
  void saysNothingOfAFileWithEvents() throws IOException {
    String event =
        "{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"auditID\":\"1\","
            + "\"stage\":\"ResponseComplete\",\"stageTimestamp\":\"2026-01-01T00:00:00Z\"}\n";
    FileReading file = read((event + "# Title\n").getBytes(ISO_8859_1)).get(0);
    assertThat(file).isEqualTo(new FileReading("-", 1, 1, 0, null));
  }

  private static List<FileReading> read(byte[] stored) throws IOException {
    Recorder recorder = new Recorder();
    AuditLogReplay.of(List.of("-"))
        .withStandardInput(new ByteArrayInputStream(stored))
        .withWorkers(1)
        .run(Recorder::evaluator, recorder);
    return recorder.files;
  }
}
