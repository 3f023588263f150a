// SPDX-License-Identifier: Apache-2.0
/** falcoj's log: to a person, as Falco's looks, and to the log of the system. */
@NullMarked
package io.falcoj.daemon.log;

import org.jspecify.annotations.NullMarked;
