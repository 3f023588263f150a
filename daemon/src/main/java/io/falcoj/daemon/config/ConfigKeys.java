// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.config;

import io.falcoj.engine.Priority;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.outputs.spool.SyncPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The keys of the configuration, by Falco's names. To add one, add a constant that {@link #acts}
 * makes; reading, messages, the JSON Schema and documentation derive from that. The keys of Falco
 * 0.44 that falcoj takes without acting on them stand below the constants. Keys that Falco does not
 * have stand below {@code falcoj}.
 */
public final class ConfigKeys {

  private static final List<ConfigKey<?>> ALL = new ArrayList<>();

  /** As Falco takes most of its numbers: 32 bits without sign. */
  private static final ConfigType<Long> UNSIGNED = ConfigType.integer(0, 0xFFFF_FFFFL);

  private static final ConfigType<Long> SECONDS = ConfigType.integer(1, 3600);

  /** A size that is told in MiB: at most 1 TiB. */
  private static final ConfigType<Long> MEBIBYTES = ConfigType.integer(0, 1 << 20);

  private static final ConfigType<List<String>> PATHS =
      ConfigType.listOf("a list of paths", ConfigType.TEXT);
  private static final ConfigType<List<String>> NAMES =
      ConfigType.listOf("a list of names", ConfigType.TEXT);

  public static final ConfigKey<Boolean> BUFFER_FORMAT_BASE64 =
      acts(
          "buffer_format_base64",
          ConfigType.BOOLEAN,
          false,
          "Print the data that system calls read and write as base64.");

  public static final ConfigKey<List<OutputAddition>> APPEND_OUTPUT =
      acts(
          "append_output",
          ConfigType.listOf("a list of what to add to which outputs", OutputAddition.TYPE),
          List.of(),
          "Add text, fields, or the fields that ask for it to outputs: of rules with the source,"
              + " all the tags and the name under match, or of all rules.");

  public static final ConfigKey<Boolean> CAPTURE_ENABLED =
      acts(
          "capture.enabled",
          ConfigType.BOOLEAN,
          false,
          "Record the system calls that follow an alert.");

  public static final ConfigKey<String> CAPTURE_PATH_PREFIX =
      acts(
          "capture.path_prefix",
          ConfigType.TEXT,
          "/tmp/falco",
          "What the paths of recordings begin with; time and number of the event of the alert"
              + " follow, and .scap. They are compressed with gzip.");

  public static final ConfigKey<RecordingMode> CAPTURE_MODE =
      acts(
          "capture.mode",
          ConfigType.oneOf(RecordingMode.class),
          RecordingMode.RULES,
          "Which alerts begin a recording: those of rules that say capture: true, or all.");

  public static final ConfigKey<Long> CAPTURE_DEFAULT_DURATION =
      acts(
          "capture.default_duration",
          UNSIGNED,
          5000L,
          "How long a recording goes on behind an alert, in milliseconds, where its rule does not"
              + " say it with capture_duration. A further alert prolongs it.");

  public static final ConfigKey<Long> CAPTURE_MAX_FILE_SIZE_MB =
      acts(
          "capture.max_file_size_mb",
          MEBIBYTES,
          0L,
          "Size in MiB at which a recording ends, and it is told where alerts go; 0 for none.");

  public static final ConfigKey<Boolean> BUFFERED_OUTPUTS =
      acts(
          "buffered_outputs",
          ConfigType.BOOLEAN,
          false,
          "Write alerts together that wait together, as far as an output can. None is held back.");

  public static final ConfigKey<Long> FALCO_LIBS_SNAPLEN =
      acts(
          "falco_libs.snaplen",
          ConfigType.integer(0, 65_000),
          0L,
          "Most bytes of data that an event of a live system call carries; 0 for 80.");

