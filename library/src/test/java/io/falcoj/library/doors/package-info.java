// SPDX-License-Identifier: Apache-2.0
/** A source of events as a program may bring it: one package, and one line where it is named. */
@NullMarked
package io.falcoj.library.doors;

import org.jspecify.annotations.NullMarked;
