// SPDX-License-Identifier: Apache-2.0
package io.falcoj.benchmarks.auditlog;

import java.util.Locale;

/** What a template may leave open. Within one event each has one value, wherever it stands. */
enum Placeholder {
  /** When the request was received, to the microsecond. */
  TIME,
  /** When the stage was reached: a little later. */
  STAGE_TIME,
  /** The time to the second, as object metadata has it. */
  SECOND,
  /** Minutes since the epoch: the number in the name of a job that a cron job made. */
  MINUTE,
  AUDIT_ID,
  UID,
  UID2,
  UID3,
  UID4,
  /** Identifier of the user, fixed for the user. */
  USER_UID,
  /** 64 hexadecimal digits. */
  DIGEST,
  RESOURCE_VERSION,
  NAMESPACE,
  NODE,
  NODE_IP,
  POD_IP,
  /** An address of the internet, of the ranges kept for documentation. */
  PUBLIC_IP,
  /** Name of a workload. */
  APP,
  /** Minor version of the workload. */
  MINOR,
  IMAGE,
  /** Hash of a pod template. */
  HASH,
  /** Five random characters behind a generated name. */
  SUFFIX,
  /** Name of a pod that a deployment made. */
  POD,
  /** Name of a person. */
  HUMAN;

  /**
   * The placeholder with a name in camel case, as templates write it.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Placeholder named(String camelCase) {
    String constant = camelCase.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    return valueOf(constant);
  }
}
