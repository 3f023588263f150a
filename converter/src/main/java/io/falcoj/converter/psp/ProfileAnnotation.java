// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import java.util.List;

/** The annotations by which a policy chooses profiles of seccomp and AppArmor. */
enum ProfileAnnotation {
  SECCOMP_DEFAULT("seccomp.security.alpha.kubernetes.io/defaultProfileName"),
  SECCOMP_ALLOWED("seccomp.security.alpha.kubernetes.io/allowedProfileNames"),
  APPARMOR_DEFAULT("apparmor.security.beta.kubernetes.io/defaultProfileName"),
  APPARMOR_ALLOWED("apparmor.security.beta.kubernetes.io/allowedProfileNames");

  private static final String LOCALHOST = "localhost/";

  private final String key;

  ProfileAnnotation(String key) {
    this.key = key;
  }

  String key() {
    return key;
  }

  /** The profiles that a value names; neither side of a comma is trimmed, as in Kubernetes. */
  List<String> profiles(String value) {
    return switch (this) {
      case SECCOMP_DEFAULT, APPARMOR_DEFAULT -> List.of(value);
      case SECCOMP_ALLOWED, APPARMOR_ALLOWED -> List.of(value.split(",", -1));
    };
  }

  /** Whether Kubernetes knows profiles of that form. */
  boolean accepts(String profile) {
    return switch (this) {
      case SECCOMP_ALLOWED -> profile.equals("*") || isSeccompProfile(profile);
      case SECCOMP_DEFAULT -> isSeccompProfile(profile);
      case APPARMOR_DEFAULT, APPARMOR_ALLOWED -> isApparmorProfile(profile);
    };
  }

  /** The accepted forms, for messages. */
  String expectation() {
    return switch (this) {
      case SECCOMP_ALLOWED ->
          "'*', runtime/default, docker/default, unconfined or localhost/ with a path";
      case SECCOMP_DEFAULT ->
          "runtime/default, docker/default, unconfined or localhost/ with a path";
      case APPARMOR_DEFAULT, APPARMOR_ALLOWED ->
          "runtime/default, unconfined or localhost/ with a name";
    };
  }

  private static boolean isSeccompProfile(String profile) {
    return switch (profile) {
      case "runtime/default", "docker/default", "unconfined" -> true;
      default ->
          profile.startsWith(LOCALHOST)
              && !profile.startsWith("/", LOCALHOST.length())
              && !List.of(profile.split("/")).contains("..");
    };
  }

  private static boolean isApparmorProfile(String profile) {
    return switch (profile) {
      case "", "runtime/default", "unconfined" -> true;
      default -> profile.startsWith(LOCALHOST);
    };
  }
}
