// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.result;

import io.falcoj.engine.yaml.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What became of one rules file: everything that is wrong or doubtful about it, and about what the
 * files before it defined now that it is there. Immutable.
 *
 * @param file name of the file
 * @param diagnostics errors and warnings, in the order in which they were found
 * @param schemaProblems where the file departs from the JSON schema of rules files, which is told,
 *     but is no error; empty if it does not, null if the file is not even YAML
 */
public record LoadResult(
    String file, List<Diagnostic> diagnostics, @Nullable List<String> schemaProblems) {

  public LoadResult {
    diagnostics = List.copyOf(diagnostics);
    schemaProblems = schemaProblems == null ? null : List.copyOf(schemaProblems);
  }

  /** The result of a file that could not be read. */
  public static LoadResult unreadable(String file, String reason) {
    LoadContext context = LoadContext.of(SourceText.of(file, ""));
    return new LoadResult(
        file, List.of(Diagnostic.of(ErrorCode.LOAD_ERR_FILE_READ, reason, null, context)), null);
  }

  /** Whether there is no error; warnings do not count. */
  public boolean isSuccessful() {
    return errors().isEmpty();
  }

  /** Whether there is some warning. */
  public boolean hasWarnings() {
    return !warnings().isEmpty();
  }

  /** Whether the file is as the JSON schema of rules files says. */
  public boolean isSchemaValid() {
    return schemaProblems != null && schemaProblems.isEmpty();
  }

  /** What keeps the rules from being loaded. */
  public List<Diagnostic> errors() {
    return select(true);
  }

  /** What is doubtful. */
  public List<Diagnostic> warnings() {
    return select(false);
  }

  /** One line for each kind of news: the file and whether it is valid, then the codes. */
  public String summary() {
    return LoadResultText.summary(this);
  }

  /** Everything, for a person: each diagnostic with its place, the line in the file, a hint. */
  public String verbose() {
    return LoadResultText.verbose(this);
  }

  /**
   * Everything, for a program, in the shape of Falco's results; a diagnostic may have a {@code
   * hint} in addition.
   */
  public ObjectNode json() {
    return LoadResultJson.of(this);
  }

  private List<Diagnostic> select(boolean errors) {
    List<Diagnostic> selected = new ArrayList<>();
    for (Diagnostic diagnostic : diagnostics) {
      if (diagnostic.isError() == errors) {
        selected.add(diagnostic);
      }
    }
    return selected;
  }
}
