// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.parameter;

import java.util.List;
import java.util.function.Function;

/** Parameters whose first byte says which of several types the rest is of. */
final class VariantParts {

  private static final Part INVALID =
      (event, offset, length, text) -> text.add("INVALID DYNAMIC PARAMETER");

  private VariantParts() {}

  /** A parameter of one of these types. */
  static Printer of(List<Printer> variants) {
    return new Printer(
        Printer.Kind.BYTES,
        choice(variants, Printer::value, INVALID),
        choice(variants, Printer::meaning, Part.NOTHING));
  }

  private static Part choice(
      List<Printer> variants, Function<Printer, Part> partOf, Part otherwise) {
    Part[] parts = variants.stream().map(partOf).toArray(Part[]::new);
    return (event, offset, length, text) -> {
      int variant = event.raw().array()[offset] & 0xFF;
      if (variant >= parts.length) {
        otherwise.append(event, offset, length, text);
      } else if (length > 1) {
        parts[variant].append(event, offset + 1, length - 1, text);
      }
    };
  }
}
