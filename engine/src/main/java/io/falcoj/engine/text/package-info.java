// SPDX-License-Identifier: Apache-2.0
/**
 * Text as events hold it: bytes that ought to be UTF-8 and may be anything. {@link
 * io.falcoj.engine.text.Utf8} tells well-formed sequences from others; the rest builds on it.
 */
@NullMarked
package io.falcoj.engine.text;

import org.jspecify.annotations.NullMarked;
