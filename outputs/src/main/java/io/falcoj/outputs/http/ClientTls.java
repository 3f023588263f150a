// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs.http;

import io.falcoj.engine.pem.PemFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whom an https client trusts, and who it is. All files are PEM.
 *
 * @param insecure whether every server is trusted
 * @param authorities a file of certificates, or a folder of such files, one of which must have
 *     signed the server's; null for those that Java trusts
 * @param certificate the client's own, behind it those that lead to its authority; null for none
 * @param key the private key of the certificate, in PKCS#8, PKCS#1 or SEC1; null for none
 */
public record ClientTls(
    boolean insecure, @Nullable Path authorities, @Nullable Path certificate, @Nullable Path key) {

  /** Trusts whom Java trusts, and has no certificate. */
  public static final ClientTls STANDARD = new ClientTls(false, null, null, null);

  private static final char[] NO_PASSWORD = {};

  /**
   * Reads the files.
   *
   * @throws IOException if that fails; the message names the file
   */
  SSLContext context() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(), trust(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("https cannot be done: " + e.getMessage(), e);
    }
  }

  private TrustManager @Nullable [] trust() throws IOException, GeneralSecurityException {
    if (insecure) {
      return new TrustManager[] {new TrustAll()};
    }
    if (authorities == null) {
      return null;
    }
    KeyStore store = emptyStore();
    int number = 0;
    for (X509Certificate authority : certificates(authorities)) {
      store.setCertificateEntry(Integer.toString(number++), authority);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static Set<X509Certificate> certificates(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return new LinkedHashSet<>(PemFile.read(place).certificates());
    }
    Set<X509Certificate> found = new LinkedHashSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(place, Files::isRegularFile)) {
      for (Path file : files) {
        addTo(found, file);
      }
    }
    if (found.isEmpty()) {
      throw new IOException(place + ": holds no certificate in PEM");
    }
    return found;
  }

  /** Such folders hold other files too. */
  private static void addTo(Set<X509Certificate> found, Path file) {
    try {
      found.addAll(PemFile.read(file).certificates());
    } catch (IOException e) {
      // Not a file of certificates.
    }
  }

  private KeyManager @Nullable [] keys() throws IOException, GeneralSecurityException {
    if (certificate == null || key == null) {
      return null;
    }
    List<X509Certificate> chain = PemFile.read(certificate).certificates();
    KeyStore store = emptyStore();
    store.setKeyEntry(
        "client",
        PemFile.read(key).privateKey(chain.get(0).getPublicKey()),
        NO_PASSWORD,
        chain.toArray(X509Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
