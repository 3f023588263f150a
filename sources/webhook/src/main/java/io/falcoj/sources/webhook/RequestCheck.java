// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.webhook;

import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/** Says by the head of a request whether its body is to be read. */
final class RequestCheck {

  private static final Set<String> MEDIA_TYPES =
      Set.of(
          "application/json",
          "application/jsonl",
          "application/json-seq",
          "application/ndjson",
          "application/x-ndjson",
          "text/json");
  private static final Set<String> ENCODINGS = Set.of("gzip", "x-gzip", "identity");

  private final String path;

  /**
   * @param path one that ends with a slash stands for all paths below it too
   */
  RequestCheck(String path) {
    this.path = path;
  }

  /**
   * The status to answer with.
   *
   * @param response gets the headers that go with an error
   * @return 200 if the body is to be read
   */
  int status(Request request, Response response) {
    if (!isPath(Request.getPathInContext(request))) {
      return HttpStatus.NOT_FOUND_404;
    }
    if (!HttpMethod.POST.is(request.getMethod())) {
      response.getHeaders().put(HttpHeader.ALLOW, HttpMethod.POST.asString());
      return HttpStatus.METHOD_NOT_ALLOWED_405;
    }
    if (!isMediaType(request.getHeaders().get(HttpHeader.CONTENT_TYPE))) {
      return HttpStatus.UNSUPPORTED_MEDIA_TYPE_415;
    }
    if (!isEncoding(request.getHeaders().getField(HttpHeader.CONTENT_ENCODING))) {
      response.getHeaders().put(HttpHeader.ACCEPT_ENCODING, "gzip");
      return HttpStatus.UNSUPPORTED_MEDIA_TYPE_415;
    }
    return HttpStatus.OK_200;
  }

  private boolean isPath(String found) {
    return path.endsWith("/") ? found.startsWith(path) : found.equals(path);
  }

  private static boolean isMediaType(@Nullable String value) {
    if (value == null) {
      return false;
    }
    int parameters = value.indexOf(';');
    String type = (parameters < 0 ? value : value.substring(0, parameters)).trim();
    return MEDIA_TYPES.contains(type.toLowerCase(Locale.ROOT));
  }

  private static boolean isEncoding(@Nullable HttpField field) {
    return field == null || ENCODINGS.contains(field.getValue().trim().toLowerCase(Locale.ROOT));
  }
}
