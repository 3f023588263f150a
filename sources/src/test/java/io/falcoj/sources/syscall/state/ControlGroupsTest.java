// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Control groups, with {@code |} for the zero byte behind each, and the containers they name. */
class ControlGroupsTest {

  private static final String ID = "0123456789abcdef".repeat(4);

  private static byte[] bytes(String text) {
    return text.replace('|', '\0').replace("ID", ID).getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "cpu_cgroup=/a|, cpu=/a|",
    "perf_event_cgroup=/|mem_cgroup=/x|io_cgroup=/y|, perf_event=/|memory=/x|blkio=/y|",
    "perf=/, perf_event=/|",
    "cpuset=/a=b|, cpuset=/a=b|",
    "|, ''"
  })
  void namesSubsystemsAsPeopleDo(String raw, String normalized) {
    assertThat(ControlGroups.normalize(bytes(raw))).isEqualTo(bytes(normalized));
  }

  @ParameterizedTest
  @ValueSource(strings = {"broken|", "cpu=/|broken|", "cpu=/||memory=/|"})
  void takesNoneWhereOneIsDamaged(String raw) {
    assertThat(ControlGroups.normalize(bytes(raw))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cpu=/docker/ID|",
        "cpu=/|memory=/docker/ID|",
        "memory=/system.slice/docker-ID.scope|",
        "memory=/kubepods/burstable/pod1/ID|",
        "memory=/kubepods.slice/kubepods-pod1.slice/cri-containerd-ID.scope|",
        "memory=/kubepods-pod1.slice:cri-containerd:ID|",
        "memory=/kubepods.slice/crio-ID.scope|",
        "memory=/kubepods.slice/crio-ID|",
        "memory=/machine.slice/libpod-ID.scope|",
        "memory=/machine.slice/libpod-ID.scope/container|",
        "memory=/machine.slice/libpod-payload-ID|",
        "memory=/default/nerdctl-ID.scope|"
      })
  void findsTheContainer(String cgroups) {
    assertThat(ContainerIds.find(bytes(cgroups))).asString().isEqualTo(ID.substring(0, 12));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "|",
        "cpu=/|",
        "memory=/user.slice/session-1.scope|",
        "memory=/docker/IDx|",
        "memory=/docker/0ID|",
        "memory=/docker/g123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef|",
        "memory=/docker/ID/child|",
        "ID"
      })
  void otherThreadsRunInNoContainer(String cgroups) {
    assertThat(ContainerIds.find(bytes(cgroups))).isEmpty();
  }
}
