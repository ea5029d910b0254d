package io.github.mptcpexporter.failover;

import io.github.mptcpexporter.tracker.LongIndex;
import java.util.Arrays;

/**
 * Every subflow of a peer that was in a dump and whose last words may still come, by cookie: its
 * path and last counters. Filled while a round is folded and only read afterwards.
 */
final class PeerSubflows {

  /** Time since which the connection is missed of one that is there. */
  static final long NOT_MISSED = Long.MIN_VALUE;

  private static final int COLUMNS = 5;

  private final LongIndex rows;
  private long[] cells; // transmit, receive, retransmit, connection, missed since
  private int[] paths;
  private boolean[] ended;

  /**
   * @param expected rows that there is room for before it has to grow
   */
  PeerSubflows(int expected) {
    int room = Math.max(8, expected);
    rows = new LongIndex(room);
    cells = new long[COLUMNS * room];
    paths = new int[room];
    ended = new boolean[room];
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
    int row = rows.add(cookie);
    if (row == paths.length) {
      cells = Arrays.copyOf(cells, 2 * COLUMNS * row);
      paths = Arrays.copyOf(paths, 2 * row);
      ended = Arrays.copyOf(ended, 2 * row);
    }
    return row;
  }

  /** Takes over the counters and the connection that another table has of the subflow. */
  void copy(int row, PeerSubflows other, int otherRow) {
    System.arraycopy(other.cells, COLUMNS * otherRow, cells, COLUMNS * row, COLUMNS);
    paths[row] = other.paths[otherRow];
  }

  /** Number of its path. */
  int path(int row) {
    return paths[row];
  }

  void path(int row, int number) {
    paths[row] = number;
  }

  long transmit(int row) {
    return cells[COLUMNS * row];
  }

  long receive(int row) {
    return cells[COLUMNS * row + 1];
  }

  long retransmit(int row) {
    return cells[COLUMNS * row + 2];
  }

  void counters(int row, long transmit, long receive, long retransmit) {
    cells[COLUMNS * row] = transmit;
    cells[COLUMNS * row + 1] = receive;
    cells[COLUMNS * row + 2] = retransmit;
  }

  /** Cookie of its connection; 0 where not known. */
  long connection(int row) {
    return cells[COLUMNS * row + 3];
  }

  void connection(int row, long cookie) {
    cells[COLUMNS * row + 3] = cookie;
  }

  /** Since when its connection is in no dump; {@link #NOT_MISSED} if it is in the last one. */
  long missedSince(int row) {
    return cells[COLUMNS * row + 4];
  }

  void missedSince(int row, long nanos) {
    cells[COLUMNS * row + 4] = nanos;
  }

  /** Whether it has said its last words. */
  boolean ended(int row) {
    return ended[row];
  }

  void end(int row) {
    ended[row] = true;
  }
}
