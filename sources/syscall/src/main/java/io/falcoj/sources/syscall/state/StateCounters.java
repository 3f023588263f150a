// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

/**
 * What became of the tables of a machine so far: of its threads, of their descriptors, and of the
 * events that begin something, which are kept until it ends.
 */
public record StateCounters(Table threads, Table fds, Table enters) {

  /**
   * One of them.
   *
   * @param added what was put in
   * @param removed what was taken out
   * @param dropped what there was no room for, or no place
   * @param found look-ups that found something
   * @param missed look-ups that found nothing
   */
  public record Table(long added, long removed, long dropped, long found, long missed) {

    /** How much there is now. */
    public long size() {
      return added - removed;
    }
  }
}
