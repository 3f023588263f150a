// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon;

import io.falcoj.converter.psp.PspConverter;
import io.falcoj.engine.VisibleText;
import io.falcoj.engine.rules.read.RulesFile;
import io.falcoj.engine.yaml.SourceText;
import io.falcoj.engine.yaml.YamlException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads files that hold rules or policies. */
final class RulesPath {

  private static final List<String> RULES_FILES = List.of(".yaml", ".yml");

  /** What kubectl takes from a folder. */
  private static final List<String> POLICY_FILES = List.of(".yaml", ".yml", ".json");

  private RulesPath() {}

  /**
   * The rules files that a path stands for: the file itself, or the {@code .yaml} and {@code .yml}
   * files of a folder, by name; folders inside it are not looked into. Follows falco 0.44 {@code
   * read_rules_file_directory}.
   */
  static List<RulesFile> rules(Path path) throws FalcoException {
    List<RulesFile> files = new ArrayList<>();
    for (Path file : Files.isDirectory(path) ? filesIn(path, RULES_FILES) : List.of(path)) {
      SourceText text = text(file);
      files.add(new RulesFile(text, PspConverter.wrote(text.content())));
    }
    return files;
  }

  /**
   * The policy files that a path stands for: the file itself, or the {@code .yaml}, {@code .yml}
   * and {@code .json} files of a folder, by name; folders inside it are not looked into.
   */
  static List<SourceText> policies(Path path) throws FalcoException {
    List<SourceText> texts = new ArrayList<>();
    if (!Files.isDirectory(path)) {
      texts.add(text(path));
      return texts;
    }
    for (Path file : filesIn(path, POLICY_FILES)) {
      texts.add(text(file));
    }
    if (texts.isEmpty()) {
      throw new FalcoException(path + ": no .yaml, .yml or .json files in this folder");
    }
    return texts;
  }

  /** The path that a configuration names. */
  static Path of(String name) throws FalcoException {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new FalcoException("found \"" + name + "\", a name that no file can have", e);
    }
  }

  /** The text of a file, UTF-8 unless a byte order mark says otherwise. */
  static SourceText text(Path file) throws FalcoException {
    try {
      return SourceText.decode(shown(file), Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new FalcoException(shown(file) + ": found no such file", e);
    } catch (AccessDeniedException e) {
      throw new FalcoException(shown(file) + ": not allowed to read it", e);
    } catch (IOException e) {
      throw new FalcoException(VisibleText.of(file + ": cannot be read: " + e.getMessage()), e);
    } catch (YamlException e) {
      throw new FalcoException(e.getMessage(), e);
    }
  }

  /** A name for messages: whoever named the file may have wanted to forge a line. */
  private static String shown(Path path) {
    return VisibleText.of(path.toString());
  }

  private static List<Path> filesIn(Path folder, List<String> endings) throws FalcoException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(Files::isRegularFile)
          .filter(file -> endings.stream().anyMatch(file.toString()::endsWith))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new FalcoException(VisibleText.of(folder + ": cannot be listed: " + e.getMessage()), e);
    }
  }
}