  public static final ConfigKey<Long> FALCO_LIBS_THREAD_TABLE_SIZE =
      acts(
          "falco_libs.thread_table_size",
          ConfigType.integer(0, Integer.MAX_VALUE),
          262_144L,
          "Most threads that are known at once of the machine that is watched live; 0 for the"
              + " standard. All that is known takes a third of the heap at most, whatever this"
              + " says.");

  public static final ConfigKey<Long> FALCO_LIBS_PURGING_INTERVAL =
      acts(
          "falco_libs.thread_table_auto_purging_interval_s",
          UNSIGNED,
          300L,
          "How often, in seconds, threads are forgotten that have gone unnoticed.");

  public static final ConfigKey<Long> FALCO_LIBS_PURGING_TIMEOUT =
      acts(
          "falco_libs.thread_table_auto_purging_thread_timeout_s",
          UNSIGNED,
          300L,
          "How long, in seconds, a thread may do nothing before it is looked whether it has gone.");

  static final ConfigKey<List<ConfigInclude>> CONFIG_FILES =
      acts(
          "config_files",
          ConfigType.listOf("a list of paths of files and folders", ConfigInclude.TYPE),
          List.of(),
          "Read further files, and all files of folders. The strategy says what becomes of"
              + " top-level keys that are there already: append, the standard, makes lists longer"
              + " and replaces all else; override replaces; add-only leaves them. What does not"
              + " exist is passed over. Paths are relative to the working directory.");

  public static final ConfigKey<EngineKind> ENGINE_KIND =
      acts(
          "engine.kind",
          ConfigType.oneOf(EngineKind.class),
          EngineKind.KMOD,
          "With replay, engine.replay.capture_file is read where no -e names a recording; with"
              + " nodriver, no system calls are watched live. The other kinds are drivers of Falco,"
              + " in whose place falcoj has its own eBPF program.");

  public static final ConfigKey<String> ENGINE_REPLAY_CAPTURE_FILE =
      acts("engine.replay.capture_file", ConfigType.TEXT, "", "The recording to read.");

  public static final ConfigKey<SyncPolicy> SPOOL_FSYNC =
      acts(
          "falcoj.spool.fsync",
          ConfigType.oneOf(SyncPolicy.class),
          SyncPolicy.ALWAYS,
          "When spooled alerts are forced to the disk, so that not even the end of the machine"
              + " loses them: before they count as kept, once a second, or when the system likes"
              + " to.");

  public static final ConfigKey<Long> SPOOL_MAX_SIZE_MB =
      acts(
          "falcoj.spool.max_size_mb",
          MEBIBYTES,
          256L,
          "Room in MiB for the alerts of each of the outputs http, program and syslog that wait on"
              + " disk. When it is full, the webhook answers 503, and alerts about system calls are"
              + " dropped.");

  public static final ConfigKey<String> SPOOL_PATH =
      acts(
          "falcoj.spool.path",
          ConfigType.TEXT,
          "",
          "Folder for alerts that wait for the outputs http, program and syslog, while falcoj"
              + " watches. If none is named, it is /var/lib/falcoj/spool; where that cannot be"
              + " made, alerts wait in memory only.");

  public static final ConfigKey<String> WEBHOOK_CLIENT_CA =
      acts(
          "falcoj.webhook.client_ca",
          ConfigType.TEXT,
          "",
          "With https, PEM file with the authorities of which clients must have a certificate; if"
              + " it is empty, they need none. With http, an error.");

  public static final ConfigKey<Long> WEBHOOK_HEADER_TIMEOUT_S =
      acts(
          "falcoj.webhook.header_timeout_s",
          SECONDS,
          10L,
          "Seconds that a client may take for the handshake and for the head of a request, and"
              + " longer than it should for a body.");

  public static final ConfigKey<Long> WEBHOOK_IDLE_TIMEOUT_S =
      acts(
          "falcoj.webhook.idle_timeout_s",
          SECONDS,
          30L,
          "Seconds that a client may be silent within a request.");

