package io.github.mptcpexporter.failover;

import io.github.mptcpexporter.model.Prefix;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Hosts at the other end that are followed by name, as a server knows its routers. Names come from
 * configuration alone: an address never becomes a label.
 *
 * @param all at most {@link #MOST}, each name once
 */
public record Peers(List<Peer> all) {

  /** Peers that can be followed. */
  public static final int MOST = 200;

  /** Paths of a peer that can be followed. */
  public static final int MOST_PATHS = 8;

  /** Nobody. */
  public static final Peers NONE = new Peers(List.of());

  private static final int LARGEST_ID = 255;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,63}");

  /**
   * Checks that they can be told apart.
   *
   * @throws IllegalArgumentException if they can not, or there are too many; the message is a
   *     sentence for the user
   */
  public Peers {
    all = List.copyOf(all);
    if (all.size() > MOST) {
      throw new IllegalArgumentException(
          all.size() + " peers are too many: name at most " + MOST + " of them");
    }
    Map<String, Peer> names = new HashMap<>();
    Map<Prefix, Peer> owners = new HashMap<>();
    for (Peer peer : all) {
      if (names.put(peer.name(), peer) != null) {
        throw new IllegalArgumentException("two peers are named " + peer.name());
      }
      for (Prefix prefix : peer.prefixes()) {
        Peer other = owners.put(prefix, peer);
        if (other != null && !other.equals(peer)) {
          throw new IllegalArgumentException(
              prefix + " is both of " + other.name() + " and of " + peer.name() + ": choose one");
        }
      }
    }
  }

  /**
   * One of them.
   *
   * @param name its label
   * @param prefixes networks that its connections come from
   * @param paths name of each path by the id that the peer gave its address, 0 to 255; ids of the
   *     same name are one path, others are named {@code id0}, {@code id1}…; at most {@link
   *     #MOST_PATHS}
   */
  public record Peer(String name, List<Prefix> prefixes, Map<Integer, String> paths) {

    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException if one is no label; the message is a sentence for the user
     */
    public Peer {
      prefixes = List.copyOf(prefixes);
      paths = Map.copyOf(paths);
      check(name);
      for (Map.Entry<Integer, String> path : paths.entrySet()) {
        check(path.getValue());
        if (path.getKey() < 0 || path.getKey() > LARGEST_ID) {
          throw new IllegalArgumentException(
              path.getKey() + " is no address id, which is from 0 to " + LARGEST_ID);
        }
      }
      if (paths.values().stream().distinct().count() > MOST_PATHS) {
        throw new IllegalArgumentException(
            name + " has too many paths: name at most " + MOST_PATHS + " of them");
      }
    }

    private static void check(String name) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "\"" + name + "\" is no name: take 1 to 63 of A-Z a-z 0-9 _ . -");
      }
    }

    /** Name of the path with that address id. */
    String path(int id) {
      return paths.getOrDefault(id, "id" + id);
    }
  }

  /** Place in {@link #all} of the peer whose longest prefix has the address; -1 if none has. */
  int of(InetAddress address) {
    int owner = -1;
    int longest = -1;
    for (int i = 0; i < all.size(); i++) {
      for (Prefix prefix : all.get(i).prefixes()) {
        if (prefix.length() > longest && prefix.contains(address)) {
          owner = i;
          longest = prefix.length();
        }
      }
    }
    return owner;
  }
}
