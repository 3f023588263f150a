// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.result;

/**
 * What is doubtful in rules that load all the same. To add one, add a constant: results and
 * documentation follow. The names and titles are those of Falco 0.44, where it has them.
 */
public enum WarningCode implements DiagnosticCode {
  LOAD_UNKNOWN_SOURCE(
      "Unknown event source",
      "A rule is for an event source that is not there. The rule is left out."),
  LOAD_UNKNOWN_PLUGIN(
      "Required plugin is not there",
      "A file requires a plugin whose work falcoj does not do. Its rules are left out."),
  LOAD_UNSAFE_NA_CHECK(
      "Unsafe <NA> comparison in condition",
      "A condition compares a Kubernetes audit or JSON field with \"<NA>\". The operator exists"
          + " says more plainly whether a field is there."),
  LOAD_NO_EVTTYPE(
      "Condition has no event-type restriction",
      "A condition may be true for events of more than a hundred types, so it is evaluated very"
          + " often, or for events of none. Restrict it with evt.type."),
  LOAD_UNKNOWN_FILTER(
      "Unknown field or event-type in condition or output",
      "A rule names a field or an event type that does not exist, but says"
          + " skip-if-unknown-filter. The rule is left out."),
  LOAD_UNUSED_MACRO("Unused macro", "No rule and no other macro uses the macro."),
  LOAD_UNUSED_LIST("Unused list", "No rule, no macro and no other list uses the list."),
  LOAD_UNKNOWN_ITEM(
      "Unknown rules file item",
      "An item is neither a rule, nor a macro, a list or a requirement. It is left out."),
  LOAD_DEPRECATED_ITEM(
      "Used deprecated item", "A key or a field still works, but is going to be dropped."),
  LOAD_WARNING_EXTENSION(
      "Warning in extension item",
      "Reserved by Falco for items that extensions define. Not raised by falcoj."),
  LOAD_APPEND_NO_VALUES(
      "Overriding/appending with no values",
      "An appended exception has no values, so it adds nothing."),
  LOAD_EXCEPTION_NAME_NOT_UNIQUE(
      "Multiple exceptions defined with the same name",
      "A rule has two exceptions of one name. Appended values go to the first."),
  LOAD_INVALID_MACRO_NAME(
      "Invalid macro name",
      "The name of a macro is not an identifier, so no condition can refer to it."),
  LOAD_INVALID_LIST_NAME(
      "Invalid list name",
      "The name of a list has characters that a condition cannot hold in a word."),
  LOAD_COMPILE_CONDITION(
      "Warning in rule condition",
      "A condition is valid, but probably not what was meant: a value that is the name of a field,"
          + " a regular expression that a simpler operator can replace."),
  LOAD_UNKNOWN_KEY(
      "Unknown key in item definition",
      "An item has a key that it cannot have, or has one twice. The key is ignored.");

  private final String title;
  private final String description;

  WarningCode(String title, String description) {
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
    return false;
  }
}
