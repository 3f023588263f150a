// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The smallest program of 32 bits that makes the system calls that a test looks for. */
final class CompatProgram {

  /** What the program exits with. */
  static final int EXIT_CODE = 7;

  private static final int BASE = 0x08048000;
  private static final int ELF_HEADER_LENGTH = 52;
  private static final int PROGRAM_HEADER_LENGTH = 32;
  private static final int CODE_OFFSET = ELF_HEADER_LENGTH + PROGRAM_HEADER_LENGTH;
  private static final int OPEN = 5;
  private static final int SOCKETCALL = 102;
  private static final int EXIT = 1;

  private CompatProgram() {}

  /**
   * A program that opens a file, makes a Unix socket by {@code socketcall}, and exits with {@link #EXIT_CODE}.
   *
   * @param flags to open the file with
   */
  static byte[] opening(String path, int flags) {
    byte[] name = (path + '\0').getBytes(StandardCharsets.US_ASCII);
    // Three times five plus two bytes for each system call with its arguments.
    int codeLength = 3 * 17;
    int arguments = BASE + CODE_OFFSET + codeLength;
    int nameAddress = arguments + 3 * Integer.BYTES;
    int length = CODE_OFFSET + codeLength + 3 * Integer.BYTES + name.length;
    ByteBuffer file = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    file.put(new byte[] {0x7f, 'E', 'L', 'F', 1, 1, 1}).position(16);
    file.putShort((short) 2).putShort((short) 3).putInt(1);
    file.putInt(BASE + CODE_OFFSET).putInt(ELF_HEADER_LENGTH).putInt(0).putInt(0);
    file.putShort((short) ELF_HEADER_LENGTH).putShort((short) PROGRAM_HEADER_LENGTH);
    file.putShort((short) 1).putShort((short) 0).putShort((short) 0).putShort((short) 0);
    file.putInt(1).putInt(0).putInt(BASE).putInt(BASE).putInt(length).putInt(length);
    file.putInt(5).putInt(0x1000);
    call(file, OPEN, nameAddress, flags);
    call(file, SOCKETCALL, 1, arguments);
    call(file, EXIT, EXIT_CODE, 0);
    // Family, type and protocol of the socket.
    file.putInt(1).putInt(1).putInt(0);
    file.put(name);
    return file.array();
  }

  /** mov eax, number; mov ebx, first; mov ecx, second; int 0x80. */
  private static void call(ByteBuffer code, int number, int first, int second) {
    code.put((byte) 0xb8).putInt(number);
    code.put((byte) 0xbb).putInt(first);
    code.put((byte) 0xb9).putInt(second);
    code.put((byte) 0xcd).put((byte) 0x80);
  }
}
