// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.check;

import io.falcoj.converter.pod.HostPath;
import io.falcoj.converter.pod.PathComponents;
import io.falcoj.converter.pod.PodProperty;
import io.falcoj.converter.pod.PodView;
import io.falcoj.converter.pod.VolumeType;
import io.falcoj.engine.Values;
import io.falcoj.engine.text.Utf8;
import io.falcoj.json.JsonDocument;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The pod mounts a path of the host that lies under no allowed prefix, or only under read-only ones
 * and some container mounts it writable. Compares as Kubernetes v1.24 does in {@code
 * podsecuritypolicy/util}.
 */
public final class HostPathCheck implements PodCheck {

  /** The field of the host paths that some container mounts without {@code readOnly}. */
  public static final String WRITABLE = "pod.hostpaths.writable";

  private final List<Prefix> prefixes;
  private final byte[][] any;
  private final byte[][] writable;

  /** A prefix of host paths, and whether they may only be mounted read-only. */
  public record Prefix(String path, boolean readOnly) {}

  /** The check for these prefixes. */
  public HostPathCheck(List<Prefix> prefixes) {
    this.prefixes = List.copyOf(prefixes);
    this.any = texts(prefixes.stream());
    this.writable = texts(prefixes.stream().filter(prefix -> !prefix.readOnly()));
  }

  private static byte[][] texts(Stream<Prefix> prefixes) {
    return prefixes
        .map(Prefix::path)
        .map(path -> path.endsWith("/") ? path.substring(0, path.length() - 1) : path)
        .map(Utf8::bytes)
        .toArray(byte[][]::new);
  }

  @Override
  public String condition() {
    String field = PodProperty.HOST_PATH.field();
    String condition = "not " + underOneOf(field, prefixes.stream());
    if (prefixes.stream().noneMatch(Prefix::readOnly)) {
      return condition;
    }
    Stream<Prefix> writablePrefixes = prefixes.stream().filter(prefix -> !prefix.readOnly());
    return "(" + condition + " or not " + underOneOf(WRITABLE, writablePrefixes) + ")";
  }

  private static String underOneOf(String field, Stream<Prefix> prefixes) {
    List<String> components = prefixes.map(prefix -> PathComponents.of(prefix.path())).toList();
    return field + ".components pmatch " + Conditions.list(Conditions.withAbsent(components));
  }

  @Override
  public void judge(PodView pod, Findings findings) {
    JsonDocument json = pod.json();
    boolean tooMany = HostPath.hasTooManyMounts(json, pod.spec());
    int index = 0;
    int volume = VolumeType.firstVolume(json, pod.spec());
    while (volume != JsonDocument.NONE) {
      int path = HostPath.of(json, volume);
      if (path != JsonDocument.NONE && !isAllowed(pod, volume, path, tooMany)) {
        Values values = pod.values();
        values.clear();
        json.addText(path, values);
        findings.add(
            null, Place.ofVolume(index, PodProperty.HOST_PATH.path()), values.stringAt(0));
      }
      volume = json.next(volume);
      index++;
    }
  }

  private boolean isAllowed(PodView pod, int volume, int path, boolean tooMany) {
    Values values = pod.values();
    values.clear();
    pod.json().addText(path, values);
    if (isUnder(values, writable)) {
      return true;
    }
    if (!isUnder(values, any)) {
      return false;
    }
    values.clear();
    return !tooMany && !HostPath.isMountedWritable(pod.json(), pod.spec(), volume, values);
  }

  private static boolean isUnder(Values values, byte[][] prefixes) {
    byte[] array = values.arrayAt(0);
    int start = values.offsetAt(0);
    int end = start + values.lengthAt(0);
    if (end > start && array[end - 1] == '/') {
      end--;
    }
    for (byte[] prefix : prefixes) {
      int behind = start + prefix.length;
      if (behind <= end
          && Arrays.equals(array, start, behind, prefix, 0, prefix.length)
          && (behind == end || array[behind] == '/')) {
        return true;
      }
    }
    return false;
  }
}
