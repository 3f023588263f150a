// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.pem;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Tells whether two keys are a pair. */
final class KeyPairs {

  private static final byte[] SAMPLE = "sample".getBytes(StandardCharsets.US_ASCII);

  private KeyPairs() {}

  /** Whether what one key signs the other one verifies. */
  static boolean match(PrivateKey privateKey, PublicKey publicKey) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(algorithm(publicKey));
    signature.initSign(privateKey);
    signature.update(SAMPLE);
    byte[] signed = signature.sign();
    signature.initVerify(publicKey);
    signature.update(SAMPLE);
    return signature.verify(signed);
  }

  private static String algorithm(PublicKey key) {
    switch (key.getAlgorithm()) {
      case "RSA":
        return "SHA256withRSA";
      case "EC":
        return "SHA256withECDSA";
      default:
        return key.getAlgorithm();
    }
  }
}
