// SPDX-License-Identifier: Apache-2.0
/** Tests of the HTTP server, and certificates for tests. */
@NullMarked
package io.falcoj.sources.http;

import org.jspecify.annotations.NullMarked;
