// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.falcoj.engine.BoundField;
import io.falcoj.engine.Values;
import io.falcoj.sources.syscall.state.SyscallEvent;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading what conditions ask of an event costs no memory. */
class SyscallAllocationTest {

  private static final int WARM_UP = 20_000;
  private static final int MEASURED = 50_000;

  /** Room for what the JVM itself allocates on the thread; far less than a byte a reading. */
  private static final long TOLERANCE_BYTES = 16 << 10;

  private final SyscallScene scene = new SyscallScene();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evt.type",
        "evt.category",
        "evt.arg[fd]",
        "evt.arg[name]",
        "evt.arg[flags]",
        "evt.arg[mode]",
        "evt.rawarg[flags]",
        "evt.args",
        "evt.res",
        "evt.is_open_write",
        "evt.abspath",
        "evt.time",
        "fs.path.name",
        "fs.path.nameraw",
        "fd.name",
        "fd.directory",
        "fd.filename"
      })
  void aFieldOfAnOpenedFile(String field) throws Exception {
    scene.happens("SYSCALL_OPENAT_2_X", 3, 4, "../x/./notes", 4103, 0644, 0xFE00, 12);
    assertThat(allocatedBytes(field)).isLessThan(TOLERANCE_BYTES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"evt.buffer", "evt.arg[data]", "evt.buflen", "evt.args", "evt.io_dir"})
  void aFieldOfReadData(String field) throws Exception {
    scene.happens("SYSCALL_READ_X", 4, "data".getBytes(StandardCharsets.US_ASCII), 3, 4);
    assertThat(allocatedBytes(field)).isLessThan(TOLERANCE_BYTES);
  }

  @Test
  void theNamesOfUsersAndErrors() throws Exception {
    scene.happens("SYSCALL_SETRESUID_X", -1, 7, 8, -1);
    assertThat(allocatedBytes("evt.args")).isLessThan(TOLERANCE_BYTES);
  }

  private long allocatedBytes(String field) throws Exception {
    int bracket = field.indexOf('[');
    BoundField bound =
        bracket < 0
            ? Extraction.FIELDS.bind(SyscallEvent.SOURCE, field, null)
            : Extraction.FIELDS.bind(
                SyscallEvent.SOURCE,
                field.substring(0, bracket),
                field.substring(bracket + 1, field.length() - 1));
    Values values = new Values();
    read(bound, values, WARM_UP);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    read(bound, values, MEASURED);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(values.isPresent()).isTrue();
    return allocated;
  }

  private void read(BoundField field, Values values, int times) {
    for (int i = 0; i < times; i++) {
      values.clear();
      field.extractor().extract(scene.event(), values);
    }
  }
}
