// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.http;

import io.falcoj.engine.pem.PemFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS by PEM files that may be replaced while it is in use. New connections get the new
 * certificate; files that do not fit together, as between two writes of a renewal, change nothing.
 */
final class ReloadingTls {

  private static final Logger LOGGER = LoggerFactory.getLogger(ReloadingTls.class);
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
  private static final String ALIAS = "falcoj";

  /** The stores are never written anywhere. */
  private static final String NO_PASSWORD = "";

  private TlsFiles files;
  private final SslContextFactory.Server factory = new SslContextFactory.Server();
  private Texts current;
  private @Nullable Texts refused;
  private String unreadable = "";

  /**
   * Reads the files.
   *
   * @throws IOException if one cannot be read, or they do not fit together; the message says which
   */
  ReloadingTls(TlsFiles files) throws IOException {
    this.files = files;
    current = Texts.read(files);
    use(factory, current);
    factory.setIncludeProtocols(PROTOCOLS);
    factory.setNeedClientAuth(files.clientAuthorities() != null);
    factory.setEndpointIdentificationAlgorithm(null);
  }

  /**
   * Reads files without using them.
   *
   * @throws IOException if one cannot be read, or they do not fit together; the message says which
   */
  static void check(TlsFiles files) throws IOException {
    stores(Texts.read(files));
  }

  SslContextFactory.Server factory() {
    return factory;
  }

  /** Takes the files anew if they have changed. */
  synchronized void reloadIfChanged() {
    try {
      Texts found = Texts.read(files);
      unreadable = "";
      if (found.equals(current) || found.equals(refused)) {
        return;
      }
      refused = found;
      take(found);
      LOGGER.info("TLS: now using the changed {}", files.certificate());
    } catch (Exception e) {
      String problem = String.valueOf(e.getMessage());
      if (!problem.equals(unreadable)) {
        unreadable = problem;
        LOGGER.error("TLS: still using the certificate from before: {}", problem);
      }
    }
  }

  /**
   * Takes other files, if something else stands in them.
   *
   * @throws IOException if one cannot be read, or they do not fit together: then all is as before
   */
  synchronized void use(TlsFiles newFiles) throws IOException {
    Texts found = Texts.read(newFiles);
    if (!found.equals(current)) {
      take(found);
    }
    files = newFiles;
    unreadable = "";
  }

  /** Fails before anything is changed if the files do not fit together. */
  private void take(Texts found) throws IOException {
    stores(found);
    try {
      factory.reload(changed -> useUnchecked(changed, found));
    } catch (Exception e) {
      throw new IOException(files.certificate() + ": cannot be used: " + e.getMessage(), e);
    }
    current = found;
    refused = null;
  }

  private static void useUnchecked(SslContextFactory factory, Texts texts) {
    try {
      use(factory, texts);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void use(SslContextFactory factory, Texts texts) throws IOException {
    Stores stores = stores(texts);
    factory.setKeyStore(stores.keys());
    factory.setKeyStorePassword(NO_PASSWORD);
    factory.setTrustStore(stores.authorities());
  }

  private static Stores stores(Texts texts) throws IOException {
    List<X509Certificate> chain = texts.certificate().certificates();
    PrivateKey key = texts.key().privateKey(chain.get(0).getPublicKey());
    try {
      KeyStore keys = emptyStore();
      keys.setKeyEntry(
          ALIAS, key, NO_PASSWORD.toCharArray(), chain.toArray(X509Certificate[]::new));
      PemFile trusted = texts.authorities();
      if (trusted == null) {
        return new Stores(keys, null);
      }
      KeyStore authorities = emptyStore();
      List<X509Certificate> certificates = trusted.certificates();
      for (int i = 0; i < certificates.size(); i++) {
        authorities.setCertificateEntry(ALIAS + i, certificates.get(i));
      }
      return new Stores(keys, authorities);
    } catch (GeneralSecurityException e) {
      throw new IOException(texts.certificate().name() + ": cannot be used: " + e.getMessage(), e);
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private record Stores(KeyStore keys, @Nullable KeyStore authorities) {}

  /** What stands in the files. */
  private record Texts(PemFile certificate, PemFile key, @Nullable PemFile authorities) {

    static Texts read(TlsFiles files) throws IOException {
      Path authorities = files.clientAuthorities();
      return new Texts(
          PemFile.read(files.certificate()),
          PemFile.read(files.key()),
          authorities == null ? null : PemFile.read(authorities));
    }
  }
}
