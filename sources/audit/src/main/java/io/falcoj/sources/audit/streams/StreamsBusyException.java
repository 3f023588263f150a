// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.streams;

import java.io.IOException;

/** Too many {@link AuditStreams} want to be evaluated, or want memory for large events. */
public final class StreamsBusyException extends IOException {

  private static final long serialVersionUID = 1L;

  StreamsBusyException(String message) {
    super(message);
  }
}
