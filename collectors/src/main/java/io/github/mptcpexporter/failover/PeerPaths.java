package io.github.mptcpexporter.failover;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All paths of all peers that were ever seen or are named, and what each has moved. A path has a
 * number, which it keeps. Filled while a round is folded and only read afterwards.
 */
final class PeerPaths {

  /** Number of each path that is one too many of its peer. */
  static final int SURPLUS = -1;

  private static final int IDS = 256;
  private static final int COLUMNS = 3;

  /**
   * A path.
   *
   * @param peer place in {@link Peers#all}
   * @param name its label
   */
  record Path(int peer, String name) {}

  private final Peers peers;
  private final List<Path> paths;
  private final Map<Integer, Integer> numbers; // by peer and address id
  private long[] bytes; // transmit, receive, retransmit

  /** The named ones, which have moved nothing yet. */
  PeerPaths(Peers peers) {
    this.peers = peers;
    this.paths = new ArrayList<>();
    this.numbers = new HashMap<>();
    this.bytes = new long[COLUMNS * peers.all().size()];
    for (int peer = 0; peer < peers.all().size(); peer++) {
      for (int id : new TreeMap<>(peers.all().get(peer).paths()).keySet()) {
        number(peer, id);
      }
    }
  }

  /** Goes on from the round before. */
  PeerPaths(PeerPaths before) {
    this.peers = before.peers;
    this.paths = new ArrayList<>(before.paths);
    this.numbers = new HashMap<>(before.numbers);
    this.bytes = before.bytes.clone();
  }

  int size() {
    return paths.size();
  }

  Path path(int number) {
    return paths.get(number);
  }

  /** Number of a peer's path, a new one if need be; {@link #SURPLUS} if it has too many. */
  int number(int peer, int id) {
    int key = peer * IDS + id;
    Integer known = numbers.get(key);
    if (known != null) {
      return known;
    }
    Path path = new Path(peer, peers.all().get(peer).path(id));
    int number = paths.indexOf(path);
    if (number < 0 && paths.stream().filter(one -> one.peer() == peer).count() < Peers.MOST_PATHS) {
      number = paths.size();
      paths.add(path);
      if (bytes.length < COLUMNS * paths.size()) {
        bytes = Arrays.copyOf(bytes, 2 * COLUMNS * paths.size());
      }
    }
    numbers.put(key, number);
    return number;
  }

  /** Paths that are not shown since their peer has too many. */
  int surplus() {
    int count = 0;
    for (int number : numbers.values()) {
      count += number == SURPLUS ? 1 : 0;
    }
    return count;
  }

  void moved(int number, long transmit, long receive, long retransmit) {
    bytes[COLUMNS * number] += transmit;
    bytes[COLUMNS * number + 1] += receive;
    bytes[COLUMNS * number + 2] += retransmit;
  }

  long transmit(int number) {
    return bytes[COLUMNS * number];
  }

  long receive(int number) {
    return bytes[COLUMNS * number + 1];
  }

  long retransmit(int number) {
    return bytes[COLUMNS * number + 2];
  }
}
