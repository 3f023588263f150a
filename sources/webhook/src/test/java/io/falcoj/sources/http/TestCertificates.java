// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.http;

import io.falcoj.engine.pem.PemFile;
import io.falcoj.testdata.CertificateFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Authorities and certificates that openssl makes in a folder; a test is skipped without it. */
public final class TestCertificates extends CertificateFolder {

  public TestCertificates(Path folder) {
    super(folder);
    Assumptions.assumeTrue(canMake(), "needs openssl: apt-get install openssl");
  }

  /** What a Java client trusts, and has. */
  public SSLContext client(String authority, @Nullable String certificate)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("authority", pem(authority + ".pem").certificates().get(0));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    if (certificate != null) {
      List<X509Certificate> chain = pem(certificate + ".pem").certificates();
      own.setKeyEntry(
          "client",
          pem(certificate + ".key").privateKey(chain.get(0).getPublicKey()),
          new char[0],
          chain.toArray(X509Certificate[]::new));
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private PemFile pem(String name) throws IOException {
    return new PemFile(name, Files.readString(file(name), StandardCharsets.US_ASCII));
  }
}
