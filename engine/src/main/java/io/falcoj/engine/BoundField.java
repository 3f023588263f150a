// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

/**
 * A field with its argument, ready to be read.
 *
 * @param type type of the values that conditions compare; differs from the definition's only for
 *     {@link FieldType#DYNAMIC} fields
 * @param list whether it yields any number of values; an index makes a list field yield one
 * @param extractor reads what conditions compare
 * @param printedType type of the values that outputs print; differs only where it depends on the
 *     event how they read
 * @param printer reads what outputs print; differs only for fields that are searched, which print
 *     all that they search as one value, and where it depends on the event how they read
 */
public record BoundField(
    FieldDefinition definition,
    FieldArgument argument,
    FieldType type,
    boolean list,
    FieldExtractor extractor,
    FieldType printedType,
    FieldExtractor printer) {

  /** A field that prints something else than it is compared with, of the same type. */
  public BoundField(
      FieldDefinition definition,
      FieldArgument argument,
      FieldType type,
      boolean list,
      FieldExtractor extractor,
      FieldExtractor printer) {
    this(definition, argument, type, list, extractor, type, printer);
  }

  /** A field that prints what it is compared with. */
  public BoundField(
      FieldDefinition definition,
      FieldArgument argument,
      FieldType type,
      boolean list,
      FieldExtractor extractor) {
    this(definition, argument, type, list, extractor, extractor);
  }

  /** The same field as outputs show it: it yields what {@link #printer} reads. */
  public BoundField printed() {
    return new BoundField(definition, argument, printedType, list, printer);
  }
}
