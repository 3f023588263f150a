// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.fields.SyscallScene;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterTextTest {

  private static final long CURRENT_DIRECTORY = -100;

  private final SyscallScene scene = new SyscallScene();

  @Test
  void printsAllParametersWithWhatTheyMean() {
    scene.happens("SYSCALL_OPENAT_2_X", 3, CURRENT_DIRECTORY, "notes", 4097, 0644, 0xFE00, 12);
    assertThat(scene.printed("%evt.args"))
        .isEqualTo(
            "fd=3(<f>/home/ann/notes) dirfd=-100(AT_FDCWD) name=notes(/home/ann/notes)"
                + " flags=4097(O_RDONLY|O_CLOEXEC) mode=0644 dev=FE00 ino=12");
    assertThat(scene.printed("%evt.info")).isEqualTo(scene.printed("%evt.args"));
  }

  @Test
  void printsWhatAParameterMeansOrElseItsValue() {
    scene.happens("SYSCALL_OPENAT_2_X", 3, CURRENT_DIRECTORY, "/notes", 0, 0, 0, 12);
    assertThat(scene.printed("%evt.arg.name|%evt.arg[3]|%evt.arg.mode|%evt.arg.dev|%evt.arg.ino"))
        .isEqualTo("/notes|O_NONE|0|0|12");
  }

  @Test
  void hasNoParameterThatTheEventDoesNotCarry() {
    scene.happens("SYSCALL_OPENAT_2_X", 3, CURRENT_DIRECTORY, "/notes");
    assertThat(scene.printed("%evt.arg.flags|%evt.arg[3]|%evt.arg.res|%evt.arg[63]"))
        .isEqualTo("<NA>|<NA>|<NA>|<NA>");
    assertThat(scene.matches("evt.arg.flags exists")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0, O_NONE",
    "1, O_RDONLY",
    "3, O_RDWR",
    "4103, O_CREAT|O_RDWR|O_CLOEXEC",
    "1073741824, 1073741824",
    "4294967295, O_LARGEFILE|O_DIRECTORY|O_DIRECT|O_TRUNC|O_SYNC|O_NONBLOCK|O_EXCL|O_DSYNC"
        + "|O_APPEND|O_CREAT|O_RDWR|O_CLOEXEC|O_TMPFILE|O_F_CREATED|FD_UPPER_LAYER|FD_LOWER_LAYER",
  })
  void namesFlags(long flags, String names) {
    scene.happens("SYSCALL_OPEN_X", 3, "/notes", flags, 0, 0, 0);
    assertThat(scene.printed("%evt.arg.flags")).isEqualTo(names);
  }

  @ParameterizedTest
  @CsvSource({"1, AF_LOCAL|AF_UNIX", "2, AF_INET", "16, AF_ROUTE|AF_NETLINK", "77, 77"})
  void namesSingleValues(long family, String names) {
    scene.happens("SOCKET_SOCKET_X", 9, family, 1, 0, 0);
    assertThat(scene.printed("%evt.arg.domain")).isEqualTo(names);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0x1FF, S_IXOTH|S_IWOTH|S_IROTH|S_IXGRP|S_IWGRP|S_IRGRP|S_IXUSR|S_IWUSR|S_IRUSR",
    "0x800, S_ISUID",
    "0x1000, 010000",
  })
  void namesTheBitsOfModes(String mode, String names) {
    scene.happens("SYSCALL_CHMOD_X", 0, "/notes", Long.decode(mode));
    assertThat(scene.printed("%evt.arg.mode")).isEqualTo(names);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "-2, ENOENT", "-530, EIOCBRETRY", "-9999, -9999", "12, 12"})
  void namesErrors(long result, String text) {
    scene.happens("SYSCALL_UNLINK_2_X", result, "/notes");
    assertThat(scene.printed("%evt.arg.res")).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "3, <f>/etc/passwd",
    "5, <u>/dev/log",
    "99, 99",
    "-100, AT_FDCWD",
    "-9, EBADF",
    "-5000, -5000"
  })
  void namesTheFileBehindADescriptor(long fd, String text) {
    scene.happens("SYSCALL_FCHMOD_X", 0, fd, 0);
    assertThat(scene.printed("%evt.arg.fd")).isEqualTo(text);
  }

  @Test
  void tellsTheTransportOfASocket() {
    scene.happens("SOCKET_SOCKET_X", 9, 2, 1, 0, 0);
    scene.happens(
        "SOCKET_CONNECT_X",
        0,
        bytes("02 7f000001 3930 0a000002 5000"),
        9,
        bytes("02 0a000002 5000"));
    assertThat(scene.printed("%evt.args"))
        .isEqualTo(
            "res=0 tuple=127.0.0.1:12345->10.0.0.2:80"
                + " fd=9(<4t>127.0.0.1:12345->10.0.0.2:80) addr=10.0.0.2:80");
  }

  @ParameterizedTest
  @CsvSource({
    "01 2f746d702f7300, /tmp/s",
    "01 2f0a00, /\uFFFD",
    "02 7f000001 5000, 127.0.0.1:80",
    "02 7f0000, INVALID IPv4",
    "0a 00000000000000000000000000000001 bb01, ::1:443",
    "0a 01, INVALID IPv6",
    "10, family 16",
  })
  void printsAddresses(String address, String text) {
    scene.happens("SOCKET_BIND_X", 0, bytes(address), 9);
    assertThat(scene.printed("%evt.arg.addr")).isEqualTo(text);
  }

  @Test
  void namesProcessesAndUsers() {
    scene.happens("SYSCALL_SETRESUID_X", 0, 7, 8, 0xFFFF_FFFFL);
    assertThat(scene.printed("%evt.args"))
        .isEqualTo("res=0 ruid=7(ann) euid=8(<NA>) suid=-1(<NONE>)");
    scene.happens("SYSCALL_SETGID_X", 0, 7);
    assertThat(scene.printed("%evt.arg.gid")).isEqualTo("staff");
    scene.happens("SYSCALL_SETRESUID_X", 0, 0, 0, 0);
    assertThat(scene.printed("%evt.arg.ruid")).isEqualTo("root");
    scene.happens("SYSCALL_SETGID_X", 0, 0);
    assertThat(scene.printed("%evt.arg.gid")).isEqualTo("root");
    scene.happens("SYSCALL_KILL_X", 0, SyscallScene.PID, 9);
    assertThat(scene.printed("%evt.args")).isEqualTo("res=0 pid=10(cat) sig=9(SIGKILL)");
  }

  @Test
  void makesPathsAbsolute() {
    scene.happens("SYSCALL_MKDIRAT_X", 0, 4, "../x//./y/", 0);
    assertThat(scene.printed("%evt.arg.path")).isEqualTo("/srv/x/y");
    assertThat(scene.printed("%evt.args")).contains("path=../x//./y/(/srv/x/y)");
    scene.happens("SYSCALL_MKDIRAT_X", 0, 99, "x", 0);
    assertThat(scene.printed("%evt.arg.path")).isEqualTo("x");
    scene.happens("SYSCALL_MKDIRAT_X", 0, CURRENT_DIRECTORY, "x", 0);
    assertThat(scene.printed("%evt.arg.path")).isEqualTo("/home/ann/x");
  }

  @Test
  void tellsPathsThatAreNotThereFromEmptyOnes() {
    scene.happens("SYSCALL_UNLINK_2_X", 0, null);
    assertThat(scene.printed("%evt.args")).isEqualTo("res=0 path=<NA>");
    scene.happens("SYSCALL_UNLINK_2_X", 0, "(NULL)");
    assertThat(scene.printed("%evt.args")).isEqualTo("res=0 path=<NA>");
    scene.happens("SYSCALL_UNLINK_2_X", 0, "");
    assertThat(scene.printed("%evt.args")).isEqualTo("res=0 path=");
  }

  @Test
  void replacesWhatCannotBeShownInPathsAndInOutputs() {
    scene.happens("SYSCALL_UNLINK_2_X", 0, "/a\nb");
    assertThat(scene.printed("%evt.arg.path")).isEqualTo("/a\uFFFDb");
    scene.happens("SYSCALL_QUOTACTL_X", 0, "a\nb");
    assertThat(scene.printed("%evt.arg.special")).isEqualTo("a\uFFFDb");
    assertThat(scene.matches("evt.arg.special contains \"\\n\"")).isTrue();
  }

  @Test
  void keepsLongTextsWhole() {
    String path = "/" + "a".repeat(3000) + "\u0001";
    scene.happens("SYSCALL_UNLINK_2_X", 0, path);
    assertThat(scene.printed("%evt.arg.path")).isEqualTo(path.replace('\u0001', '\uFFFD'));
  }

  @Test
  void printsBytesWithDots() {
    scene.happens("SYSCALL_READ_X", 4, bytes("41 00 ff 7e"), 3, 100);
    assertThat(scene.printed("%evt.arg.data")).isEqualTo("A..~");
    scene.happens("SYSCALL_READ_X", 0, null, 3, 100);
    assertThat(scene.printed("%evt.args"))
        .isEqualTo("res=0 data=NULL fd=3(<f>/etc/passwd) size=100");
  }

  @Test
  void printsNumbersInTheFormatOfTheirParameter() {
    scene.happens("SYSCALL_BRK_4_X", 0xABCDEFL, 0xFFFF_FFFFL, 1, 2, -1L);
    assertThat(scene.printed("%evt.args"))
        .isEqualTo("res=ABCDEF vm_size=-1 vm_rss=1 vm_swap=2 addr=FFFFFFFFFFFFFFFF");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "1, 1e-09s",
    "500000000, 0.5s",
    "1000000000, 1s",
    "123456789012, 123.457s",
    "999999999999999999, 1e+09s",
    "-1, none",
    "100000, 0.0001s",
    "99999, 9.9999e-05s",
  })
  void printsLengthsOfTimeInSeconds(long nanos, String text) {
    scene.happens("SYSCALL_NANOSLEEP_X", 0, nanos);
    assertThat(scene.printed("%evt.arg.interval")).isEqualTo(text);
  }

  @Test
  void printsTimesInTheZoneOfOutputs() {
    Object[] parameters = new Object[26];
    parameters[0] = 0;
    parameters[24] = 1_700_000_000_123_456_789L;
    scene.happens("SYSCALL_EXECVE_19_X", parameters);
    assertThat(scene.printed("%evt.arg.exe_ino_ctime|%evt.arg.exe_ino_mtime"))
        .isEqualTo("2023-11-14 22:13:20.123456789|<NA>");
  }

  @Test
  void printsWhatIsWaitedFor() {
    scene.happens(
        "SYSCALL_POLL_X", 1, bytes("0200 0300000000000000 4100 6300000000000000 0180"), 5);
    assertThat(scene.printed("%evt.arg.fds")).isEqualTo("3:f41 99:?ffff8001");
    scene.happens("SYSCALL_POLL_X", 1, bytes("ffff 0300000000000000 4100"), 5);
    assertThat(scene.printed("%evt.arg.fds")).isEqualTo("3:f41");
  }

  @Test
  void printsSignals() {
    scene.happens("SYSCALL_PPOLL_X", 0, null, 0, 1 << 1 | 1 << 8);
    assertThat(scene.printed("%evt.arg.sigmask")).isEqualTo("SIGINT SIGKILL");
    scene.happens("SYSCALL_KILL_X", 0, SyscallScene.PID, 99);
    assertThat(scene.printed("%evt.arg.sig")).isEqualTo("99");
  }

  @Test
  void printsParametersOfSeveralTypes() {
    scene.happens("SOCKET_SETSOCKOPT_X", 0, 3, 1, 2, bytes("02 05000000"), 4);
    assertThat(scene.printed("%evt.arg.val")).isEqualTo("5");
    scene.happens("SOCKET_SETSOCKOPT_X", 0, 3, 1, 2, bytes("01 feffffffffffffff"), 4);
    assertThat(scene.printed("%evt.arg.val")).isEqualTo("ENOENT");
    scene.happens("SOCKET_SETSOCKOPT_X", 0, 3, 1, 2, bytes("63 05"), 4);
    assertThat(scene.printed("%evt.arg.val")).isEqualTo("INVALID DYNAMIC PARAMETER");
    scene.happens("SOCKET_SETSOCKOPT_X", 0, 3, 1, 2, bytes("02"), 4);
    assertThat(scene.printed("%evt.arg.val")).isEmpty();
  }

  @Test
  void namesSystemCallsWithoutAKindOfTheirOwnAndNothingElseOfThem() {
    scene.happens("GENERIC_X", 16, 39);
    assertThat(scene.printed("%evt.arg[0]|%evt.args|%evt.type|%syscall.type"))
        .isEqualTo("getpid||getpid|getpid");
    scene.happens("GENERIC_X", 0, 221);
    assertThat(scene.printed("%evt.type")).isEqualTo("fadvise64");
    scene.happens("GENERIC_X", 60000, 221);
    assertThat(scene.printed("%evt.type|%evt.arg[0]")).isEqualTo("unknown|<unknown syscall>");
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