  public static final ConfigKey<Long> WEBHOOK_MAX_BODIES =
      acts(
          "falcoj.webhook.max_bodies",
          ConfigType.integer(1, 10_000),
          64L,
          "Bodies that are read at the same time; further ones are answered with 503.");

  public static final ConfigKey<Long> WEBHOOK_MAX_CONNECTIONS =
      acts(
          "falcoj.webhook.max_connections",
          ConfigType.integer(1, 100_000),
          512L,
          "Connections at the same time; for a further one, the client that was waited for longest"
              + " gives way.");

  public static final ConfigKey<Long> WEBHOOK_MAX_INFLATED_MB =
      acts(
          "falcoj.webhook.max_inflated_mb",
          ConfigType.integer(1, 1 << 20),
          1024L,
          "Megabytes that a compressed body may come to; what is behind is left out and told. A"
              + " plain body may have any size.");

  public static final ConfigKey<Long> WEBHOOK_MIN_BYTES_PER_SECOND =
      acts(
          "falcoj.webhook.min_bytes_per_second",
          ConfigType.integer(1, 1 << 30),
          4096L,
          "Bytes of a body that must come in a second, on average.");

  public static final ConfigKey<Long> WEBHOOK_RESEND_WINDOW =
      acts(
          "falcoj.webhook.resend_window",
          ConfigType.integer(0, 1 << 26),
          1L << 18,
          "Audit events that are remembered, so that those that are sent again are evaluated once;"
              + " 0 for none.");

  public static final ConfigKey<String> WEBHOOK_SSL_CERTIFICATE =
      acts(
          "falcoj.webhook.ssl_certificate",
          ConfigType.TEXT,
          "/etc/falco/falco.pem",
          "With https, PEM file with the certificate of the audit webhook, and its key if"
              + " falcoj.webhook.ssl_key names no other file. The sslCertificate of the plugin"
              + " k8saudit goes before it.");

  public static final ConfigKey<String> WEBHOOK_SSL_KEY =
      acts(
          "falcoj.webhook.ssl_key",
          ConfigType.TEXT,
          "",
          "With https, PEM file with the key of the certificate, if that is another one.");

  public static final ConfigKey<String> WEBHOOK_URL =
      acts(
          "falcoj.webhook.url",
          ConfigType.TEXT,
          "http://127.0.0.1:9765/k8s-audit",
          "Where the audit webhook listens: http or https, address, port and path. With https,"
              + " no address stands for all of the machine; with http it stands for 127.0.0.1. The"
              + " open_params of the plugin k8saudit go before it.");

  public static final ConfigKey<Boolean> BASE_SYSCALLS_ALL =
      acts(
          "base_syscalls.all",
          ConfigType.BOOLEAN,
          false,
          "Watch also the system calls that read and write, where rules ask for them.");

  public static final ConfigKey<List<String>> BASE_SYSCALLS_CUSTOM_SET =
      acts(
          "base_syscalls.custom_set",
          NAMES,
          List.of(),
          "System calls to watch besides those that rules ask for, in place of those that keep the"
              + " state; those with ! before the name are not watched.");

  public static final ConfigKey<Boolean> BASE_SYSCALLS_REPAIR =
      acts(
          "base_syscalls.repair",
          ConfigType.BOOLEAN,
          false,
          "Watch only those of the state's system calls that the rules need.");

  public static final ConfigKey<Long> ENGINE_MODERN_EBPF_BUF_SIZE_PRESET =
      acts(
          "engine.modern_ebpf.buf_size_preset",
          ConfigType.integer(1, 10),
          4L,
          "Size of a ring buffer: 1 for 1 MB, each further number doubles it, to 10 for 512 MB.");

  public static final ConfigKey<Long> ENGINE_MODERN_EBPF_CPUS_FOR_EACH_BUFFER =
      acts(
          "engine.modern_ebpf.cpus_for_each_buffer",
          ConfigType.integer(0, 65_535),
          2L,
          "How many processors share a ring buffer; 0 for one buffer for all.");

