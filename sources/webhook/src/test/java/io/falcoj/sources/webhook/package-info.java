// SPDX-License-Identifier: Apache-2.0
/** Tests of the audit webhook, with curl, Java's client and bare sockets as peers. */
@NullMarked
package io.falcoj.sources.webhook;

import org.jspecify.annotations.NullMarked;

