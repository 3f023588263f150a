// SPDX-License-Identifier: Apache-2.0
/**
 * From YAML to definitions. Every key that an item may have is a constant of {@link
 * io.falcoj.engine.rules.definition.RuleKey}; the JSON schema of rules files is made from them.
 */
@NullMarked
package io.falcoj.engine.rules.read;

import org.jspecify.annotations.NullMarked;
