// SPDX-License-Identifier: Apache-2.0
package io.falcoj.testdata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A folder of conformance cases: {@code cases.jsonl} with one JSON object a line, a README that
 * tells what the keys mean, and input files.
 *
 * @param name name of the folder, such as {@code "k8s-audit"}
 * @param folder the folder
 * @param cases the cases in the order of the file, never empty, ids unique
 */
public record ConformanceSuite(String name, Path folder, List<ConformanceCase> cases) {
  /** The file that makes a folder a suite. */
  static final String CASES_FILE = "cases.jsonl";

  private static final int EXCERPT_LENGTH = 80;

  /**
   * Inputs stand in the cases as text and may be nested or long on purpose, so the tree keeps
   * Jackson's limit on depth and lifts the one on the length of a text.
   */
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Copies the list of cases. */
  public ConformanceSuite {
    cases = List.copyOf(cases);
  }

  /**
   * Reads the suite in a folder.
   *
   * @throws ConformanceFormatException if the file holds no case, or any line that is not a case;
   *     the message lists every such line
   * @throws UncheckedIOException if the file cannot be read
   */
  public static ConformanceSuite load(Path folder) {
    Path casesFile = folder.resolve(CASES_FILE);
    List<String> lines;
    try {
      lines = Files.readAllLines(casesFile);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the conformance cases of " + casesFile, e);
    }
    Map<String, ConformanceCase> cases = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (int index = 0; index < lines.size(); index++) {
      String line = lines.get(index);
      if (line.isBlank()) {
        continue;
      }
      try {
        ConformanceCase read = readCase(line, folder);
        if (cases.putIfAbsent(read.id(), read) != null) {
          throw new ConformanceFormatException("the id \"" + read.id() + "\" is already taken");
        }
      } catch (ConformanceFormatException e) {
        problems.add(casesFile + ":" + (index + 1) + ": " + e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new ConformanceFormatException(String.join("\n", problems));
    }
    if (cases.isEmpty()) {
      throw new ConformanceFormatException(casesFile + ": no case in it");
    }
    String name = folder.toAbsolutePath().normalize().getFileName().toString();
    return new ConformanceSuite(name, folder, List.copyOf(cases.values()));
  }

  private static ConformanceCase readCase(String line, Path folder) {
    JsonNode json;
    try {
      json = JSON.readTree(line);
    } catch (JacksonException e) {
      throw new ConformanceFormatException(
          "not a JSON document: " + e.getOriginalMessage() + ": " + excerpt(line));
    }
    if (!json.isObject()) {
      throw new ConformanceFormatException("not a JSON object: " + excerpt(line));
    }
    if (!json.has("expect")) {
      throw new ConformanceFormatException("the key \"expect\" is missing: " + excerpt(line));
    }
    return new ConformanceCase(
        text(json, "id", line),
        text(json, "about", line),
        text(json, "source", line),
        json,
        folder);
  }

  private static String text(JsonNode json, String key, String line) {
    JsonNode value = json.get(key);
    if (value == null || !value.isString() || value.stringValue().isBlank()) {
      throw new ConformanceFormatException(
          "the key \"" + key + "\" must be a text that is not blank: " + excerpt(line));
    }
    return value.stringValue();
  }

  private static String excerpt(String line) {
    return line.length() <= EXCERPT_LENGTH ? line : line.substring(0, EXCERPT_LENGTH) + "…";
  }
}
