// SPDX-License-Identifier: Apache-2.0
/**
 * Output texts: {@code Shell in container (user=%user.name)}. {@link
 * io.falcoj.engine.format.OutputFormatCompiler} reads one when a rule is loaded and gives an {@link
 * io.falcoj.engine.format.OutputFormat}, which fills in the values of a matching event.
 *
 * <p>The language, as libs 0.25 has it: {@code %} is followed by a field, with its argument in
 * brackets, or by a transformer over fields; a number between them pads the value with blanks or
 * cuts it to that many characters. The field is the longest one that can be read there, so {@code
 * %proc.names} is the name of the process and an {@code s}. {@code %%} is a percent sign. With an
 * asterisk in front of the whole text, a field that the event lacks prints as {@code <NA>}; without
 * it the text ends before that field.
 */
@NullMarked
package io.falcoj.engine.format;

import org.jspecify.annotations.NullMarked;
