// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

/**
 * One parameter of a kind of event, as the event table declares it.
 *
 * @param name as {@code evt.arg} names it
 * @param type type on the wire, in the table's own words: {@code FSPATH}, {@code FLAGS32}
 * @param format how numbers print: {@code DEC}, {@code HEX}, {@code OCT}, {@code ID}, {@code NA}
 * @param valueNames name of the table that names its values; empty if they have no names
 * @param variants name of the table of the types it may have; empty if its type is fixed
 * @param directoryParameter index of the parameter that holds the directory against which this path
 *     is resolved; -1 if there is none
 */
public record EventParameter(
    String name,
    String type,
    String format,
    String valueNames,
    String variants,
    int directoryParameter) {}
