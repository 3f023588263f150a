// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.chunks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.falcoj.engine.Values;
import io.falcoj.json.JsonPointer;
import io.falcoj.sources.audit.event.AuditEvent;
import io.falcoj.sources.audit.replay.AuditLogReplay;
import io.falcoj.testdata.TestData;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decoding and looking into events allocates nothing, once the buffers have grown. */
class AllocationTest {

  private static final int ROUNDS = 200;

  private static final JsonPointer[] POINTERS = {
    JsonPointer.parse("/verb"),
    JsonPointer.parse("/objectRef/resource"),
    JsonPointer.parse("/requestObject/spec/containers/0/image"),
    JsonPointer.parse("/requestObject/spec/containers/0/securityContext/privileged"),
    JsonPointer.parse("/annotations/authorization.k8s.io~1decision"),
    JsonPointer.parse("/requestObject/metadata"),
    JsonPointer.parse("/nothing")
  };

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final ChunkDecoder decoder = new ChunkDecoder(AuditLogReplay.DEFAULT_MAX_EVENT_SIZE);
  private final AuditEvent event = new AuditEvent();
  private final Values values = new Values();
  private int seen;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pods.jsonl",
        "reads.jsonl",
        "forms/pretty.json",
        "forms/event-list.json",
        "forms/eks-s3-export.txt"
      })
  void decodingAndLookingAllocatesNothing(String file) throws IOException {
    // What measuring itself takes, and what the JVM does on the side.
    assertThat(allocatedInARound(file)).isLessThan(16);
  }

  @Test
  void unwrappingAllocatesWhatIsSaidOfAChunk() throws IOException {
    assertThat(allocatedInARound("forms/aks-string.jsonl")).isLessThan(2048);
  }

  private long allocatedInARound(String file) throws IOException {
    byte[] log = Files.readAllBytes(TestData.file("audit/" + file));
    Chunk chunk = new Chunk(log.length);
    System.arraycopy(log, 0, chunk.bytes, 0, log.length);
    chunk.end = log.length;
    read(chunk);
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    read(chunk);
    long allocated = threads.getThreadAllocatedBytes(thread) - before;
    assertThat(decoder.problems()).isEmpty();
    assertThat(seen).isPositive();
    return allocated / ROUNDS;
  }

  private void read(Chunk chunk) {
    for (int round = 0; round < ROUNDS; round++) {
      decoder.decode(chunk);
      for (int i = 0; i < decoder.eventCount(); i++) {
        decoder.point(event, i, i + 1);
        for (JsonPointer pointer : POINTERS) {
          values.clear();
          event.json().addText(event.json().find(pointer), values);
          seen += values.size();
        }
      }
    }
  }
}
