// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.metrics;

import io.falcoj.daemon.metrics.Metric.Part;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What falcoj and its machine use of processors and memory, as {@code /proc} tells. What it does
 * not tell is left out. Follows libs 0.25 {@code linux/resource_utilization.cpp}.
 */
final class ResourceUsage {

  private static final Pattern RSS = Pattern.compile("(?m)^VmRSS:\\s+(\\d{1,18}) kB");
  private static final Pattern VSZ = Pattern.compile("(?m)^VmSize:\\s+(\\d{1,18}) kB");
  private static final Pattern PSS = Pattern.compile("(?m)^Pss:\\s+(\\d{1,18}) kB");
  private static final Pattern PROCESSES = Pattern.compile("(?m)^procs_running (\\d{1,18})");
  private static final Pattern FILES = Pattern.compile("^(\\d{1,18})");
  private static final Pattern CPU = Pattern.compile("(?m)^cpu +((?:\\d{1,18} ?){7})");
  private static final Pattern EACH_CPU = Pattern.compile("(?m)^cpu\\d");
  private static final Pattern BOOT_SECONDS = Pattern.compile("(?m)^btime (\\d{1,10})$");
  private static final int IDLE = 3;

  /** In a container of Kubernetes, by the version of control groups. */
  private static final List<Path> CONTAINER_MEMORY =
      List.of(
          Path.of("/sys/fs/cgroup/memory/memory.usage_in_bytes"),
          Path.of("/sys/fs/cgroup/memory.current"));

  /** Names the machine's root as a container sees it, as in Falco. */
  private static final String HOST_ROOT = "HOST_ROOT";

  /** Names another file that tells the memory of the container, as in Falco. */
  private static final String CONTAINER_MEMORY_VARIABLE = "FALCO_CGROUP_MEM_PATH";

  private static final Path PROC = Path.of("/proc");
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Path proc;
  private final Path hostProc;
  private final List<Path> containerMemory;

  /**
   * @param proc tells of this process, usually {@code /proc}
   * @param hostProc tells of the machine
   * @param containerMemory files that tell the memory of this container; the first that does counts
   */
  ResourceUsage(Path proc, Path hostProc, List<Path> containerMemory) {
    this.proc = proc;
    this.hostProc = hostProc;
    this.containerMemory = List.copyOf(containerMemory);
  }

  /**
   * Of this process and its machine.
   *
   * @param environment may name where the machine's root and the container's memory are found
   */
  static ResourceUsage of(Map<String, String> environment) {
    String root = environment.getOrDefault(HOST_ROOT, "");
    String memory = environment.getOrDefault(CONTAINER_MEMORY_VARIABLE, "");
    return new ResourceUsage(
        PROC,
        root.isEmpty() ? PROC : Path.of(root, "proc"),
        memory.isEmpty() ? CONTAINER_MEMORY : List.of(Path.of(memory)));
  }

  /** What the machine is. */
  List<Metric> host() {
    List<Metric> metrics = new ArrayList<>();
    String stat = text(hostProc.resolve("stat"));
    long boot = number(BOOT_SECONDS, stat);
    if (boot >= 0) {
      metrics.add(
          Metric.gauge(
              Part.FALCO,
              "host_boot_ts",
              MetricUnit.TIMESTAMP_NANOSECONDS,
              boot * NANOS_PER_SECOND));
    }
    long cpus = EACH_CPU.matcher(stat).results().count();
    add(metrics, "host_num_cpus", MetricUnit.COUNT, cpus == 0 ? -1 : cpus);
    return metrics;
  }

  /** What is used of it. */
  List<Metric> usage() {
    List<Metric> metrics = new ArrayList<>();
    String status = text(proc.resolve("self/status"));
    String stat = text(hostProc.resolve("stat"));
    add(metrics, "cpu_usage_perc", MetricUnit.PERCENT, cpuPercent());
    add(metrics, "memory_rss_kb", MetricUnit.KIBIBYTES, number(RSS, status));
    add(metrics, "memory_vsz_kb", MetricUnit.KIBIBYTES, number(VSZ, status));
    add(
        metrics,
        "memory_pss_kb",
        MetricUnit.KIBIBYTES,
        number(PSS, text(proc.resolve("self/smaps_rollup"))));
    add(metrics, "container_memory_used_bytes", MetricUnit.BYTES, containerMemory());
    add(metrics, "host_cpu_usage_perc", MetricUnit.PERCENT, hostCpuPercent(stat));
    add(metrics, "host_memory_used_kb", MetricUnit.KIBIBYTES, hostMemory());
    add(metrics, "host_procs_running", MetricUnit.COUNT, number(PROCESSES, stat));
    add(
        metrics,
        "host_open_fds",
        MetricUnit.COUNT,
        number(FILES, text(hostProc.resolve("sys/fs/file-nr"))));
    return metrics;
  }

  private static void add(List<Metric> metrics, String name, MetricUnit unit, Number value) {
    if (value.doubleValue() >= 0) {
      metrics.add(Metric.gauge(Part.FALCO, name, unit, value));
    }
  }

  /** Processor time of this process since it began, by the time since then. */
  private static double cpuPercent() {
    long millis = ManagementFactory.getRuntimeMXBean().getUptime();
    Duration used = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    return millis <= 0 ? 0 : rounded(100.0 * used.toMillis() / millis);
  }

  private static double hostCpuPercent(String stat) {
    Matcher cpu = CPU.matcher(stat);
    if (!cpu.find()) {
      return -1;
    }
    String[] times = cpu.group(1).trim().split(" ");
    double sum = 0;
    for (String time : times) {
      sum += Long.parseLong(time);
    }
    return sum == 0 ? 0 : rounded(100 - 100 * Long.parseLong(times[IDLE]) / sum);
  }

  private long hostMemory() {
    String memory = text(hostProc.resolve("meminfo"));
    long total = kibibytes(memory, "MemTotal");
    long free = kibibytes(memory, "MemFree");
    long buffers = kibibytes(memory, "Buffers");
    long cached = kibibytes(memory, "Cached");
    return total < 0 ? -1 : total - Math.max(0, free) - Math.max(0, buffers) - Math.max(0, cached);
  }

  private static long kibibytes(String memory, String name) {
    return number(Pattern.compile("(?m)^" + name + ":\\s+(\\d{1,18}) kB"), memory);
  }

  private long containerMemory() {
    for (Path file : containerMemory) {
      long bytes = number(FILES, text(file));
      if (bytes >= 0) {
        return bytes;
      }
    }
    return 0;
  }

  private static long number(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : -1;
  }

  private static double rounded(double value) {
    return Math.round(value * 10) / 10.0;
  }

  private static String text(Path file) {
    // Numbers of the system are told to a single read: Files.readAllBytes asks for one byte first.
    try (InputStream input = Files.newInputStream(file)) {
      return new String(input.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
