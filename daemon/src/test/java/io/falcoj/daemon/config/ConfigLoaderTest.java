// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of("NAME", "value", "NESTED", "${NAME}", "TRUE", "true", "LOOP", "${LOOP}");

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "$NAME,$NAME",
        "${NAME},value",
        "$${NAME},${NAME}",
        "$$NAME,$$NAME",
        "$${NAME}$${NAME},${NAME}${NAME}",
        "$${${NAME}},${value}",
        "$${NAME}${NAME},${NAME}value",
        "/${NAME}/${NAME}${NAME}/foo,/value/valuevalue/foo",
        "${NESTED}/foo,value/foo",
        "a${MISSING}b,ab",
        "${NAME,${NAME",
        "$5 ${NAME},$5 ${NAME}"
      })
  void putsEnvironmentVariablesIntoValues(String written, String value) throws Exception {
    Path file = write("falco.yaml", "file_output:\n  filename: '" + written + "'\n");
    assertThat(load(file).config().get(ConfigKeys.FILE_OUTPUT_FILENAME)).isEqualTo(value);
  }

  @Test
  void aVariableMayStandForAValueOfAnyType() throws Exception {
    Path file = write("falco.yaml", "json_output: ${TRUE}\n");
    assertThat(load(file).config().get(ConfigKeys.JSON_OUTPUT)).isTrue();
  }

  @Test
  void refusesVariablesWithoutEnd() throws IOException {
    Path file = write("falco.yaml", "priority: ${LOOP}\n");
    assertThatThrownBy(() -> load(file))
        .isInstanceOf(ConfigException.class)
        .hasMessage("the environment variables in \"${LOOP}\" have no end");
  }

  @ParameterizedTest
  @CsvSource({"append,a b c,true", "override,c,true", "add-only,a b,false", "other,a b c,true"})
  void joinsFurtherFilesAsTheirStrategySays(String strategy, String names, boolean json)
      throws Exception {
    Path further = write("further.yaml", "rules_files: [c]\njson_output: true\npriority: error\n");
    Path file =
        write(
            "falco.yaml",
            "config_files:\n  - path: %s\n    strategy: %s\n".formatted(further, strategy)
                + "rules_files: [a, b]\njson_output: false\n");
    FalcoConfig config = load(file).config();
    assertThat(config.get(ConfigKeys.RULES_FILES)).containsExactly(names.split(" "));
    assertThat(config.get(ConfigKeys.JSON_OUTPUT)).isEqualTo(json);
    assertThat(config.get(ConfigKeys.PRIORITY).text()).isEqualTo("Error");
  }

  @Test
  void replacesWholeMappings() throws Exception {
    Path further = write("further.yaml", "file_output:\n  enabled: true\n");
    Path file = write("falco.yaml", "config_files: " + further + "\nfile_output:\n  filename: x\n");
    FalcoConfig config = load(file).config();
    assertThat(config.get(ConfigKeys.FILE_OUTPUT_ENABLED)).isTrue();
    assertThat(config.get(ConfigKeys.FILE_OUTPUT_FILENAME)).isEmpty();
  }

  @Test
  void readsTheFilesOfAFolderByNameAndPassesOverWhatIsNotThere() throws Exception {
    Path further = Files.createDirectory(folder.resolve("config.d"));
    Files.writeString(further.resolve("b.yaml"), "rules_files: [b]\n");
    Files.writeString(further.resolve("a.conf"), "rules_files: [a]\n");
    Files.createDirectory(further.resolve("inner"));
    Path file =
        write("falco.yaml", "config_files: [%s/none.yaml, %s]\n".formatted(folder, further));
    LoadedConfig loaded = load(file);
    assertThat(loaded.config().get(ConfigKeys.RULES_FILES)).containsExactly("a", "b");
    assertThat(loaded.files()).hasSize(3);
  }

  @Test
  void optionsMayNameFurtherFilesAndGoBeforeAllOfThem() throws Exception {
    Path further = write("further.yaml", "json_output: true\npriority: error\n");
    Path file = write("falco.yaml", "json_output: false\n");
    FalcoConfig config = load(file, "priority=notice", "config_files[]=" + further).config();
    assertThat(config.get(ConfigKeys.JSON_OUTPUT)).isTrue();
    assertThat(config.get(ConfigKeys.PRIORITY).text()).isEqualTo("Notice");
  }

  @Test
  void refusesFilesThatIncludeEachOther() throws IOException {
    Path further = write("further.yaml", "config_files: [x]\n");
    Path file = write("falco.yaml", "config_files: [" + further + "]\n");
    assertThatThrownBy(() -> load(file)).hasMessageContaining("in included config file " + further);
    Path own = write("own.yaml", "config_files: [" + folder.resolve("own.yaml") + "]\n");
    assertThatThrownBy(() -> load(own)).hasMessageContaining("recursively include main");
  }

  @Test
  void namesTheFileThatIsNotThere() {
    assertThatThrownBy(() -> load(folder.resolve("none.yaml")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("Could not find configuration file at " + folder.resolve("none.yaml"));
  }

  @Test
  void saysWhereAKeyHasAValueThatItCannotHave() throws IOException {
    Path file = write("falco.yaml", "priority: debug\njson_output: maybe\n");
    assertThatThrownBy(() -> load(file))
        .isInstanceOf(ConfigException.class)
        .hasMessage(file + ":2:14: json_output: found \"maybe\", expected true or false");
  }

  @Test
  void saysWhichItemOfAListIsWrong() throws IOException {
    Path file = write("falco.yaml", "rules:\n  - enable: {rule: x}\n  - y\n");
    assertThatThrownBy(() -> load(file))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            file + ":3:5: rules: found \"y\", expected a list of rules to enable or disable");
  }

  @Test
  void tellsUnknownKeysAndWrongTypesOfUnusedOnesWithTheirPlaces() throws Exception {
    Path file =
        write(
            "falco.yaml",
            """
            jsn_output: true
            falco_libs: 512
            webserver:
              listen_prt: 1
            plugins_hostinfo: many
            rules:
              - disabel:
                  rule: x
                enable:
                  tag: y
            """);
    assertThat(load(file).files().get(0).problems())
        .containsExactly(
            file + ":1:1: unknown key \"jsn_output\"; did you mean json_output?",
            file + ":2:13: falco_libs: found \"512\", expected a mapping",
            file
                + ":4:3: webserver: unknown key \"listen_prt\"; did you mean"
                + " webserver.listen_port?",
            file + ":5:19: plugins_hostinfo: found \"many\", expected true or false",
            file + ":7:5: rules[0]: unknown key \"disabel\"; did you mean rules[0].disable?");
  }

  @Test
  void anEmptyFileConfiguresNothing() throws Exception {
    LoadedConfig loaded = load(write("falco.yaml", "# nothing\n"));
    assertThat(loaded.files().get(0).problems()).isEmpty();
    assertThat(loaded.config().get(ConfigKeys.RULES_FILES)).isEmpty();
  }

  @Test
  void refusesBothNamesOfTheRulesFiles() throws IOException {
    Path file = write("falco.yaml", "rules_file: a\nrules_files: [b]\n");
    assertThatThrownBy(() -> load(file))
        .hasMessageContaining("both 'rules_files' and 'rules_file' keys set");
  }

  @Test
  void optionsMayNameFurtherFilesWhereThereIsNoOther() throws Exception {
    Path further = write("further.yaml", "json_output: true\n");
    FalcoConfig config =
        new ConfigLoader(ENVIRONMENT).load(List.of("config_files=" + further)).config();
    assertThat(config.get(ConfigKeys.JSON_OUTPUT)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"''", "null", "{}", "'{}'", "{a: 1}", "'{\"a\": 1}'", "'opaque'"})
  void takesEveryFormOfAPluginsSettings(String initConfig) throws Exception {
    Path file =
        write(
            "falco.yaml",
            "plugins:\n  - name: json\n    library_path: libjson.so\n    init_config: "
                + initConfig
                + "\n");
    LoadedConfig loaded = load(file);
    assertThat(loaded.files().get(0).problems()).isEmpty();
    assertThat(loaded.config().get(ConfigKeys.PLUGINS).get(0).initConfig().size())
        .isEqualTo(initConfig.contains("1") ? 1 : 0);
  }

  @Test
  void refusesSettingsOfAPluginThatAreBroken() throws IOException {
    Path file = write("falco.yaml", "plugins:\n  - {name: json, init_config: '{\"a\": '}\n");
    assertThatThrownBy(() -> load(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            "plugins: found a mapping, expected a list of plugins, each with a name, and settings"
                + " that can be read");
  }

  @Test
  void loadsThePluginsThatAreNamedInTheirOrder() throws Exception {
    Path file =
        write(
            "falco.yaml",
            """
            plugins:
              - {name: json, library_path: libjson.so}
              - {name: other, library_path: libother.so}
              - {name: k8saudit, library_path: libk8saudit.so}
            """);
    assertThat(names(load(file))).containsExactly("json", "other", "k8saudit");
    assertThat(names(load(file, "load_plugins[]=k8saudit", "load_plugins[]=other")))
        .containsExactly("k8saudit", "other");
    assertThat(names(load(file, "load_plugins[]=container"))).containsExactly("container");
    assertThatThrownBy(() -> load(file, "load_plugins[]=none"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("Cannot load plugin 'none': plugin config not found for given name");
  }

  private static List<String> names(LoadedConfig loaded) {
    return PluginEntry.loaded(loaded.config()).stream().map(PluginEntry::name).toList();
  }

  private LoadedConfig load(Path file, String... options) throws ConfigException {
    return new ConfigLoader(ENVIRONMENT).load(file, List.of(options));
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }
}
