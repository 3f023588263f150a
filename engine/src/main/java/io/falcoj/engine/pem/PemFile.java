// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.pem;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The certificates and the key in a PEM file (RFC 7468). Text between the blocks, and blocks of
 * other kinds, are passed over.
 *
 * @param name of the file, for messages
 */
public record PemFile(String name, String text) {

  private static final int MAX_SIZE = 4 << 20;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String PKCS8 = "PRIVATE KEY";
  private static final String PKCS1 = "RSA PRIVATE KEY";
  private static final String SEC1 = "EC PRIVATE KEY";
  private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read; the message names it
   */
  public static PemFile read(Path path) throws IOException {
    try {
      if (Files.size(path) > MAX_SIZE) {
        throw new IOException(path + ": is too large for a PEM file");
      }
      return new PemFile(
          path.toString(), new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException e) {
      throw new IOException(path + ": no such file", e);
    } catch (AccessDeniedException e) {
      throw new IOException(path + ": permission denied", e);
    }
  }

  /**
   * All certificates, in their order.
   *
   * @throws IOException if there is none, or one is not valid
   */
  public List<X509Certificate> certificates() throws IOException {
    List<X509Certificate> found = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      if (block.group(1).equals(CERTIFICATE)) {
        found.add(certificate(bytes(block)));
      }
    }
    if (found.isEmpty()) {
      throw new IOException(name + ": holds no certificate in PEM");
    }
    return found;
  }

  private X509Certificate certificate(byte[] encoded) throws IOException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(encoded));
    } catch (CertificateException e) {
      throw new IOException(name + ": holds a certificate that is not valid", e);
    }
  }

  /**
   * The first private key.
   *
   * @param owner the public key that it must be of
   * @throws IOException if there is none, or it is encrypted, not valid or of another public key
   */
  public PrivateKey privateKey(PublicKey owner) throws IOException {
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      switch (block.group(1)) {
        case PKCS8:
          return privateKey(bytes(block), owner);
        case PKCS1:
          return privateKey(Pkcs8.ofRsa(bytes(block)), owner);
        case SEC1:
          return privateKey(Pkcs8.ofEc(bytes(block), owner), owner);
        case ENCRYPTED:
          throw new IOException(
              name + ": the private key is encrypted; openssl pkey -in … -out … decrypts it");
        default:
      }
    }
    throw new IOException(name + ": holds no private key in PEM");
  }

  private PrivateKey privateKey(byte[] pkcs8, PublicKey owner) throws IOException {
    try {
      PrivateKey key =
          KeyFactory.getInstance(owner.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      if (KeyPairs.match(key, owner)) {
        return key;
      }
    } catch (GeneralSecurityException e) {
      throw new IOException(
          name + ": the private key is not valid, or not one of the certificate", e);
    }
    throw new IOException(name + ": the private key is not that of the certificate");
  }

  private byte[] bytes(Matcher block) throws IOException {
    try {
      return Base64.getMimeDecoder().decode(block.group(2));
    } catch (IllegalArgumentException e) {
      throw new IOException(name + ": a " + block.group(1) + " is not valid Base64", e);
    }
  }
}
