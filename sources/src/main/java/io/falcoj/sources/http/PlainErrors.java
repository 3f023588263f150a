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

/** Says what is wrong in one line of plain text, with nothing of the request in it. */
final class PlainErrors extends ErrorHandler {

  private static final String PLAIN = "text/plain;charset=utf-8";

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, PLAIN);
    response.write(true, line(code), callback);
  }

  private static ByteBuffer line(int status) {
    return ByteBuffer.wrap(
        (status + " " + HttpStatus.getMessage(status) + "\n").getBytes(StandardCharsets.US_ASCII));
  }
}