  public static final ConfigKey<Boolean> ENGINE_MODERN_EBPF_DROP_FAILED_EXIT =
      acts(
          "engine.modern_ebpf.drop_failed_exit",
          ConfigType.BOOLEAN,
          false,
          "Do not watch system calls that fail.");

  public static final ConfigKey<Boolean> FILE_OUTPUT_ENABLED =
      acts("file_output.enabled", ConfigType.BOOLEAN, false, "Append alerts to a file.");

  public static final ConfigKey<String> FILE_OUTPUT_FILENAME =
      acts("file_output.filename", ConfigType.TEXT, "", "The file that gets alerts.");

  public static final ConfigKey<Boolean> FILE_OUTPUT_KEEP_ALIVE =
      acts(
          "file_output.keep_alive",
          ConfigType.BOOLEAN,
          false,
          "Keep the file open between two alerts.");

  public static final ConfigKey<String> HTTP_OUTPUT_CA_BUNDLE =
      acts(
          "http_output.ca_bundle",
          ConfigType.TEXT,
          "",
          "PEM file of authorities, one of which must have signed the certificate of the server;"
              + " counts where ca_cert names none.");

  public static final ConfigKey<String> HTTP_OUTPUT_CA_CERT =
      acts(
          "http_output.ca_cert",
          ConfigType.TEXT,
          "",
          "PEM file of the authority that must have signed the certificate of the server.");

  public static final ConfigKey<String> HTTP_OUTPUT_CA_PATH =
      acts(
          "http_output.ca_path",
          ConfigType.TEXT,
          "/etc/ssl/certs",
          "Folder of PEM files of authorities; counts where neither ca_cert nor ca_bundle names"
              + " one. Where there is no such folder, those that Java trusts.");

  public static final ConfigKey<String> HTTP_OUTPUT_CLIENT_CERT =
      acts(
          "http_output.client_cert",
          ConfigType.TEXT,
          "/etc/ssl/certs/client.crt",
          "PEM file with the certificate of falcoj, where mtls is on.");

  public static final ConfigKey<String> HTTP_OUTPUT_CLIENT_KEY =
      acts(
          "http_output.client_key",
          ConfigType.TEXT,
          "/etc/ssl/certs/client.key",
          "PEM file with the key of the certificate.");

  public static final ConfigKey<Boolean> HTTP_OUTPUT_COMPRESS_UPLOADS =
      acts(
          "http_output.compress_uploads",
          ConfigType.BOOLEAN,
          false,
          "Send alerts as gzip; the server must take that.");

  public static final ConfigKey<Boolean> HTTP_OUTPUT_ECHO =
      acts(
          "http_output.echo",
          ConfigType.BOOLEAN,
          false,
          "Write the answers of the server to standard output.");

  public static final ConfigKey<Boolean> HTTP_OUTPUT_ENABLED =
      acts("http_output.enabled", ConfigType.BOOLEAN, false, "Send each alert to a URL.");

  public static final ConfigKey<Boolean> HTTP_OUTPUT_INSECURE =
      acts("http_output.insecure", ConfigType.BOOLEAN, false, "Trust every server.");

  public static final ConfigKey<Long> HTTP_OUTPUT_MAX_CONSECUTIVE_TIMEOUTS =
      acts(
          "http_output.max_consecutive_timeouts",
          ConfigType.integer(0, 255),
          5L,
          "How often an alert is tried again before it is given up, where no spool keeps it.");

  public static final ConfigKey<Boolean> HTTP_OUTPUT_MTLS =
      acts("http_output.mtls", ConfigType.BOOLEAN, false, "Show the server a certificate.");

  public static final ConfigKey<String> HTTP_OUTPUT_URL =
      acts("http_output.url", ConfigType.TEXT, "", "The URL that gets alerts, http or https.");

