// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.pod;

import io.falcoj.converter.pod.TokenVolume;
import io.falcoj.engine.Event;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.Values;
import io.falcoj.engine.text.Utf8;
import io.falcoj.json.JsonDocument;
import io.falcoj.sources.audit.event.AuditEvent;

/**
 * Type of the volume with a service account's token that admission adds: as the stored pod shows,
 * else as the rest of the log does.
 */
final class TokenVolumeType implements FieldExtractor {

  private static final byte[] SECRET = Utf8.bytes("secret");
  private static final byte[] PROJECTED = Utf8.bytes("projected");

  @Override
  public void extract(Event event, Values values) {
    AuditEvent audit = (AuditEvent) event;
    JsonDocument json = audit.json();
    if (TokenVolume.isAdded(json)) {
      boolean secret = TokenVolume.isSecret(json, audit.tokensAreSecrets());
      values.addText(secret ? SECRET : PROJECTED);
    }
  }
}
