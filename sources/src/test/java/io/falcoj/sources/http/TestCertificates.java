// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.http;

import io.falcoj.engine.pem.PemFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Authorities and certificates that openssl makes in a folder; a test is skipped without it. */
public final class TestCertificates {

  private final Path folder;

  public TestCertificates(Path folder) {
    this.folder = folder;
    Assumptions.assumeTrue(
        ToolRun.isInstalled("openssl"), "needs openssl: apt-get install openssl");
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  /** An authority: {@code name.pem} and {@code name.key}. */
  public Path authority(String name) throws IOException, InterruptedException {
    openssl(
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=" + name,
        "-keyout",
        name + ".key",
        "-out",
        name + ".pem");
    return file(name + ".pem");
  }

  /**
   * A certificate for 127.0.0.1 that an authority signed: {@code name.pem}, and {@code name.key} in
   * PKCS#8.
   *
   * @param algorithm {@code rsa:2048}, {@code ec}, {@code ed25519}
   */
  public Path certificate(String name, String authority, String algorithm)
      throws IOException, InterruptedException {
    Files.writeString(file(name + ".ext"), "subjectAltName=IP:127.0.0.1,DNS:localhost\n");
    List<String> request =
        new ArrayList<>(List.of("req", "-new", "-nodes", "-subj", "/CN=" + name));
    request.addAll(List.of("-keyout", name + ".key", "-out", name + ".csr", "-newkey", algorithm));
    if (algorithm.equals("ec")) {
      request.addAll(List.of("-pkeyopt", "ec_paramgen_curve:prime256v1"));
    }
    openssl(request.toArray(String[]::new));
    openssl(
        "x509",
        "-req",
        "-in",
        name + ".csr",
        "-CA",
        authority + ".pem",
        "-CAkey",
        authority + ".key",
        "-CAcreateserial",
        "-days",
        "2",
        "-extfile",
        name + ".ext",
        "-out",
        name + ".pem");
    return file(name + ".pem");
  }

  /** Both in one file, as Falco has it: {@code name-both.pem}. */
  public Path both(String name) throws IOException {
    return Files.writeString(
        file(name + "-both.pem"),
        Files.readString(file(name + ".key")) + Files.readString(file(name + ".pem")));
  }

  /** Runs openssl in the folder. */
  public void openssl(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    ToolRun run = ToolRun.of(folder, command);
    if (run.exitCode() != 0) {
      throw new IOException(String.join(" ", command) + ": " + run.output());
    }
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