  public static final ConfigKey<String> HTTP_OUTPUT_USER_AGENT =
      acts(
          "http_output.user_agent",
          ConfigType.TEXT,
          "falcosecurity/falco",
          "What falcoj calls itself in requests.");

  public static final ConfigKey<Boolean> JSON_INCLUDE_MESSAGE =
      acts(
          "json_include_message_property",
          ConfigType.BOOLEAN,
          false,
          "Add the alert's text without time and priority to its JSON.");

  public static final ConfigKey<Boolean> JSON_INCLUDE_OUTPUT =
      acts(
          "json_include_output_property",
          ConfigType.BOOLEAN,
          true,
          "Add the alert's text line to its JSON.");

  public static final ConfigKey<Boolean> JSON_INCLUDE_OUTPUT_FIELDS =
      acts(
          "json_include_output_fields_property",
          ConfigType.BOOLEAN,
          true,
          "Add the values of the output's fields to the alert's JSON.");

  public static final ConfigKey<Boolean> JSON_INCLUDE_TAGS =
      acts(
          "json_include_tags_property",
          ConfigType.BOOLEAN,
          true,
          "Add the rule's tags to the alert's JSON.");

  public static final ConfigKey<Boolean> JSON_OUTPUT =
      acts("json_output", ConfigType.BOOLEAN, false, "Write alerts as JSON.");

  public static final ConfigKey<List<String>> LOAD_PLUGINS =
      acts(
          "load_plugins",
          NAMES,
          List.of(),
          "Which of the configured plugins count; all if none is named.");

  public static final ConfigKey<LogLevel> LOG_LEVEL =
      acts(
          "log_level",
          ConfigType.oneOf(LogLevel.class),
          LogLevel.INFO,
          "How much the log says; --log-level goes before it.");

  public static final ConfigKey<Boolean> LOG_STDERR =
      acts("log_stderr", ConfigType.BOOLEAN, true, "Write the log to standard error.");

  public static final ConfigKey<Boolean> METRICS_CONVERT_MEMORY_TO_MB =
      acts(
          "metrics.convert_memory_to_mb",
          ConfigType.BOOLEAN,
          true,
          "Tell memory in megabytes, in records of metrics.");

  public static final ConfigKey<Boolean> METRICS_ENABLED =
      acts(
          "metrics.enabled",
          ConfigType.BOOLEAN,
          false,
          "Tell metrics: in records, and to Prometheus.");

  public static final ConfigKey<Boolean> METRICS_INCLUDE_EMPTY_VALUES =
      acts(
          "metrics.include_empty_values",
          ConfigType.BOOLEAN,
          false,
          "Tell what is 0 too, in records of metrics.");

  public static final ConfigKey<Boolean> METRICS_KERNEL_EVENT_COUNTERS_ENABLED =
      acts(
          "metrics.kernel_event_counters_enabled",
          ConfigType.BOOLEAN,
          true,
          "Tell how many system calls the kernel had and lost.");

  public static final ConfigKey<Boolean> METRICS_KERNEL_EVENT_COUNTERS_PER_CPU_ENABLED =
      acts(
          "metrics.kernel_event_counters_per_cpu_enabled",
          ConfigType.BOOLEAN,
          false,
          "Tell the same of each processor; has metrics.kernel_event_counters_enabled on.");

  public static final ConfigKey<Boolean> METRICS_LIBBPF_STATS_ENABLED =
      acts(
          "metrics.libbpf_stats_enabled",
          ConfigType.BOOLEAN,
          true,
          "Tell how often the program in the kernel ran and how long it took, where the kernel"
              + " counts it: kernel.bpf_stats_enabled.");

  public static final ConfigKey<Boolean> METRICS_OUTPUT_RULE =
      acts(
          "metrics.output_rule",
          ConfigType.BOOLEAN,
          false,
          "Send records of metrics where alerts go.");

