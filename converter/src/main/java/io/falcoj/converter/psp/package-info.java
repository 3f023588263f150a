// SPDX-License-Identifier: Apache-2.0
/**
 * PodSecurityPolicies as Falco rules. {@link io.falcoj.converter.psp.PspConverter} reads policy
 * files and writes a rules file; from then on nothing is special about a policy. Knows rules as
 * text only: YAML, conditions and names of fields.
 */
@NullMarked
package io.falcoj.converter.psp;

import org.jspecify.annotations.NullMarked;
