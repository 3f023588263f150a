// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

/**
 * An operand found inside a longer text.
 *
 * @param operand a field or a transformer
 * @param end index behind its last character; what follows is not looked at
 */
public record ParsedOperand(Operand operand, int end) {}
