// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong in one line of plain text, with nothing of the request in it. Counts what no
 * handler has seen.
 */
final class PlainErrors extends ErrorHandler {

  /** Attribute of requests that a handler was asked about. */
  static final String HANDLED = "io.falcoj.handled";

  private static final String PLAIN = "text/plain;charset=utf-8";

  private final Refusals refusals;

  PlainErrors(Refusals refusals) {
    this.refusals = refusals;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    if (request.getAttribute(HANDLED) == null) {
      refusals.add(
          Refusals.Kind.BAD_REQUEST,
          Request.getRemoteAddr(request),
          code + " " + (message == null ? HttpStatus.getMessage(code) : message));
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, PLAIN);
    response.write(true, line(code), callback);
  }

  private static ByteBuffer line(int status) {
    return ByteBuffer.wrap(
        (status + " " + HttpStatus.getMessage(status) + "\n").getBytes(StandardCharsets.US_ASCII));
  }
}
