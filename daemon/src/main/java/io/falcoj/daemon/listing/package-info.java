// SPDX-License-Identifier: Apache-2.0
/**
 * What falcoj tells of itself when asked, as text: fields, plugins, rules, the results of a check,
 * and what a report of a fault needs.
 */
@NullMarked
package io.falcoj.daemon.listing;

import org.jspecify.annotations.NullMarked;
