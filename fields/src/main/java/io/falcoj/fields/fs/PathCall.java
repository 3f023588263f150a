// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.fs;

import org.jspecify.annotations.Nullable;

/**
 * A system call that works on paths: on one, or from a source to a target.
 *
 * @param event identifier of its exit event
 * @param path parameter that holds its path; null if it has two or works on a descriptor
 * @param source parameter that holds the path it works from; null if it has one
 * @param target parameter that holds the path it works to; null if it has one
 * @param opens whether it yields a descriptor rather than success
 * @param linksByName whether its target is the text of a symbolic link, its source
 */
record PathCall(
    String event,
    @Nullable String path,
    @Nullable String source,
    @Nullable String target,
    boolean opens,
    boolean linksByName) {

  /** A call on one path. */
  static PathCall on(String event, String path) {
    return new PathCall(event, path, null, null, false, false);
  }

  /** A call on the file of a descriptor. */
  static PathCall onDescriptor(String event) {
    return new PathCall(event, null, null, null, false, false);
  }

  /** A call that opens a path. */
  static PathCall opening(String event) {
    return new PathCall(event, "name", null, null, true, false);
  }

  /** A call from one path to another. */
  static PathCall between(String event, String source, String target) {
    return new PathCall(event, null, source, target, false, false);
  }

  /** A call that makes a symbolic link. */
  static PathCall linkingByName(String event) {
    return new PathCall(event, null, "linkpath", "target", false, true);
  }
}
