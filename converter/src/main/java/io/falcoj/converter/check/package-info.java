// SPDX-License-Identifier: Apache-2.0
/**
 * Checks that policies make of pods, one class for each form. A check is written once: it says its
 * condition in the language of rules, and judges a pod itself; a test holds the two together.
 */
@NullMarked
package io.falcoj.converter.check;

import org.jspecify.annotations.NullMarked;
