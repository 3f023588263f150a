// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceUsageTest {

  @TempDir Path proc;
  @TempDir Path hostProc;

  @Test
  void readsWhatTheSystemTells() throws IOException {
    write("self/status", "Name:\tjava\nVmSize:\t  900 kB\nVmRSS:\t  300 kB\n");
    write("self/smaps_rollup", "5a-ff ---p 0 00:00 0 [rollup]\nRss: 310 kB\nPss:      200 kB\n");
    writeHost(
        "stat",
        "cpu  10 0 10 60 0 0 0 0 0 0\n"
            + "cpu0 1 0 1 6 0 0 0\n"
            + "cpu1 1 0 1 6 0 0 0\n"
            + "btime 1700000000\n"
            + "procs_running 3\n");
    writeHost("meminfo", "MemTotal: 1000 kB\nMemFree: 100 kB\nBuffers: 50 kB\nCached: 250 kB\n");
    writeHost("sys/fs/file-nr", "1234\t0\t99\n");
    write("memory", "4096\n");
    assertThat(value("memory_rss_kb")).isEqualTo(300L);
    assertThat(value("memory_vsz_kb")).isEqualTo(900L);
    assertThat(value("memory_pss_kb")).isEqualTo(200L);
    assertThat(value("host_cpu_usage_perc")).isEqualTo(25.0);
    assertThat(value("host_memory_used_kb")).isEqualTo(600L);
    assertThat(value("host_procs_running")).isEqualTo(3L);
    assertThat(value("host_open_fds")).isEqualTo(1234L);
    assertThat(value("container_memory_used_bytes")).isEqualTo(4096L);
    assertThat(value("host_boot_ts")).isEqualTo(1_700_000_000_000_000_000L);
    assertThat(value("host_num_cpus")).isEqualTo(2L);
  }

  @Test
  void readsNumbersOfTheSystemWhole() {
    Path files = Path.of("/proc/sys/fs/file-nr");
    assumeThat(files).exists();
    assertThat(ResourceUsage.of(Map.of()).usage())
        .filteredOn(metric -> metric.name().equals("host_open_fds"))
        .singleElement()
        .satisfies(metric -> assertThat(metric.value().longValue()).isGreaterThan(9));
  }

  @Test
  void leavesOutWhatItDoesNotTell() {
    assertThat(usage().usage().stream().map(Metric::name))
        .containsExactlyInAnyOrder("cpu_usage_perc", "container_memory_used_bytes");
    assertThat(usage().host()).isEmpty();
  }

  private ResourceUsage usage() {
    return new ResourceUsage(proc, hostProc, List.of(proc.resolve("memory")));
  }

  private Number value(String name) {
    return Stream.concat(usage().host().stream(), usage().usage().stream())
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private void write(String name, String text) throws IOException {
    write(proc.resolve(name), text);
  }

  private void writeHost(String name, String text) throws IOException {
    write(hostProc.resolve(name), text);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
