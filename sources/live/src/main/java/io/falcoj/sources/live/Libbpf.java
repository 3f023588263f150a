// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import org.jspecify.annotations.Nullable;

/**
 * What is needed of libbpf 1: it finds what the program refers to in the running kernel, loads it
 * and attaches it. Functions that yield a pointer yield null if they fail, and set the number of
 * the error; the others yield that number, negative.
 */
interface Libbpf extends Library {

  int MAP_TYPE_RING_BUFFER = 27;

  /** The functions; an {@link UnsatisfiedLinkError} if the library is not installed. */
  static Libbpf load() {
    return Native.load("libbpf.so.1", Libbpf.class);
  }

  /** Takes what the library says, as a format and its arguments. */
  interface Printer extends Callback {

    int WARNING = 0;

    int print(int level, Pointer format, Pointer arguments);
  }

  Pointer libbpf_set_print(@Nullable Printer printer);

  int libbpf_num_possible_cpus();

  /** How an object is opened; what is not set is left to the library. */
  @Structure.FieldOrder({
    "size",
    "objectName",
    "relaxedMaps",
    "pinRootPath",
    "unused",
    "kernelConfiguration",
    "kernelTypes"
  })
  final class OpenOptions extends Structure {
    public long size;
    public String objectName;
    public byte relaxedMaps;
    public @Nullable String pinRootPath;
    public int unused;
    public @Nullable String kernelConfiguration;
    public String kernelTypes;

    /**
     * @param kernelTypes the file that describes the running kernel
     */
    OpenOptions(String objectName, String kernelTypes) {
      this.objectName = objectName;
      this.kernelTypes = kernelTypes;
      this.size = size();
    }
  }

  Pointer bpf_object__open_mem(byte[] object, long size, OpenOptions options);

  int bpf_object__load(Pointer object);

  void bpf_object__close(Pointer object);

  Pointer bpf_object__find_map_by_name(Pointer object, String name);

  Pointer bpf_object__find_program_by_name(Pointer object, String name);

  int bpf_map__fd(Pointer map);

  int bpf_map__set_max_entries(Pointer map, int entries);

  Pointer bpf_program__attach(Pointer program);

  int bpf_program__fd(Pointer program);

  int bpf_link__fd(Pointer link);

  int bpf_link__destroy(Pointer link);

  int bpf_iter_create(int link);

  int bpf_map_create(
      int type, String name, int keySize, int valueSize, int entries, Pointer options);

  int bpf_map_update_elem(int map, byte[] key, byte[] value, long flags);

  int bpf_map_lookup_elem(int map, byte[] key, byte[] value);
}
