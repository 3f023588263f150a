// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library.evaluation;

import java.util.Arrays;
import java.util.Set;

/** A kind of Kubernetes objects some members of which are nobody's business. */
enum ConfidentialKind {
  SECRET("Secret", "secrets", "data", "stringData", "binaryData"),
  CONFIG_MAP("ConfigMap", "configmaps", "data", "stringData", "binaryData"),
  TOKEN_REVIEW("TokenReview", "tokenreviews", "token"),
  /** What is sent to the subresource {@code token}, and answered. */
  TOKEN_REQUEST("TokenRequest", "serviceaccounts", "token"),
  STORAGE_CLASS("StorageClass", "storageclasses", "parameters"),
  VOLUME_ATTRIBUTES_CLASS("VolumeAttributesClass", "volumeattributesclasses", "parameters"),
  VOLUME_SNAPSHOT_CLASS("VolumeSnapshotClass", "volumesnapshotclasses", "parameters");

  private static final String LIST = "List";

  private final String kind;
  private final String resource;
  private final Set<String> members;

  ConfidentialKind(String kind, String resource, String... members) {
    this.kind = kind;
    this.resource = resource;
    this.members = Set.of(members);
  }

  /**
   * The kinds of the objects of a kind, or in a list of that kind, as a set of bits.
   *
   * @param text {@code Secret}, {@code SecretList} or, as in the logs of GKE, {@code
   *     core.k8s.io/v1.Secret}
   */
  static int ofKind(String text) {
    String name = text.substring(text.lastIndexOf('.') + 1);
    return Arrays.stream(values())
        .filter(kind -> name.equals(kind.kind) || name.equals(kind.kind + LIST))
        .mapToInt(ConfidentialKind::bit)
        .sum();
  }

  /** The kinds of the objects of a resource, as a set of bits. */
  static int ofResource(String resource) {
    return Arrays.stream(values())
        .filter(kind -> resource.equals(kind.resource))
        .mapToInt(ConfidentialKind::bit)
        .sum();
  }

  /** Whether a member is confidential in objects of one of these kinds. */
  static boolean isConfidential(int kinds, String member) {
    return kinds != 0
        && Arrays.stream(values())
            .anyMatch(kind -> (kinds & kind.bit()) != 0 && kind.members.contains(member));
  }

  private int bit() {
    return 1 << ordinal();
  }
}
