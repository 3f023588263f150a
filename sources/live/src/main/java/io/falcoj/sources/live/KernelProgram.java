// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.falcoj.engine.EventTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program in the kernel, from loading to detaching: its settings, its ring buffers and its
 * counters. What it does stands in {@code src/main/bpf}. {@link #select}, {@link #counters} and
 * {@link #close} may be called by any thread.
 */
final class KernelProgram implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(KernelProgram.class);

  private static final String OBJECT = "falcoj.bpf.o";
  private static final Path KERNEL_TYPES = Path.of("/sys/kernel/btf/vmlinux");
  private static final Path ONLINE_PROCESSORS = Path.of("/sys/devices/system/cpu/online");
  private static final Path DESCRIPTORS = Path.of("/proc/self/fdinfo");
  private static final int MIN_KERNEL_MAJOR = 5;
  private static final int MIN_KERNEL_MINOR = 10;
  private static final int NOT_PERMITTED = 1;
  private static final int NO_SUCH_PROCESS = 3;
  private static final int NO_ACCESS = 13;
  private static final int NO_MEMORY = 12;

  /**
   * The parts that are attached. The one for ends of processes comes first: see {@link #attach}.
   */
  private static final List<Part> PARTS =
      List.of(
          new Part("on_process_exit", "sched_proc_exit"),
          new Part("on_exec", "sched_p_exec"),
          new Part("on_exit", "sys_exit"),
          new Part("on_enter", "sys_enter"));

  /**
   * A part of the program.
   *
   * @param name in its source
   * @param falcoName of what Falco attaches to the same place
   */
  private record Part(String name, String falcoName) {}

  /** System calls whose names and peers are told of when they are entered, too. */
  private static final Set<String> TOLD_ON_ENTER =
      Set.of("open", "openat", "openat2", "creat", "connect");

  private static final int SYSCALLS = 1024;
  private static final int ON_ENTER = 1;
  private static final int ON_EXIT = 2;

  /** The settings as the program declares them. */
  private static final int SETTINGS_LENGTH = 24 + SYSCALLS + SYSCALLS * Short.BYTES;

  /** The counters as the program declares them, of one processor: two, then one for each type. */
  private static final int TYPES = 512;

  private static final int COUNTERS = 2 + TYPES;
  private static final @Nullable DropCategory[] CATEGORIES = DropCategory.ofTypes();

  private static final int READ_LENGTH = 1 << 15;
  private static final byte[] FIRST = new byte[Integer.BYTES];

  private final Libc libc;
  private final Libbpf libbpf;
  private final LiveOptions options;
  private final long epochNanos;
  private final List<RingBuffer> rings = new ArrayList<>();
  private final List<Pointer> links = new ArrayList<>();
  private final StringBuilder log = new StringBuilder();
  private final Libbpf.Printer printer = this::print;
  private final int processors;
  private @Nullable Pointer object;
  private @Nullable Pointer threadsLink;
  private long selfId;
  private int settingsMap;
  private int countersMap;
  private LiveCounters lastCounters = LiveCounters.NONE;

  private KernelProgram(Libc libc, Libbpf libbpf, LiveOptions options) {
    this.libc = libc;
    this.libbpf = libbpf;
    this.options = options;
    this.epochNanos = now(Libc.CLOCK_REALTIME) - now(Libc.CLOCK_BOOTTIME);
    this.processors = libbpf.libbpf_num_possible_cpus();
  }

  /** Loads the program, not attached yet. The system calls of this process are left out. */
  static KernelProgram load(LiveOptions options) throws LiveUnavailableException {
    checkMachine(System.getProperties(), KERNEL_TYPES);
    KernelProgram program =
        new KernelProgram(
            library(
                Libc::load,
                "JNA cannot unpack and load its own library; name a folder that can be written and"
                    + " run from by FALCOJ_JAVA_OPTS=-Djna.tmpdir=FOLDER"),
            library(
                Libbpf::load,
                "libbpf 1 is not installed; install it (Debian: apt-get install libbpf1)"),
            options);
    try {
      program.open();
      return program;
    } catch (LiveUnavailableException | RuntimeException e) {
      program.close();
      throw e;
    }
  }

  private static <T> T library(Supplier<T> loading, String problem)
      throws LiveUnavailableException {
    try {
      return loading.get();
    } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
      throw unavailable(problem, e);
    }
  }

  /**
   * Refuses a machine on which loading need not be tried.
   *
   * @param system says what the machine is, as {@link System#getProperties} does
   * @param kernelTypes where the kernel tells its types
   */
  static void checkMachine(Properties system, Path kernelTypes) throws LiveUnavailableException {
    if (!system.getProperty("os.name").equals("Linux")) {
      throw unavailable("this is not Linux; run falcoj on a Linux machine", null);
    }
    if (!system.getProperty("os.arch").equals("amd64")) {
      throw unavailable(
          "falcoj has no program for processors of type "
              + system.getProperty("os.arch")
              + " yet; run it on x86-64",
          null);
    }
    String kernel = system.getProperty("os.version");
    if (isTooOld(kernel)) {
      throw unavailable("Linux " + kernel + " is too old; 5.10 or later is needed", null);
    }
    if (!Files.isReadable(kernelTypes)) {
      throw unavailable(
          "the kernel does not tell its types in "
              + kernelTypes
              + "; use one that is built with CONFIG_DEBUG_INFO_BTF",
          null);
    }
  }

  /** Whether a kernel lacks something that the program needs. */
  static boolean isTooOld(String kernel) {
    return isBefore(kernel, MIN_KERNEL_MAJOR, MIN_KERNEL_MINOR);
  }

  private static boolean isBefore(String kernel, int thatMajor, int thatMinor) {
    String[] parts = kernel.split("[.-]");
    try {
      int major = Integer.parseInt(parts[0]);
      int minor = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
      return major < thatMajor || major == thatMajor && minor < thatMinor;
    } catch (NumberFormatException e) {
      // Loading will tell.
      return false;
    }
  }

  private static LiveUnavailableException unavailable(String reason, @Nullable Throwable cause) {
    return new LiveUnavailableException("system calls cannot be watched: " + reason, cause);
  }

  private void open() throws LiveUnavailableException {
    libbpf.libbpf_set_print(printer);
    byte[] bytes = resource();
    // Where the kernel's types are named, libbpf does not go through those of all modules too, for
    // which it would need CAP_SYS_ADMIN.
    Libbpf.OpenOptions open = new Libbpf.OpenOptions("falcoj", KERNEL_TYPES.toString());
    object = libbpf.bpf_object__open_mem(bytes, bytes.length, open);
    if (object == null) {
      throw failed("the program cannot be read", Native.getLastError());
    }
    libbpf.bpf_map__set_max_entries(map("rings"), processors);
    libbpf.bpf_map__set_max_entries(map("scratches"), processors);
    int result = libbpf.bpf_object__load(object);
    if (result < 0) {
      throw failed("the kernel refuses the program", -result);
    }
    settingsMap = libbpf.bpf_map__fd(map(".data.settings"));
    countersMap = libbpf.bpf_map__fd(map("counts"));
    createRings(libbpf.bpf_map__fd(map("rings")));
    threadsLink = attach("on_thread");
    selfId = findSelf();
    select(options.selection());
  }

  private static byte[] resource() {
    try (InputStream input = KernelProgram.class.getResourceAsStream(OBJECT)) {
      if (input == null) {
        throw new IllegalStateException("resource " + OBJECT + " is missing");
      }
      return input.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read resource " + OBJECT, e);
    }
  }

  private Pointer map(String name) {
    Pointer map = libbpf.bpf_object__find_map_by_name(object(), name);
    if (map == null) {
      throw new IllegalStateException("the program has no map " + name);
    }
    return map;
  }

  private Pointer object() {
    if (object == null) {
      throw new IllegalStateException("the program is not open");
    }
    return object;
  }

  /** Every processor gets its ring buffer, shared with as many others as the options say. */
  private void createRings(int outer) throws LiveUnavailableException {
    int sharing = options.cpusPerBuffer() == 0 ? processors : options.cpusPerBuffer();
    int online = Math.min(processors, onlineProcessors());
    int ring = -1;
    for (int cpu = 0; cpu < processors; cpu++) {
      // Processors that may be added later share the last one.
      if (cpu % sharing == 0 && (cpu < online || rings.isEmpty())) {
        ring =
            libbpf.bpf_map_create(
                Libbpf.MAP_TYPE_RING_BUFFER,
                "falcoj_ring",
                0,
                0,
                options.bufferBytes(),
                Pointer.NULL);
        if (ring < 0) {
          throw failed("a ring buffer cannot be made", -ring);
        }
        rings.add(new RingBuffer(libc, ring, options.bufferBytes()));
      }
      update(outer, key(cpu), key(ring));
    }
  }

  /**
   * Of how many processors the numbers are in use, whatever share of them this process may have.
   */
  private static int onlineProcessors() {
    try {
      return highest(Files.readString(ONLINE_PROCESSORS)) + 1;
    } catch (IOException | NumberFormatException e) {
      return Runtime.getRuntime().availableProcessors();
    }
  }

  /** The last number of a list of ranges: 7 of {@code 0-3,5-7}. */
  static int highest(String ranges) {
    String[] numbers = ranges.strip().split("[,-]");
    return Integer.parseInt(numbers[numbers.length - 1]);
  }

  private static byte[] key(int value) {
    return littleEndian(Integer.BYTES).putInt(value).array();
  }

  private static ByteBuffer littleEndian(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void update(int map, byte[] key, byte[] value) {
    int result = libbpf.bpf_map_update_elem(map, key, value, 0);
    if (result < 0) {
      throw new IllegalStateException("a map of the program cannot be written: error " + -result);
    }
  }

  /** Tells the program which system calls to tell of, unless it is closed. */
  synchronized void select(SyscallSelection selection) {
    if (object == null) {
      return;
    }
    ByteBuffer settings = littleEndian(SETTINGS_LENGTH);
    settings.putLong(epochNanos);
    settings.putInt((int) selfId);
    settings.putInt(options.snapLength());
    settings.putInt(options.dropFailedExits() ? 1 : 0);
    settings.putInt(1);
    EventTable table = EventTable.standard();
    List<String> names = table.syscalls();
    int selected = settings.position();
    int ids = selected + SYSCALLS;
    for (int number = 0; number < SYSCALLS; number++) {
      String name = table.nativeSyscall(number);
      if (name != null) {
        settings.putShort(ids + number * Short.BYTES, (short) names.indexOf(name));
        if (selection.contains(name)) {
          int told = TOLD_ON_ENTER.contains(name) ? ON_EXIT | ON_ENTER : ON_EXIT;
          settings.put(selected + number, (byte) told);
        }
      }
    }
    update(settingsMap, FIRST, settings.array());
  }

  /**
   * Attaches the program: from now on events are written to the ring buffers. Ends of processes
   * come first, so that nothing that is seen beginning can end unseen.
   */
  void attach() throws LiveUnavailableException {
    for (Part part : PARTS) {
      attach(part.name);
    }
  }

  private Pointer attach(String part) throws LiveUnavailableException {
    Pointer link = libbpf.bpf_program__attach(program(part));
    if (link == null) {
      throw failed("the program cannot be attached", Native.getLastError());
    }
    links.add(link);
    return link;
  }

  private Pointer program(String part) {
    Pointer program = libbpf.bpf_object__find_program_by_name(object(), part);
    if (program == null) {
      throw new IllegalStateException("the program has no part " + part);
    }
    return program;
  }

  /** How often its parts ran, if the kernel counts that; nothing if it is closed. */
  synchronized List<ProgramRun> runs() {
    List<ProgramRun> runs = new ArrayList<>();
    if (object != null) {
      for (Part part : PARTS) {
        int descriptor = libbpf.bpf_program__fd(program(part.name));
        ProgramRun.of(part.falcoName, text(DESCRIPTORS.resolve(Integer.toString(descriptor))))
            .ifPresent(runs::add);
      }
    }
    return runs;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }

  /** The id of this process as the machine knows it. */
  private long findSelf() throws LiveUnavailableException {
    long ownId = ProcessHandle.current().pid();
    return threads().stream()
        .filter(thread -> thread.ownId() == ownId)
        .mapToLong(KernelThread::tid)
        .findFirst()
        .orElseThrow(() -> failed("the kernel does not tell of this process", NO_SUCH_PROCESS));
  }

  /** The threads that are in the process namespace of this process now; none if it is closed. */
  synchronized List<KernelThread> threads() {
    if (threadsLink == null) {
      return List.of();
    }
    int descriptor = libbpf.bpf_iter_create(libbpf.bpf_link__fd(threadsLink));
    if (descriptor < 0) {
      LOGGER.debug("ids of threads cannot be read: error {}", -descriptor);
      return List.of();
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] some = new byte[READ_LENGTH];
    long length = libc.read(descriptor, some, some.length);
    while (length > 0) {
      all.write(some, 0, (int) length);
      length = libc.read(descriptor, some, some.length);
    }
    libc.close(descriptor);
    ByteBuffer told = ByteBuffer.wrap(all.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    List<KernelThread> threads = new ArrayList<>();
    while (told.remaining() >= KernelThread.LENGTH) {
      threads.add(KernelThread.read(told));
    }
    return threads;
  }

  /** The ring buffers; closed together with this. */
  List<RingBuffer> rings() {
    return rings;
  }

  /** The time that events are stamped with, in nanoseconds since the epoch. */
  long nowNanos() {
    return epochNanos + now(Libc.CLOCK_BOOTTIME);
  }

  private long now(int clock) {
    long[] time = new long[2];
    libc.clock_gettime(clock, time);
    return time[0] * 1_000_000_000L + time[1];
  }

  /** What the program counted, over all processors; the last counts if it is closed. */
  synchronized LiveCounters counters() {
    if (object == null) {
      return lastCounters;
    }
    ByteBuffer values = littleEndian(processors * COUNTERS * Long.BYTES);
    libbpf.bpf_map_lookup_elem(countersMap, FIRST, values.array());
    long[] sums = new long[COUNTERS];
    List<LiveCounters.OfProcessor> byProcessor = new ArrayList<>();
    for (int cpu = 0; cpu < processors; cpu++) {
      long lost = 0;
      for (int i = 0; i < COUNTERS; i++) {
        long count = values.getLong((cpu * COUNTERS + i) * Long.BYTES);
        sums[i] += count;
        lost += i == 0 ? 0 : count;
      }
      long had = values.getLong(cpu * COUNTERS * Long.BYTES);
      byProcessor.add(new LiveCounters.OfProcessor(had, lost));
    }
    long drops = 0;
    long enterDrops = 0;
    Map<DropCategory, Long> byCategory = new EnumMap<>(DropCategory.class);
    for (int type = 0; type < EventTable.SIZE; type++) {
      long dropped = sums[2 + type];
      DropCategory category = CATEGORIES[type];
      drops += dropped;
      if (category == null ? (type & 1) == 0 : !category.isExit()) {
        enterDrops += dropped;
      }
      if (category != null && dropped > 0) {
        byCategory.merge(category, dropped, Long::sum);
      }
    }
    return new LiveCounters(sums[0], drops, enterDrops, sums[1], byCategory, byProcessor);
  }

  /** What libbpf and the kernel say goes to the log; the last words, to the error. */
  private int print(int level, Pointer format, Pointer arguments) {
    byte[] text = new byte[1 << 14];
    int length = libc.vsnprintf(text, text.length, format, arguments);
    String message =
        new String(text, 0, Math.max(0, Math.min(length, text.length - 1)), StandardCharsets.UTF_8)
            .strip();
    LOGGER.debug("{}", message);
    if (level == Libbpf.Printer.WARNING) {
      log.append(message).append('\n');
    }
    return 0;
  }

  private LiveUnavailableException failed(String what, int error) {
    if (error == NOT_PERMITTED || error == NO_ACCESS && log.indexOf("processed") < 0) {
      return unavailable(missingPrivilege(System.getProperty("os.version")), null);
    }
    if (error == NO_MEMORY) {
      return unavailable("not enough memory; choose a smaller buf_size_preset", null);
    }
    LOGGER.debug("libbpf said:\n{}", log);
    return unavailable(
        String.format(
            Locale.ROOT,
            "%s (Linux %s, error %d); report it with what the log says at level debug",
            what,
            System.getProperty("os.version"),
            error),
        null);
  }

  /** What helps where a kernel does not permit it. */
  static String missingPrivilege(String kernel) {
    String remedy =
        "the privilege is missing; run as root or give CAP_BPF, CAP_PERFMON and, to read /proc,"
            + " CAP_SYS_PTRACE";
    return isBefore(kernel, 5, 11)
        ? remedy
            + "; before Linux 5.11 the limit of locked memory must be lifted, too"
            + " (ulimit -l unlimited)"
        : remedy;
  }

  /** Detaches the program, and gives back what it held. */
  @Override
  public synchronized void close() {
    links.forEach(libbpf::bpf_link__destroy);
    links.clear();
    threadsLink = null;
    rings.forEach(RingBuffer::close);
    rings.clear();
    if (object != null) {
      lastCounters = countersMap > 0 ? counters() : lastCounters;
      libbpf.bpf_object__close(object);
      object = null;
    }
    libbpf.libbpf_set_print(null);
  }
}
