// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.pem;

import java.io.ByteArrayOutputStream;
import java.security.PublicKey;
import java.util.Arrays;

/**
 * Puts older forms of private keys into PKCS#8 (RFC 5208), the one that Java reads.
 *
 * <pre>
 * SEQUENCE { INTEGER 0, SEQUENCE { algorithm, parameters }, OCTET STRING { the older form } }
 * </pre>
 */
final class Pkcs8 {

  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;
  private static final byte[] VERSION = {0x02, 0x01, 0x00};

  /** 1.2.840.113549.1.1.1, which has no parameters. */
  private static final byte[] RSA = {
    0x30,
    0x0d,
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00
  };

  private Pkcs8() {}

  /** Of an RSA key in PKCS#1. */
  static byte[] ofRsa(byte[] pkcs1) {
    return wrap(RSA, pkcs1);
  }

  /**
   * Of an elliptic key in SEC1.
   *
   * @param owner its public key, whose encoding names the same algorithm and curve
   */
  static byte[] ofEc(byte[] sec1, PublicKey owner) {
    return wrap(firstElement(owner.getEncoded()), sec1);
  }

  private static byte[] wrap(byte[] algorithm, byte[] key) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(VERSION);
    content.writeBytes(algorithm);
    content.writeBytes(element(OCTET_STRING, key));
    return element(SEQUENCE, content.toByteArray());
  }

  private static byte[] element(int tag, byte[] content) {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    encoded.write(tag);
    if (content.length < 0x80) {
      encoded.write(content.length);
    } else {
      int lengthBytes = (Integer.SIZE - Integer.numberOfLeadingZeros(content.length) + 7) / 8;
      encoded.write(0x80 | lengthBytes);
      for (int i = lengthBytes - 1; i >= 0; i--) {
        encoded.write(content.length >> (8 * i));
      }
    }
    encoded.writeBytes(content);
    return encoded.toByteArray();
  }

  /** The first element, with tag and length, inside of an encoded one of Java's own. */
  private static byte[] firstElement(byte[] encoded) {
    int start = 1 + lengthBytes(encoded, 1);
    int length = length(encoded, start + 1);
    return Arrays.copyOfRange(encoded, start, start + 1 + lengthBytes(encoded, start + 1) + length);
  }

  /** How many bytes the length at {@code at} takes. */
  private static int lengthBytes(byte[] encoded, int at) {
    int first = encoded[at] & 0xFF;
    return first < 0x80 ? 1 : 1 + (first & 0x7F);
  }

  private static int length(byte[] encoded, int at) {
    int first = encoded[at] & 0xFF;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = 1; i <= (first & 0x7F); i++) {
      length = length << 8 | encoded[at + i] & 0xFF;
    }
    return length;
  }
}
