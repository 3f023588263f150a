// SPDX-License-Identifier: Apache-2.0
/**
 * What a pod is, wherever it stands in a JSON document, and which events create one. Whoever reads
 * pods does it through this package, fields and policies alike. Allocates nothing.
 */
@NullMarked
package io.falcoj.converter.pod;

import org.jspecify.annotations.NullMarked;
