// SPDX-License-Identifier: Apache-2.0
/**
 * Fields {@code evt.*}: time, number and source of any event; type, arguments and result of a
 * system call.
 */
@NullMarked
package io.falcoj.fields.evt;

import org.jspecify.annotations.NullMarked;
