// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

/**
 * The types of the blocks of a capture, every version that was ever written. Captures older than
 * the library's first release used unofficial numbers; both are known.
 */
final class BlockType {

  static final int SECTION_HEADER = 0x0A0D0D0A;
  static final int MACHINE_INFO = 0x201;
  static final int MACHINE_INFO_UNOFFICIAL = 0x8002ABCD;
  static final int PROCESSES_V1 = 0x202;
  static final int PROCESSES_V1_UNOFFICIAL = 0x8000ABCD;
  static final int PROCESSES_V2 = 0x207;
  static final int PROCESSES_V2_UNOFFICIAL = 0x8013ABCD;
  static final int PROCESSES_V3 = 0x209;
  static final int PROCESSES_V3_UNOFFICIAL = 0x8014ABCD;
  static final int PROCESSES_V4 = 0x210;
  static final int PROCESSES_V9 = 0x215;
  static final int DESCRIPTORS = 0x203;
  static final int DESCRIPTORS_UNOFFICIAL = 0x8001ABCD;
  static final int DESCRIPTORS_V2 = 0x218;
  static final int INTERFACES = 0x205;
  static final int INTERFACES_UNOFFICIAL = 0x8011ABCD;
  static final int INTERFACES_V2 = 0x219;
  static final int USERS = 0x206;
  static final int USERS_UNOFFICIAL = 0x8012ABCD;
  static final int USERS_V2 = 0x220;
  static final int EVENT = 0x204;
  static final int EVENT_UNOFFICIAL = 0x8010ABCD;
  static final int EVENT_V2 = 0x216;
  static final int EVENT_V2_LARGE = 0x221;
  static final int EVENT_WITH_FLAGS = 0x208;
  static final int EVENT_WITH_FLAGS_V2 = 0x217;
  static final int EVENT_WITH_FLAGS_V2_LARGE = 0x222;

  private BlockType() {}

  /** Version of a block of processes, 1 to 9; 0 for any other type. */
  static int processesVersion(int type) {
    return switch (type) {
      case PROCESSES_V1, PROCESSES_V1_UNOFFICIAL -> 1;
      case PROCESSES_V2, PROCESSES_V2_UNOFFICIAL -> 2;
      case PROCESSES_V3, PROCESSES_V3_UNOFFICIAL -> 3;
      default -> type >= PROCESSES_V4 && type <= PROCESSES_V9 ? type - PROCESSES_V4 + 4 : 0;
    };
  }

  static boolean isEvent(int type) {
    return switch (type) {
      case EVENT,
          EVENT_UNOFFICIAL,
          EVENT_V2,
          EVENT_V2_LARGE,
          EVENT_WITH_FLAGS,
          EVENT_WITH_FLAGS_V2,
          EVENT_WITH_FLAGS_V2_LARGE ->
          true;
      default -> false;
    };
  }

  /** Whether 32 bits of flags stand before the event. */
  static boolean hasFlags(int type) {
    return type == EVENT_WITH_FLAGS
        || type == EVENT_WITH_FLAGS_V2
        || type == EVENT_WITH_FLAGS_V2_LARGE;
  }

  /** Whether the header of the event lacks the number of parameters. */
  static boolean lacksParameterCount(int type) {
    return type == EVENT || type == EVENT_UNOFFICIAL || type == EVENT_WITH_FLAGS;
  }
}
