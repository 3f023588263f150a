// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A set of IP networks, prepared for the question whether an address is in one of them: one look-up
 * for each length of prefix. Immutable; a look-up allocates nothing.
 */
final class NetworkSet {

  private final int[] lengths;
  private final long[] highMasks;
  private final long[] lowMasks;
  private final AddressSet[] networks;

  private record Mask(int length, long high, long low) {}

  /** The set of {@code all}. */
  NetworkSet(Collection<Network> all) {
    Map<Mask, List<Address>> byMask = new LinkedHashMap<>();
    for (Network network : all) {
      Mask mask = new Mask(network.length(), network.highMask(), network.lowMask());
      byMask
          .computeIfAbsent(mask, key -> new ArrayList<>())
          .add(new Address(network.length(), network.high(), network.low()));
    }
    lengths = byMask.keySet().stream().mapToInt(Mask::length).toArray();
    highMasks = byMask.keySet().stream().mapToLong(Mask::high).toArray();
    lowMasks = byMask.keySet().stream().mapToLong(Mask::low).toArray();
    networks = byMask.values().stream().map(AddressSet::new).toArray(AddressSet[]::new);
  }

  /** Whether the address is in one of the networks. */
  boolean contains(int length, long high, long low) {
    for (int i = 0; i < networks.length; i++) {
      if (lengths[i] == length
          && networks[i].contains(length, high & highMasks[i], low & lowMasks[i])) {
        return true;
      }
    }
    return false;
  }
}
