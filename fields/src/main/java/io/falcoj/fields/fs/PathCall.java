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
 * @param base what its path, or its source, is relative to
 * @param targetBase what its target is relative to
 * @param opens whether it yields a descriptor rather than success
 */
record PathCall(
    String event,
    @Nullable String path,
    @Nullable String source,
    @Nullable String target,
    Base base,
    Base targetBase,
    boolean opens) {

  /** What a relative path is relative to. */
  enum Base {
    /** The working directory of the process. */
    WORKING_DIRECTORY,
    /** The directory that the event is about. */
    DIRECTORY_OF_EVENT,
    /** The directory whose descriptor the call was given with the path. */
    DIRECTORY_OF_PARAMETER,
    /** The path is that of the file that was opened. */
    OPENED_FILE,
    /** Nobody knows. */
    UNKNOWN
  }

  /** A call on one path. */
  static PathCall on(String event, String path) {
    return on(event, path, Base.WORKING_DIRECTORY);
  }

  /** A call on one path that is relative to {@code base}. */
  static PathCall on(String event, String path, Base base) {
    return new PathCall(event, path, null, null, base, base, false);
  }

  /** A call on the file of a descriptor. */
  static PathCall onDescriptor(String event) {
    return new PathCall(
        event, null, null, null, Base.WORKING_DIRECTORY, Base.WORKING_DIRECTORY, false);
  }

  /** A call that opens a path. */
  static PathCall opening(String event, Base base) {
    return new PathCall(event, "name", null, null, base, base, true);
  }

  /** A call from one path to another. */
  static PathCall between(String event, String source, String target) {
    return between(event, source, target, Base.WORKING_DIRECTORY, Base.WORKING_DIRECTORY);
  }

  /** A call from one path to another, each with its base. */
  static PathCall between(
      String event, String source, String target, Base sourceBase, Base targetBase) {
    return new PathCall(event, null, source, target, sourceBase, targetBase, false);
  }
}
