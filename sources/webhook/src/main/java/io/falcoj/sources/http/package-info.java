// SPDX-License-Identifier: Apache-2.0
/**
 * The HTTP server that the audit webhook and falcoj's own web server are made of: where it listens,
 * its certificates, which are read again when they change, and its limits.
 *
 * <p>{@link io.falcoj.sources.http.HttpServer} starts one. Depends on Jetty and on the engine's
 * reader of PEM files.
 */
@NullMarked
package io.falcoj.sources.http;

import org.jspecify.annotations.NullMarked;
