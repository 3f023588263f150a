// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.http;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The PEM files that TLS is done with. They are read again when they change.
 *
 * @param certificate the server's certificate, behind it those that lead to its authority
 * @param key the private key of the certificate, in PKCS#8, PKCS#1 or SEC1; may be the same file
 * @param clientAuthorities certificates of the authorities one of which must have signed the
 *     certificate that every client must have; null if clients need none
 */
public record TlsFiles(Path certificate, Path key, @Nullable Path clientAuthorities) {

  /** One file with both certificate and key, as Falco has it. */
  public static TlsFiles of(Path certificateAndKey) {
    return new TlsFiles(certificateAndKey, certificateAndKey, null);
  }

  /** The same with another file for the key. */
  public TlsFiles withKey(Path file) {
    return new TlsFiles(certificate, file, clientAuthorities);
  }

  /** The same, and clients must have a certificate that one of these authorities has signed. */
  public TlsFiles withClientAuthorities(Path file) {
    return new TlsFiles(certificate, key, file);
  }

  /** All of them. */
  public List<Path> all() {
    return Stream.of(certificate, key, clientAuthorities).flatMap(Stream::ofNullable).toList();
  }
}
