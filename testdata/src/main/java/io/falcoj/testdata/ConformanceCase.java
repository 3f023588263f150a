// SPDX-License-Identifier: Apache-2.0
package io.falcoj.testdata;

import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/**
 * One conformance case, as it stands in a suite's {@code cases.jsonl}. Immutable as far as its
 * readers leave the JSON tree alone.
 *
 * @param id kebab-case name, unique in its suite; the display name of the test that runs it
 * @param about one line for people
 * @param source where the expectation comes from: a project, its version and the test there, or
 *     {@code "falcoj"} with the rule that decides
 * @param json the whole case, an object; the keys beside these three depend on the suite and are
 *     described in its README
 * @param suiteFolder the folder of the suite, which the input files of the case are relative to
 */
public record ConformanceCase(
    String id, String about, String source, JsonNode json, Path suiteFolder) {

  /** What must be observed: the member {@code expect}, of any JSON type. */
  public JsonNode expect() {
    return json.get("expect");
  }

  /**
   * A file that the case names.
   *
   * @param relativePath path inside the suite folder, with {@code /} between components
   * @return the path, which may not exist
   * @throws IllegalArgumentException if the path leads out of the suite folder
   */
  public Path file(String relativePath) {
    Path file = suiteFolder.resolve(relativePath).normalize();
    if (!file.startsWith(suiteFolder.normalize())) {
      throw new IllegalArgumentException(
          "case " + id + ": \"" + relativePath + "\" leads out of " + suiteFolder);
    }
    return file;
  }

  /** The id, so that a parameterised test shows it as its name. */
  @Override
  public String toString() {
    return id;
  }
}