  public static final ConfigKey<Boolean> METRICS_RESOURCE_UTILIZATION_ENABLED =
      acts(
          "metrics.resource_utilization_enabled",
          ConfigType.BOOLEAN,
          true,
          "Tell what falcoj and its machine use of processors and memory.");

  public static final ConfigKey<Boolean> METRICS_RULES_COUNTERS_ENABLED =
      acts(
          "metrics.rules_counters_enabled",
          ConfigType.BOOLEAN,
          true,
          "Tell how often each rule matched.");

  public static final ConfigKey<Boolean> METRICS_STATE_COUNTERS_ENABLED =
      acts(
          "metrics.state_counters_enabled",
          ConfigType.BOOLEAN,
          true,
          "Tell what is known of processes and their files, and how often something was not.");

  public static final ConfigKey<String> METRICS_INTERVAL =
      acts(
          "metrics.interval",
          ConfigType.TEXT,
          "5000",
          "Time between two records of metrics, as 15m or 1h30m.");

  public static final ConfigKey<String> METRICS_OUTPUT_FILE =
      acts(
          "metrics.output_file",
          ConfigType.TEXT,
          "",
          "Append records of metrics to a file, one a line, as JSON.");

  public static final ConfigKey<Boolean> LOG_SYSLOG =
      acts("log_syslog", ConfigType.BOOLEAN, false, "Write the log to the log of the system.");

  public static final ConfigKey<Long> OUTPUT_TIMEOUT =
      acts(
          "output_timeout",
          UNSIGNED,
          2000L,
          "Milliseconds after which the log tells that an output is blocked; 0 for never. Standard"
              + " output and the file of a replay may take any time.");

  public static final ConfigKey<Long> OUTPUTS_QUEUE_CAPACITY =
      acts(
          "outputs_queue.capacity",
          UNSIGNED,
          0L,
          "How many alerts may wait in memory for each output; 0 for as many as fit into a"
              + " sixteenth of the memory, 64 MiB at most, which is never exceeded.");

  public static final ConfigKey<List<PluginEntry>> PLUGINS =
      acts(
          "plugins",
          ConfigType.listOf(
              "a list of plugins, each with a name, and settings that can be read",
              PluginEntry.TYPE),
          List.of(),
          "No library is loaded: what Falco's plugins k8saudit, json and container do is built in."
              + " With json, rules about system calls may name its fields too; they are absent.");

  public static final ConfigKey<Priority> PRIORITY =
      acts(
          "priority",
          ConfigType.PRIORITY,
          Priority.DEBUG,
          "Leave out rules that are less urgent than this.");

  public static final ConfigKey<Boolean> PROGRAM_OUTPUT_ENABLED =
      acts(
          "program_output.enabled",
          ConfigType.BOOLEAN,
          false,
          "Hand alerts to a program, on its standard input.");

  public static final ConfigKey<Boolean> PROGRAM_OUTPUT_KEEP_ALIVE =
      acts(
          "program_output.keep_alive",
          ConfigType.BOOLEAN,
          false,
          "Run the program once for all alerts instead of once for each.");

  public static final ConfigKey<String> PROGRAM_OUTPUT_PROGRAM =
      acts("program_output.program", ConfigType.TEXT, "", "The command, for the shell.");

  public static final ConfigKey<RuleMatching> RULE_MATCHING =
      acts(
          "rule_matching",
          ConfigType.oneOf(RuleMatching.class),
          RuleMatching.FIRST,
          "Alert on the first rule that an event matches, or on all of them. With --psp the"
              + " standard is all. The rules of policies always alert.");

  public static final ConfigKey<List<RuleSwitch>> RULES =
      acts(
          "rules",
          ConfigType.listOf("a list of rules to enable or disable", RuleSwitch.TYPE),
          List.of(),
          "Enable and disable rules by name, in which * stands for any text, and by tag, one after"
              + " the other.");

  public static final ConfigKey<List<String>> RULES_FILE =
      acts("rules_file", PATHS, List.of(), "The former name of rules_files.");

