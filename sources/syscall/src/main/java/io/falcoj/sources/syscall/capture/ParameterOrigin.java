// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

/**
 * Where a parameter of a converted event comes from.
 *
 * @param parameter which one of that event; 0 where it does not matter
 */
record ParameterOrigin(Kind kind, int parameter) {

  /** Where from. */
  enum Kind {
    /** The event itself. */
    OLD,
    /** The enter event of its thread; without one, the default. */
    ENTER,
    /** The enter event of its thread; without one, nothing. */
    ENTER_OR_EMPTY,
    /** The default of the parameter's type. */
    DEFAULT,
    /** Nothing. */
    EMPTY,
    /** The texts of an old container event, put together. */
    CONTAINER_JSON
  }

  static ParameterOrigin parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return new ParameterOrigin(
          switch (text) {
            case "default" -> Kind.DEFAULT;
            case "empty" -> Kind.EMPTY;
            case "container-json" -> Kind.CONTAINER_JSON;
            default -> throw new IllegalArgumentException("no origin: " + text);
          },
          0);
    }
    boolean orEmpty = text.endsWith("?");
    int parameter = Integer.parseInt(text.substring(colon + 1, text.length() - (orEmpty ? 1 : 0)));
    if (text.startsWith("old:")) {
      return new ParameterOrigin(Kind.OLD, parameter);
    }
    return new ParameterOrigin(orEmpty ? Kind.ENTER_OR_EMPTY : Kind.ENTER, parameter);
  }
}
