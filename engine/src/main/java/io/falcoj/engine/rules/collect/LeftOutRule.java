// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.collect;

/**
 * A rule that is defined, but that nothing evaluates. A warning said so when its file was loaded.
 *
 * @param file the name of the file that defines it
 * @param reason a part of a sentence: {@code its source okta is unknown}
 */
public record LeftOutRule(String name, String file, String reason) {}
