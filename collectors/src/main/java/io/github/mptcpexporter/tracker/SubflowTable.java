package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.model.FourTuple;
import java.util.Arrays;

/**
 * Every subflow that was in a dump and has not ended for good, by cookie: its last counters and
 * where it belongs. Columns of primitives, since a busy server has thousands of rows in each round.
 * Filled while a round is folded and only read afterwards.
 */
final class SubflowTable {

  /** Time at which a connection ended that has not. */
  static final long NOT_ENDED = Long.MIN_VALUE;

  /** Bytes moved lately are kept in this many parts, each of this length. */
  static final int RECENT_PARTS = 5;

  private static final long PART_NANOS = 2_000_000_000L;

  private static final byte BACKUP = 1;
  private static final byte LEFT = 2;
  private static final byte COUNTED = 4;
  private static final byte DESTROYED = 8;

  private final long part;
  private final LongIndex rows;
  private long[] counters; // transmit, receive, retransmit
  private long[] connections;
  private long[] ended;
  private byte[] interfaces;
  private byte[] flags;
  private FourTuple[] addresses;
  private float[] recent; // weights: that a float is rounded does not matter

  /**
   * @param monotonicNanos time of the round
   * @param expected rows that there is room for before it has to grow
   */
  SubflowTable(long monotonicNanos, int expected) {
    part = Math.floorDiv(monotonicNanos, PART_NANOS);
    int room = Math.max(8, expected);
    rows = new LongIndex(room);
    counters = new long[room * 3];
    connections = new long[room];
    ended = new long[room];
    interfaces = new byte[room];
    flags = new byte[room];
    addresses = new FourTuple[room];
    recent = new float[room * RECENT_PARTS];
  }

  int size() {
    return rows.size();
  }

  /** Row of the cookie; -1 if there is none. */
  int find(long cookie) {
    return rows.find(cookie);
  }

  long cookie(int row) {
    return rows.key(row);
  }

  /** Adds a row, with nothing in it, unless the cookie has one; {@link #size} tells. */
  int add(long cookie) {
    int known = rows.size();
    int row = rows.add(cookie);
    if (row == known) {
      if (row == connections.length) {
        grow(row * 2);
      }
      ended[row] = NOT_ENDED;
    }
    return row;
  }

  /** Takes over all that another table knows of the subflow. */
  void copy(int row, SubflowTable other, int otherRow) {
    System.arraycopy(other.counters, otherRow * 3, counters, row * 3, 3);
    connections[row] = other.connections[otherRow];
    ended[row] = other.ended[otherRow];
    interfaces[row] = other.interfaces[otherRow];
    flags[row] = other.flags[otherRow];
    addresses[row] = other.addresses[otherRow];
    int age = (int) Math.min(RECENT_PARTS, Math.max(0, part - other.part));
    for (int i = 0; i < RECENT_PARTS - age; i++) {
      // The present part is the first; each step of age moves all one further.
      recent[row * RECENT_PARTS + age + i] = other.recent[otherRow * RECENT_PARTS + i];
    }
  }

  private void grow(int room) {
    counters = Arrays.copyOf(counters, room * 3);
    connections = Arrays.copyOf(connections, room);
    ended = Arrays.copyOf(ended, room);
    interfaces = Arrays.copyOf(interfaces, room);
    flags = Arrays.copyOf(flags, room);
    addresses = Arrays.copyOf(addresses, room);
    recent = Arrays.copyOf(recent, room * RECENT_PARTS);
  }

  long transmit(int row) {
    return counters[row * 3];
  }

  long receive(int row) {
    return counters[row * 3 + 1];
  }

  long retransmit(int row) {
    return counters[row * 3 + 2];
  }

  void counters(int row, long transmit, long receive, long retransmit) {
    counters[row * 3] = transmit;
    counters[row * 3 + 1] = receive;
    counters[row * 3 + 2] = retransmit;
  }

  /** Adds to what the subflow has moved lately. */
  void moved(int row, long bytes) {
    recent[row * RECENT_PARTS] += bytes;
  }

  /** Bytes that the subflow has moved in the last 8 to 10 seconds. */
  double recentBytes(int row) {
    double bytes = 0;
    for (int i = row * RECENT_PARTS; i < (row + 1) * RECENT_PARTS; i++) {
      bytes += recent[i];
    }
    return bytes;
  }

  /** Says where a subflow of the dump belongs. */
  void place(int row, FourTuple tuple, long connection, int interfaceNumber, boolean backup) {
    addresses[row] = tuple;
    connections[row] = connection;
    interfaces[row] = (byte) interfaceNumber;
    ended[row] = NOT_ENDED;
    set(row, BACKUP, backup);
    set(row, LEFT, false);
  }

  FourTuple addresses(int row) {
    return addresses[row];
  }

  /** Identity of its connection; 0 where not known. */
  long connection(int row) {
    return connections[row];
  }

  int interfaceNumber(int row) {
    return interfaces[row];
  }

  boolean backup(int row) {
    return has(row, BACKUP);
  }

  /** Whether it was not in the last dump. */
  boolean left(int row) {
    return has(row, LEFT);
  }

  /** Says that the dump lacks it, and when its connection was first missed, if it was. */
  void leave(int row, long connectionEnded) {
    set(row, LEFT, true);
    ended[row] = connectionEnded;
  }

  /** Whether its end was counted. */
  boolean counted(int row) {
    return has(row, COUNTED);
  }

  void count(int row) {
    set(row, COUNTED, true);
  }

  /** Whether its final counters came. */
  boolean destroyed(int row) {
    return has(row, DESTROYED);
  }

  void destroy(int row) {
    set(row, DESTROYED, true);
  }

  /** When its connection was first missed, {@link #NOT_ENDED} before. */
  long ended(int row) {
    return ended[row];
  }

  private boolean has(int row, byte flag) {
    return (flags[row] & flag) != 0;
  }

  private void set(int row, byte flag, boolean value) {
    flags[row] = (byte) (value ? flags[row] | flag : flags[row] & ~flag);
  }
}
