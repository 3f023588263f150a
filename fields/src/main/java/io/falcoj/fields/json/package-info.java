// SPDX-License-Identifier: Apache-2.0
/** Fields {@code json.*} and {@code jevt.*}: any part of a JSON event. */
@NullMarked
package io.falcoj.fields.json;

import org.jspecify.annotations.NullMarked;
