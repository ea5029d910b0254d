package io.github.mptcpexporter.failover;

import io.github.mptcpexporter.model.TcpInfo;
import io.github.mptcpexporter.model.TcpInfo.Field;
import java.util.Arrays;

/**
 * What one subflow of a traced connection has received lately: its counters at the rounds of the
 * last seconds, thinned. Immutable.
 */
public final class SubflowTrace {

  static final SubflowTrace NOTHING = new SubflowTrace(new long[0]);

  private static final int COLUMNS = 3;
  private static final int MOST_ROWS = 24;
  private static final long SPACING_NANOS = 200_000_000;

  // rows of: time, bytes received, segments out of order
  private final long[] rows;

  private SubflowTrace(long[] rows) {
    this.rows = rows;
  }

  SubflowTrace with(long nanos, TcpInfo info) {
    int count = rows.length / COLUMNS;
    boolean replace =
        count >= 2 && rows[(count - 1) * COLUMNS] - rows[(count - 2) * COLUMNS] < SPACING_NANOS;
    int first = count == MOST_ROWS && !replace ? 1 : 0;
    int kept = count - first - (replace ? 1 : 0);
    long[] next = Arrays.copyOfRange(rows, first * COLUMNS, (first + kept + 1) * COLUMNS);
    next[kept * COLUMNS] = nanos;
    next[kept * COLUMNS + 1] = info.getOr(Field.BYTES_RECEIVED, 0);
    next[kept * COLUMNS + 2] = info.getOr(Field.RCV_OOOPACK, 0);
    return new SubflowTrace(next);
  }

  /**
   * Bytes received between two moments: by the rounds around them, so that few rounds show more and
   * not nothing. What came before the first round counts if that is behind the second moment.
   */
  long bytes(long from, long to) {
    if (rows.length == 0) {
      return 0;
    }
    long before = rows[0] > to ? 0 : before(from);
    return Math.max(0, behind(to) - before);
  }

  /** Whether segments came out of order since then. */
  boolean outOfOrderSince(long moment) {
    int count = rows.length / COLUMNS;
    for (int row = 0; row < count; row++) {
      if (rows[row * COLUMNS] >= moment) {
        return rows[(count - 1) * COLUMNS + 2] != rows[row * COLUMNS + 2];
      }
    }
    return false;
  }

  /** As of the last round that is not behind the moment, else of the first. */
  private long before(long moment) {
    int row = rows.length / COLUMNS - 1;
    while (row > 0 && rows[row * COLUMNS] > moment) {
      row--;
    }
    return rows[row * COLUMNS + 1];
  }

  /** As of the first round that is not before the moment, else of the last. */
  private long behind(long moment) {
    int last = rows.length / COLUMNS - 1;
    int row = 0;
    while (row < last && rows[row * COLUMNS] < moment) {
      row++;
    }
    return rows[row * COLUMNS + 1];
  }
}