  public static final ConfigKey<List<String>> RULES_FILES =
      acts(
          "rules_files",
          PATHS,
          List.of(),
          "Rules files and folders to load where no -r names one. What does not exist is passed"
              + " over.");

  public static final ConfigKey<Map<String, String>> STATIC_FIELDS =
      acts(
          "static_fields",
          ConfigType.TEXTS_BY_NAME,
          Map.of(),
          "Texts by names: the field static.NAME has that text for every event.");

  public static final ConfigKey<Boolean> STDOUT_OUTPUT_ENABLED =
      acts("stdout_output.enabled", ConfigType.BOOLEAN, true, "Write alerts to standard output.");

  public static final ConfigKey<List<DropAction>> SYSCALL_EVENT_DROPS_ACTIONS =
      acts(
          "syscall_event_drops.actions",
          ConfigType.listOf(
              "a list of ignore, log, alert, exit", ConfigType.oneOf(DropAction.class)),
          List.of(),
          "What to do when system calls were lost: nothing, tell it in the log (at level debug),"
              + " where alerts go, or end with an error.");

  public static final ConfigKey<Double> SYSCALL_EVENT_DROPS_THRESHOLD =
      acts(
          "syscall_event_drops.threshold",
          ConfigType.NUMBER,
          0.1,
          "Share of the system calls of a second that may be lost before something is done, 0 to"
              + " 1.");

  public static final ConfigKey<Double> SYSCALL_EVENT_DROPS_RATE =
      acts(
          "syscall_event_drops.rate",
          ConfigType.NUMBER,
          0.03333,
          "How many times a second something may be done about it, over a long time.");

  public static final ConfigKey<Double> SYSCALL_EVENT_DROPS_MAX_BURST =
      acts(
          "syscall_event_drops.max_burst",
          ConfigType.NUMBER,
          1.0,
          "How many times something may be done about it at once.");

  public static final ConfigKey<Boolean> SYSCALL_EVENT_DROPS_SIMULATE_DROPS =
      acts(
          "syscall_event_drops.simulate_drops",
          ConfigType.BOOLEAN,
          false,
          "Pretend every second that a system call was lost, in replays too.");

  public static final ConfigKey<Boolean> SYSLOG_OUTPUT_ENABLED =
      acts(
          "syslog_output.enabled",
          ConfigType.BOOLEAN,
          false,
          "Send alerts to the log of the system.");

  public static final ConfigKey<Boolean> TIME_FORMAT_ISO_8601 =
      acts(
          "time_format_iso_8601",
          ConfigType.BOOLEAN,
          false,
          "Write times as date, time and offset in UTC.");

  public static final ConfigKey<Long> SYSCALL_EVENT_TIMEOUTS_MAX_CONSECUTIVES =
      acts(
          "syscall_event_timeouts.max_consecutives",
          ConfigType.INTEGER,
          1000L,
          "Tell where alerts go when so many tenths of a second brought no system call.");

  public static final ConfigKey<Boolean> WATCH_CONFIG_FILES =
      acts(
          "watch_config_files",
          ConfigType.BOOLEAN,
          true,
          "Watching live, load rules, policies and configuration anew when their files change.");

  public static final ConfigKey<Boolean> WEBSERVER_ENABLED =
      acts("webserver.enabled", ConfigType.BOOLEAN, false, "Run a web server while watching live.");

  public static final ConfigKey<String> WEBSERVER_K8S_HEALTHZ_ENDPOINT =
      acts(
          "webserver.k8s_healthz_endpoint",
          ConfigType.TEXT,
          "/healthz",
          "Path that answers with 200 while falcoj watches.");

  public static final ConfigKey<String> WEBSERVER_LISTEN_ADDRESS =
      acts(
          "webserver.listen_address",
          ConfigType.TEXT,
          "127.0.0.1",
          "IP address that the web server listens on.");

