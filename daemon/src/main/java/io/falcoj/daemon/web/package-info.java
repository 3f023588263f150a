// SPDX-License-Identifier: Apache-2.0
/**
 * The web server that tells whether falcoj runs, its versions and its metrics. {@link
 * io.falcoj.daemon.web.WebServer} is it. Depends on the HTTP server of the sources.
 */
@NullMarked
package io.falcoj.daemon.web;

import org.jspecify.annotations.NullMarked;

