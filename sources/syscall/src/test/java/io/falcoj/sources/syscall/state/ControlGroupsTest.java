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
        "memory=/system.slice/docker-ID.scope/system.slice/ssh.service|",
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
    assertThat(ContainerIds.find(bytes(cgroups)).id()).asString().isEqualTo(ID.substring(0, 12));
  }

  @ParameterizedTest
  @CsvSource({
    "memory=/default/web|, web, -1",
    "memory=/team-a.prod_2/a-very-long-name|, a-very-long-, -1",
    "memory=/a@b/default/web|, web, -1",
    "memory=/docker/g123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef|,"
        + " g123456789ab, -1",
    "memory=/lxc/box/init|, box, 1",
    "memory=/lxc.payload/a-very-long-name|, a-very-long-name, 1",
    "memory=/lxc.payload.box/system.slice/x.service|, box, 1",
    "memory=/machine/box.libvirt-lxc|, box, 2",
    "memory=/machine.slice/machine-lxc\\x2d7\\x2dbox.scope|, 7\\x2dbox, 2",
    "memory=/machine.slice/machine-lxc\\x2d7\\x2dbox.scope/libvirt|, 7\\x2dbox, 2",
    "memory=/libvirt/lxc/box/y.service|, box, 1",
    "memory=/system.slice/bpm-job_1.scope|, job_1, 9",
  })
  void namesContainersWithoutAnIdOfFullLength(String cgroups, String name, int type) {
    ContainerIds.Found found = ContainerIds.find(bytes(cgroups));
    assertThat(found.id()).asString().isEqualTo(name);
    assertThat(found.type()).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "|",
        "cpu=/|",
        "memory=/init.scope|",
        "memory=/user.slice/session-1.scope|",
        "memory=/user.slice/user-1000.slice/user@1000.service/app.slice/x.scope|",
        "memory=/system.slice/ssh.service|",
        "memory=/system.slice/ssh.service/worker|",
        "memory=/a@b/web|",
        "memory=/a--b/web|",
        "memory=/default/|",
        "memory=/docker/IDx|",
        "memory=/docker/0ID|",
        "memory=/docker/ID/child|",
        "memory=/bpm-|",
        "memory=/bpm-a b|",
        "ID"
      })
  void otherThreadsRunInNoContainer(String cgroups) {
    assertThat(ContainerIds.find(bytes(cgroups)).id()).isEmpty();
  }
}
