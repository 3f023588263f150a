// SPDX-License-Identifier: Apache-2.0
/**
 * What the files of a load define together: {@link io.falcoj.engine.rules.collect.RulesCollector}
 * defines, appends and replaces by name, across files, and checks what items ask for.
 */
@NullMarked
package io.falcoj.engine.rules.collect;

import org.jspecify.annotations.NullMarked;
