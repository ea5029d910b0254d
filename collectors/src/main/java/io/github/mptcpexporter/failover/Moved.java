package io.github.mptcpexporter.failover;

import java.util.Arrays;

/**
 * What a line has moved lately: its counters at the rounds of the last minute or so, thinned to one
 * in a fifth of a second. Immutable.
 */
public final class Moved {

  static final Moved NOTHING = new Moved(new long[0]);

  private static final int COLUMNS = 6;
  private static final long SPACING_NANOS = 200_000_000;
  private static final long KEPT_NANOS = 35_000_000_000L;

  // rows of: time, bytes, sent, sent again, segments received, of them out of order
  private final long[] rows;

  private Moved(long[] rows) {
    this.rows = rows;
  }

  /** With the counters of one more round. */
  Moved with(long nanos, UplinkFacts facts) {
    int count = rows.length / COLUMNS;
    // The last row is always of the last round; it gives way if the one before it is close.
    boolean replace = count >= 2 && time(count - 1) - time(count - 2) < SPACING_NANOS;
    int first = 0;
    while (first < count && nanos - time(first) > KEPT_NANOS) {
      first++;
    }
    int kept = Math.max(0, count - first - (replace ? 1 : 0));
    long[] next = Arrays.copyOfRange(rows, first * COLUMNS, (first + kept + 1) * COLUMNS);
    int at = kept * COLUMNS;
    next[at] = nanos;
    next[at + 1] = facts.bytes();
    next[at + 2] = facts.transmitBytes();
    next[at + 3] = facts.retransmitBytes();
    next[at + 4] = facts.receivedSegments();
    next[at + 5] = facts.outOfOrderSegments();
    return new Moved(next);
  }

  /** Bytes moved between two moments: by the rounds around them, so that few rounds show more. */
  long bytes(long from, long to) {
    return gained(1, from, to);
  }

  long sent(long from, long to) {
    return gained(2, from, to);
  }

  long sentAgain(long from, long to) {
    return gained(3, from, to);
  }

  long segments(long from, long to) {
    return gained(4, from, to);
  }

  long outOfOrder(long from, long to) {
    return gained(5, from, to);
  }

  private long gained(int column, long from, long to) {
    int count = rows.length / COLUMNS;
    if (count == 0) {
      return 0;
    }
    return Math.max(0, behind(column, to) - before(column, from));
  }

  /** As of the first round that is not before the moment, else of the last. */
  private long behind(int column, long moment) {
    int last = rows.length / COLUMNS - 1;
    int row = 0;
    while (row < last && time(row) < moment) {
      row++;
    }
    return rows[row * COLUMNS + column];
  }

  /** As of the last round that is not behind the moment, else of the first. */
  private long before(int column, long moment) {
    int row = rows.length / COLUMNS - 1;
    while (row > 0 && time(row) > moment) {
      row--;
    }
    return rows[row * COLUMNS + column];
  }

  private long time(int row) {
    return rows[row * COLUMNS];
  }
}
