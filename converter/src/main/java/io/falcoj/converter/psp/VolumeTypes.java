// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import java.util.List;

/** The types of volumes as a policy names them (policy/v1beta1 of Kubernetes v1.24). */
final class VolumeTypes {

  /** Stands for all types. */
  static final String ALL = "*";

  /** Every type, sorted. */
  static final List<String> NAMES =
      List.of(
          "awsElasticBlockStore",
          "azureDisk",
          "azureFile",
          "cephFS",
          "cinder",
          "configMap",
          "csi",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "fc",
          "flexVolume",
          "flocker",
          "gcePersistentDisk",
          "gitRepo",
          "glusterfs",
          "hostPath",
          "iscsi",
          "nfs",
          "persistentVolumeClaim",
          "photonPersistentDisk",
          "portworxVolume",
          "projected",
          "quobyte",
          "rbd",
          "scaleIO",
          "secret",
          "storageos",
          "vsphereVolume");

  private VolumeTypes() {}

  /** The key of a pod's volume that has this type; differs for one type only. */
  static String podKey(String name) {
    return name.equals("cephFS") ? "cephfs" : name;
  }
}
