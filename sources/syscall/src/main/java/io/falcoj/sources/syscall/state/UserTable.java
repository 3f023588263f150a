// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The users and groups of the machine and of its containers. Root has a name everywhere. Not
 * thread-safe.
 */
public final class UserTable {

  private static final byte[] ROOT = "root".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ROOT_HOME = "/root".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] UNKNOWN = "<NA>".getBytes(StandardCharsets.US_ASCII);

  /** A user. */
  public record User(long uid, long gid, byte[] name, byte[] home, byte[] shell) {
    private long bytes() {
      return OWN_BYTES + name.length + home.length + shell.length;
    }
  }

  /** A group. */
  public record Group(long gid, byte[] name) {
    private long bytes() {
      return OWN_BYTES + name.length;
    }
  }

  private static final User ROOT_USER = new User(0, 0, ROOT, ROOT_HOME, UNKNOWN);
  private static final Group ROOT_GROUP = new Group(0, ROOT);

  /** What an entry takes without texts; a container has tables of its own. */
  private static final int OWN_BYTES = 512;

  private final MemoryBudget budget;
  private long bytes;
  private final LongTable<User> users = new LongTable<>();
  private final LongTable<Group> groups = new LongTable<>();
  private final ByteKey lookup = new ByteKey();
  private final Map<ByteKey, LongTable<User>> containerUsers = new HashMap<>();
  private final Map<ByteKey, LongTable<Group>> containerGroups = new HashMap<>();

  UserTable(MemoryBudget budget) {
    this.budget = budget;
  }

  /** A user; null if unknown. Root is known everywhere. */
  public @Nullable User user(byte[] containerId, int uid) {
    User user = recordedUser(containerId, uid);
    boolean nameless = user == null || user.name().length == 0;
    return nameless && uid == 0 ? ROOT_USER : user;
  }

  /** A user that something told of; null if nothing did. */
  public @Nullable User recordedUser(byte[] containerId, int uid) {
    LongTable<User> table = containerId.length == 0 ? users : containerUsers.get(key(containerId));
    return table == null ? null : table.get(Integer.toUnsignedLong(uid));
  }

  /** A group; null if unknown. Root is known everywhere. */
  public @Nullable Group group(byte[] containerId, int gid) {
    Group group = recordedGroup(containerId, gid);
    boolean nameless = group == null || group.name().length == 0;
    return nameless && gid == 0 ? ROOT_GROUP : group;
  }

  /** A group that something told of; null if nothing did. */
  public @Nullable Group recordedGroup(byte[] containerId, int gid) {
    LongTable<Group> table =
        containerId.length == 0 ? groups : containerGroups.get(key(containerId));
    return table == null ? null : table.get(Integer.toUnsignedLong(gid));
  }

  private ByteKey key(byte[] containerId) {
    return lookup.set(containerId, Integer.MAX_VALUE);
  }

  /**
   * Adds a user of a container, or of the machine if {@code containerId} is empty. Where memory is
   * short the user is not kept; groups neither.
   */
  public void add(byte[] containerId, User user) {
    if (standsForOthers(user.name())) {
      return;
    }
    LongTable<User> table =
        containerId.length == 0
            ? users
            : containerUsers.computeIfAbsent(
                new ByteKey(containerId, Integer.MAX_VALUE), key -> new LongTable<>());
    put(table, user.uid(), user, user.bytes());
  }

  /** Adds a group of a container, or of the machine if {@code containerId} is empty. */
  public void add(byte[] containerId, Group group) {
    if (standsForOthers(group.name())) {
      return;
    }
    LongTable<Group> table =
        containerId.length == 0
            ? groups
            : containerGroups.computeIfAbsent(
                new ByteKey(containerId, Integer.MAX_VALUE), key -> new LongTable<>());
    put(table, group.gid(), group, group.bytes());
  }

  /** Whether a line of a passwd file only says where to look further. */
  private static boolean standsForOthers(byte[] name) {
    return name.length > 0 && (name[0] == '+' || name[0] == '-');
  }

  /** What was taken is given back when everything is forgotten: users come and go seldom. */
  private <V> void put(LongTable<V> table, long id, V value, long more) {
    if (table.get(id) != null || budget.hasRoom(more)) {
      budget.add(more);
      bytes += more;
      table.put(id, value);
    }
  }

  /** Forgets a user. */
  public void removeUser(byte[] containerId, long uid) {
    LongTable<User> table = containerId.length == 0 ? users : containerUsers.get(key(containerId));
    if (table != null) {
      table.remove(uid);
    }
  }

  /** Forgets a group. */
  public void removeGroup(byte[] containerId, long gid) {
    LongTable<Group> table =
        containerId.length == 0 ? groups : containerGroups.get(key(containerId));
    if (table != null) {
      table.remove(gid);
    }
  }

  /** The users of a container, or of the machine if {@code containerId} is empty, by their ids. */
  public List<User> users(byte[] containerId) {
    return inOrder(containerId.length == 0 ? users : containerUsers.get(key(containerId)));
  }

  /** The groups of a container, or of the machine if {@code containerId} is empty, by their ids. */
  public List<Group> groups(byte[] containerId) {
    return inOrder(containerId.length == 0 ? groups : containerGroups.get(key(containerId)));
  }

  private static <V> List<V> inOrder(@Nullable LongTable<V> table) {
    Map<Long, V> sorted = new TreeMap<>();
    if (table != null) {
      table.forEach(sorted::put);
    }
    return List.copyOf(sorted.values());
  }

  /** The containers whose users or groups are known, by their ids. */
  public List<byte[]> containers() {
    TreeSet<byte[]> containers = new TreeSet<>(Arrays::compare);
    containerUsers.keySet().forEach(key -> containers.add(key.toBytes()));
    containerGroups.keySet().forEach(key -> containers.add(key.toBytes()));
    return List.copyOf(containers);
  }

  /** Forgets everything. */
  public void clear() {
    budget.add(-bytes);
    bytes = 0;
    users.clear();
    groups.clear();
    containerUsers.clear();
    containerGroups.clear();
  }
}
