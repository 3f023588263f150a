// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.webhook;

import java.io.IOException;

/** There is no room now for what a request came to; its sender keeps it and sends it again. */
public final class WebhookOverloadException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Says what there is no room in. */
  public WebhookOverloadException(String message) {
    super(message);
  }

  /** Says what there is no room in, and what said so. */
  public WebhookOverloadException(String message, Throwable cause) {
    super(message, cause);
  }
}
