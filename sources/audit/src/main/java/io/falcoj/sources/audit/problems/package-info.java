// SPDX-License-Identifier: Apache-2.0
/**
 * What is told of a text that was read: records that could not be, and events that were read all
 * the same but are not as Kubernetes writes them.
 */
@NullMarked
package io.falcoj.sources.audit.problems;

import org.jspecify.annotations.NullMarked;