  public static final ConfigKey<Long> WEBSERVER_LISTEN_PORT =
      acts(
          "webserver.listen_port",
          ConfigType.integer(0, 65_535),
          8765L,
          "Port that the web server listens on.");

  public static final ConfigKey<Boolean> WEBSERVER_PROMETHEUS_METRICS_ENABLED =
      acts(
          "webserver.prometheus_metrics_enabled",
          ConfigType.BOOLEAN,
          false,
          "With metrics.enabled, tell metrics to Prometheus under /metrics.");

  public static final ConfigKey<String> WEBSERVER_SSL_CERTIFICATE =
      acts(
          "webserver.ssl_certificate",
          ConfigType.TEXT,
          "/etc/falco/falco.pem",
          "PEM file with the web server's certificate and key.");

  public static final ConfigKey<Boolean> WEBSERVER_SSL_ENABLED =
      acts("webserver.ssl_enabled", ConfigType.BOOLEAN, false, "Have the web server speak TLS.");

  public static final ConfigKey<Long> WEBSERVER_THREADINESS =
      acts(
          "webserver.threadiness",
          UNSIGNED,
          0L,
          "How many requests the web server answers at once; 0 for as many as there are"
              + " processors.");

  private static final String PARTS_OF_FALCO = "About parts of Falco.";
  private static final String ANOTHER_DRIVER = "A setting of Falco's drivers.";

  private static final String CONTAINER_RUNTIMES = "No container runtime is asked.";

  static {
    for (String runtime : List.of("bpm", "cri", "docker", "libvirt_lxc", "lxc", "podman")) {
      noMeaning(
          "container_engines." + runtime + ".enabled", ConfigType.BOOLEAN, CONTAINER_RUNTIMES);
    }
    noMeaning("container_engines.cri.disable_async", ConfigType.BOOLEAN, CONTAINER_RUNTIMES);
    noMeaning("container_engines.cri.sockets", PATHS, CONTAINER_RUNTIMES);
    noMeaning("engine.kmod.buf_size_preset", ConfigType.INTEGER, ANOTHER_DRIVER);
    noMeaning("engine.kmod.drop_failed_exit", ConfigType.BOOLEAN, ANOTHER_DRIVER);
    noMeaning("engine.modern_ebpf.disable_iterators", ConfigType.BOOLEAN, ANOTHER_DRIVER);
    noMeaning(
        "http_output.keep_alive", ConfigType.BOOLEAN, "Connections are used again in any case.");
    noMeaning("libs_logger.enabled", ConfigType.BOOLEAN, "About the log of Falco's libraries.");
    noMeaning("libs_logger.severity", ConfigType.TEXT, "About the log of Falco's libraries.");
    noMeaning("plugins_hostinfo", ConfigType.BOOLEAN, "About plugins that read /proc.");
    noMeaning("rule_files", PATHS, "Falco knows it as a key, but reads rules_files alone.");

    noMeaning("metrics.jemalloc_stats_enabled", ConfigType.BOOLEAN, PARTS_OF_FALCO);
    noMeaning("metrics.kernel_iter_event_counters_enabled", ConfigType.BOOLEAN, PARTS_OF_FALCO);
    noMeaning("metrics.plugins_metrics_enabled", ConfigType.BOOLEAN, PARTS_OF_FALCO);

    ALL.sort(Comparator.comparing(ConfigKey::path));
  }

  private ConfigKeys() {}

  /** All keys, by path. */
  public static List<ConfigKey<?>> all() {
    return Collections.unmodifiableList(ALL);
  }

  private static <T> ConfigKey<T> acts(
      String path, ConfigType<T> type, T standard, String description) {
    ConfigKey<T> key = new ConfigKey<>(path, type, standard, ConfigUse.ACTS, description);
    ALL.add(key);
    return key;
  }

  private static void noMeaning(String path, ConfigType<?> type, String description) {
    ALL.add(new ConfigKey<>(path, type, null, ConfigUse.NO_MEANING, description));
  }
}
