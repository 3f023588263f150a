// SPDX-License-Identifier: Apache-2.0
/** Alerts for a URL: {@link io.falcoj.outputs.http.HttpOutput}. */
@NullMarked
package io.falcoj.outputs.http;

import org.jspecify.annotations.NullMarked;
