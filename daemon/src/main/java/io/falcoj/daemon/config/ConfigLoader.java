// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.config;

import io.falcoj.engine.VisibleText;
import io.falcoj.engine.yaml.SourceText;
import io.falcoj.engine.yaml.YamlException;
import io.falcoj.engine.yaml.YamlLimits;
import io.falcoj.engine.yaml.YamlMapping;
import io.falcoj.engine.yaml.YamlNode;
import io.falcoj.engine.yaml.YamlReader;
import io.falcoj.engine.yaml.YamlScalar;
import io.falcoj.engine.yaml.YamlSequence;
import io.falcoj.grammar.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration from files and options. Follows falco 0.44 {@code falco_configuration}:
 * the file, then what its {@code config_files} name, then the options, each changing what was there
 * before.
 *
 * <pre>{@code
 * LoadedConfig loaded =
 *     new ConfigLoader(System.getenv()).load(Path.of("falco.yaml"), List.of("json_output=true"));
 * }</pre>
 *
 * <p>Used once, by one thread.
 */
public final class ConfigLoader {

  private static final YamlMapping EMPTY = new YamlMapping(List.of(), Span.START);

  private final EnvironmentVariables environment;
  private final List<ConfigFile> files = new ArrayList<>();

  /**
   * @param environment the environment variables that files may name
   */
  public ConfigLoader(Map<String, String> environment) {
    this.environment = new EnvironmentVariables(environment);
  }

  /**
   * Reads the configuration of a run without a file.
   *
   * @param options what {@code -o} says, in order: {@code KEY=VALUE}
   * @throws ConfigException if there is no such key, or it cannot have this value
   */
  public LoadedConfig load(List<String> options) throws ConfigException {
    return load(null, EMPTY, options);
  }

  /**
   * Reads a file and what it includes. What is doubtful is in the result.
   *
   * @param options what {@code -o} says, in order: {@code KEY=VALUE}; those that begin with {@code
   *     config_files} count before further files are read
   * @throws ConfigException if a file cannot be read or is no YAML, or a key cannot have its value
   */
  public LoadedConfig load(Path file, List<String> options) throws ConfigException {
    if (!Files.exists(file)) {
      throw new ConfigException(
          "Could not find configuration file at " + VisibleText.of(file.toString()));
    }
    return load(file, read(file), options);
  }

  private LoadedConfig load(@Nullable Path file, YamlMapping main, List<String> options)
      throws ConfigException {
    List<String> first = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    for (String option : options) {
      (option.startsWith(ConfigKeys.CONFIG_FILES.path()) ? first : rest).add(option);
    }
    List<ConfigInclude> includes =
        FalcoConfig.of(only(main, ConfigKeys.CONFIG_FILES.path()))
            .withOptions(first)
            .get(ConfigKeys.CONFIG_FILES);
    Map<String, YamlMapping.Entry> merged = new LinkedHashMap<>();
    main.entries().forEach(entry -> merged.putIfAbsent(String.valueOf(entry.name()), entry));
    for (ConfigInclude include : includes) {
      include(include, file, merged);
    }
    YamlMapping document = new YamlMapping(List.copyOf(merged.values()), main.span());
    FalcoConfig config = FalcoConfig.of(document).withOptions(first).withOptions(rest);
    if (config.isSet(ConfigKeys.RULES_FILE) && config.isSet(ConfigKeys.RULES_FILES)) {
      throw new ConfigException(
          "Error reading config file (%s): both 'rules_files' and 'rules_file' keys set"
              .formatted(file == null ? "default" : file));
    }
    PluginEntry.checkLoaded(config);
    return new LoadedConfig(config, files);
  }

  private void include(
      ConfigInclude include, @Nullable Path mainFile, Map<String, YamlMapping.Entry> merged)
      throws ConfigException {
    Path path = path(include.path());
    if (path.equals(mainFile)) {
      throw new ConfigException(
          "Config error: 'config_files' directive tried to recursively include main config file: "
              + mainFile
              + ".");
    }
    for (Path file : Files.isDirectory(path) ? filesIn(path) : List.of(path)) {
      if (Files.isRegularFile(file)) {
        merge(file, include.strategy(), merged);
      }
    }
  }

  private void merge(
      Path file, ConfigInclude.Strategy strategy, Map<String, YamlMapping.Entry> merged)
      throws ConfigException {
    Map<String, YamlMapping.Entry> own = new LinkedHashMap<>();
    for (YamlMapping.Entry entry : read(file).entries()) {
      String name = String.valueOf(entry.name());
      if (name.equals(ConfigKeys.CONFIG_FILES.path())) {
        throw new ConfigException(
            "Config error: 'config_files' directive in included config file " + file + ".");
      }
      own.putIfAbsent(name, entry);
    }
    own.forEach(
        (name, entry) ->
            merged.merge(name, entry, (before, added) -> join(before, added, strategy)));
  }

  private static YamlMapping.Entry join(
      YamlMapping.Entry before, YamlMapping.Entry added, ConfigInclude.Strategy strategy) {
    return switch (strategy) {
      case ADD_ONLY -> before;
      case OVERRIDE -> added;
      case APPEND ->
          added.value() instanceof YamlSequence sequence
              ? new YamlMapping.Entry(before.key(), lengthened(before.value(), sequence))
              : added;
    };
  }

  private static YamlSequence lengthened(YamlNode before, YamlSequence added) {
    List<YamlNode> items = new ArrayList<>();
    if (before instanceof YamlSequence sequence) {
      items.addAll(sequence.items());
    } else if (!(before instanceof YamlScalar scalar && scalar.isNull())) {
      items.add(before);
    }
    items.addAll(added.items());
    return new YamlSequence(items, before.span());
  }

  private static YamlMapping only(YamlMapping mapping, String name) {
    return new YamlMapping(
        mapping.entries().stream().filter(entry -> name.equals(entry.name())).toList(),
        mapping.span());
  }

  private YamlMapping read(Path file) throws ConfigException {
    String name = VisibleText.of(file.toString());
    SourceText text;
    List<YamlNode> documents;
    try {
      text = SourceText.decode(name, Files.readAllBytes(file));
      documents = YamlReader.read(text, YamlLimits.DEFAULT);
    } catch (NoSuchFileException e) {
      throw new ConfigException("Could not find configuration file at " + name);
    } catch (IOException e) {
      throw new ConfigException(
          VisibleText.of("Cannot read config file (" + name + "): " + e.getMessage()));
    } catch (YamlException e) {
      throw new ConfigException("Cannot read config file: " + e.getMessage());
    }
    // Only the first document counts, as in Falco.
    YamlNode document = documents.isEmpty() ? EMPTY : environment.replaceIn(documents.get(0));
    if (document instanceof YamlScalar scalar && scalar.isNull()) {
      document = EMPTY;
    }
    if (!(document instanceof YamlMapping)) {
      throw new ConfigException(
          "%s:%d:%d: found %s, expected a mapping of keys to values"
              .formatted(
                  name, document.span().line(), document.span().column(), document.describe()));
    }
    files.add(new ConfigFile(file.toString(), text.sha256(), ConfigSchema.check(name, document)));
    return (YamlMapping) document;
  }

  private static Path path(String text) throws ConfigException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new ConfigException("config_files: found a name that no file can have: " + text);
    }
  }

  private static List<Path> filesIn(Path folder) throws ConfigException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new ConfigException(folder + ": cannot be listed: " + e.getMessage());
    }
  }
}
