// SPDX-License-Identifier: Apache-2.0
/** Tests of the Kubernetes audit events and of how recorded logs are read. */
@NullMarked
package io.falcoj.sources.audit.replay;

import org.jspecify.annotations.NullMarked;
