// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.result;

/**
 * Why rules could not be loaded. To add one, add a constant: results and documentation follow. The
 * names and titles are those of Falco 0.44.
 */
public enum ErrorCode implements DiagnosticCode {
  LOAD_ERR_FILE_READ(
      "File read error", "A rules file could not be read: it is not there, or not readable."),
  LOAD_ERR_YAML_PARSE(
      "YAML parse error",
      "The text is not YAML. The place is where it stops making sense; the cause is often a line"
          + " or two above: a missing quote, a tab, an indentation."),
  LOAD_ERR_YAML_VALIDATE(
      "Error validating internal structure of YAML file",
      "The text is YAML, but not a list of rules, macros, lists and requirements: a required key is"
          + " missing or empty, or a value has the wrong form."),
  LOAD_ERR_COMPILE_CONDITION(
      "Error compiling condition",
      "A condition is not one: its syntax is wrong, a field does not exist, or an operator does not"
          + " suit the field or the value."),
  LOAD_ERR_COMPILE_OUTPUT(
      "Error compiling output", "An output names a field that does not exist, or breaks off."),
  LOAD_ERR_VALIDATE(
      "Error validating rule/macro/list/exception objects",
      "An item does not fit the others: an unknown macro, an append to something that is not"
          + " defined, exceptions whose fields and values do not match, a required version."),
  LOAD_ERR_EXTENSION(
      "Error in extension item",
      "Reserved by Falco for items that extensions define. Not raised by falcoj.");

  private final String title;
  private final String description;

  ErrorCode(String title, String description) {
    this.title = title;
    this.description = description;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public boolean isError() {
    return true;
  }
}
