package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.model.KernelEvents;
import io.github.mptcpexporter.model.SocketDestroyed;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TcpInfo;
import io.github.mptcpexporter.model.TimedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the flows of some groups have moved, by interface; sums outlive the flows. A flow is known
 * by its cookie. Filled while a round is folded and only read afterwards.
 *
 * <p>As in {@link CounterAccumulator} a counter that fell adds nothing, the last words of a socket
 * count, and those that the kernel has cleared do not. A flow waits for them for a minute.
 */
final class ChosenFlows {

  private static final long LAST_WORDS_NANOS = Duration.ofSeconds(60).toNanos();

  /** Flows that are known at most; further ones are not counted. */
  private static final int MOST = 65_536;

  private static final int COLUMNS = 5;
  private static final int TRANSMIT = 0;
  private static final int RECEIVE = 1;
  private static final int SUM = 2;
  private static final int SEEN = 3;
  private static final int ENDED = 4;

  private record Key(String group, String interfaceName) {}

  private final long nanos;
  private final LongIndex rows;
  private long[] cells;
  private final Map<Key, Integer> numbers = new LinkedHashMap<>();
  private final List<long[]> sums = new ArrayList<>();
  private boolean bytesKnown;

  /** Before the first round. */
  ChosenFlows() {
    nanos = 0;
    rows = new LongIndex(0);
    cells = new long[8 * COLUMNS];
  }

  /**
   * Goes on from the round before.
   *
   * @param nanos time of this one
   */
  ChosenFlows(ChosenFlows before, long nanos) {
    this.nanos = nanos;
    int room = Math.max(8, before.rows.size());
    rows = new LongIndex(room);
    cells = new long[room * COLUMNS];
    numbers.putAll(before.numbers);
    before.sums.forEach(sum -> sums.add(sum.clone()));
    bytesKnown = before.bytesKnown;
    for (int old = 0; old < before.rows.size(); old++) {
      if (nanos - before.cells[old * COLUMNS + SEEN] <= LAST_WORDS_NANOS) {
        int row = add(before.rows.key(old));
        System.arraycopy(before.cells, old * COLUMNS, cells, row * COLUMNS, COLUMNS);
      }
    }
  }

  /** Names an interface of a group, so that its sums are there from the start. */
  void name(String group, String interfaceName) {
    number(group, interfaceName);
  }

  /**
   * Takes a flow of this round.
   *
   * @param silently whether what it has moved before is not ours to count, if it is new
   */
  void see(String group, String interfaceName, Subflow flow, boolean silently) {
    if (flow.cookie().isEmpty() || flow.info().isEmpty()) {
      return; // files tell no bytes
    }
    int known = rows.size();
    int found = rows.find(flow.cookie().getAsLong());
    if (found < 0 && known >= MOST) {
      return;
    }
    int row = found < 0 ? add(flow.cookie().getAsLong()) : found;
    if (found < 0) {
      cells[row * COLUMNS + SUM] = number(group, interfaceName);
    }
    cells[row * COLUMNS + SEEN] = nanos;
    advance(row, flow.info().get(), found < 0 && silently);
  }

  /** Takes the last words of those that were seen. */
  void end(KernelEvents events) {
    for (TimedEvent timed : events.events()) {
      if (timed.event() instanceof SocketDestroyed last) {
        int row = rows.find(last.cookie());
        if (row >= 0 && cells[row * COLUMNS + ENDED] == 0) {
          cells[row * COLUMNS + ENDED] = 1;
          if (!last.zeroed() && last.info().isPresent()) {
            advance(row, last.info().get(), false);
          }
        }
      }
    }
  }

  /** Whether this kernel tells how many bytes a flow has moved. */
  boolean bytesKnown() {
    return bytesKnown;
  }

  /** Sums of a group, by interface. */
  Map<String, FlowBytes> of(String group) {
    Map<String, FlowBytes> bytes = new LinkedHashMap<>();
    numbers.forEach(
        (key, number) -> {
          if (key.group().equals(group)) {
            long[] sum = sums.get(number);
            bytes.put(key.interfaceName(), new FlowBytes(sum[TRANSMIT], sum[RECEIVE]));
          }
        });
    return bytes;
  }

  private void advance(int row, TcpInfo info, boolean silently) {
    bytesKnown |= info.has(TcpInfo.Field.BYTES_RECEIVED);
    long transmit = info.getOr(TcpInfo.Field.BYTES_SENT, 0);
    long receive = info.getOr(TcpInfo.Field.BYTES_RECEIVED, 0);
    int at = row * COLUMNS;
    if (!silently) {
      long[] sum = sums.get((int) cells[at + SUM]);
      sum[TRANSMIT] += Math.max(0, transmit - cells[at + TRANSMIT]);
      sum[RECEIVE] += Math.max(0, receive - cells[at + RECEIVE]);
    }
    cells[at + TRANSMIT] = Math.max(transmit, cells[at + TRANSMIT]);
    cells[at + RECEIVE] = Math.max(receive, cells[at + RECEIVE]);
  }

  private int add(long cookie) {
    int row = rows.add(cookie);
    if ((row + 1) * COLUMNS > cells.length) {
      cells = Arrays.copyOf(cells, 2 * cells.length);
    }
    return row;
  }

  private int number(String group, String interfaceName) {
    Key key = new Key(group, interfaceName);
    Integer known = numbers.get(key);
    if (known == null) {
      known = sums.size();
      numbers.put(key, known);
      sums.add(new long[2]);
    }
    return known;
  }
}
