// SPDX-License-Identifier: Apache-2.0
/**
 * The fields that conditions and outputs may name, a package for each family. {@link
 * io.falcoj.fields.StandardFields} is the list of all of them. Depends on the engine's contracts
 * and on the events of the sources.
 */
@NullMarked
package io.falcoj.fields;

import org.jspecify.annotations.NullMarked;
