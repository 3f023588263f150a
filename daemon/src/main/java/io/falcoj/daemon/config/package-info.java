// SPDX-License-Identifier: Apache-2.0
/**
 * The configuration: Falco's keys, typed. {@link io.falcoj.daemon.config.ConfigLoader} reads it,
 * {@link io.falcoj.daemon.config.FalcoConfig} holds the values, {@link
 * io.falcoj.daemon.config.ConfigKeys} lists the keys, from which schema, messages and documentation
 * derive. Depends on the YAML reader and on what the values are about: rules and priorities.
 */
@NullMarked
package io.falcoj.daemon.config;

import org.jspecify.annotations.NullMarked;

