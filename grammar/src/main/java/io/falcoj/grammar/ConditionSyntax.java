// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import java.util.List;
import java.util.stream.Stream;

/**
 * The words of the condition language, by the place they may stand in. The engine derives it from
 * its lists of operators and transformers, so that no word is known in two places. The order of
 * each list is the order in which error texts name the words; it does not matter for reading, where
 * the longest word that fits is meant.
 *
 * <p>String operators that end with a letter need a blank behind them, as do modifiers; all others
 * do not: {@code fd.name exists} and {@code fd.name existsand} begin with the same check.
 *
 * @param unaryOperators operators without right-hand side: {@code exists}
 * @param numericOperators operators whose right-hand side is a number: {@code <=}, ...
 * @param stringOperators operators whose right-hand side is one value: {@code =}, {@code contains},
 *     ...; each accepts a modifier and then a list
 * @param listOperators operators whose right-hand side is a list: {@code in}, ...
 * @param modifiers words that may follow a string operator: {@code oneof anyof allof}
 * @param transformers names that may stand before a parenthesis on either side
 * @param fieldTransformer the name that marks a plain field on the right-hand side: {@code val}
 */
public record ConditionSyntax(
    List<String> unaryOperators,
    List<String> numericOperators,
    List<String> stringOperators,
    List<String> listOperators,
    List<String> modifiers,
    List<String> transformers,
    String fieldTransformer) {

  public ConditionSyntax {
    unaryOperators = List.copyOf(unaryOperators);
    numericOperators = List.copyOf(numericOperators);
    stringOperators = List.copyOf(stringOperators);
    listOperators = List.copyOf(listOperators);
    modifiers = List.copyOf(modifiers);
    transformers = List.copyOf(transformers);
    if (!Stream.concat(transformers.stream(), Stream.of(fieldTransformer))
        .allMatch(name -> name.matches("[a-zA-Z][a-zA-Z0-9_]*"))) {
      throw new IllegalArgumentException("a transformer needs a name: " + transformers);
    }
    if (Stream.of(unaryOperators, numericOperators, stringOperators, listOperators, modifiers)
        .flatMap(List::stream)
        .anyMatch(word -> !word.matches("[^()\"'\\s,]+"))) {
      throw new IllegalArgumentException("an operator or a modifier is one word");
    }
  }
}
