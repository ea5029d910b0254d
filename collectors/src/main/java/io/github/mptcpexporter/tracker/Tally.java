package io.github.mptcpexporter.tracker;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums of what subflows did, by interface. Each interface has a number, which it keeps: {@link
 * #UNKNOWN} is that of flows that fit none. Summed up while a round is folded and only read
 * afterwards.
 */
final class Tally {

  static final int UNKNOWN = 0;

  /** Number of interfaces that are not shown; what their flows do is summed up nowhere. */
  static final int HIDDEN = -1;

  private final List<String> names = new ArrayList<>();
  private final List<Sum> sums = new ArrayList<>();
  private final Sum hidden = new Sum();

  /** Of one interface. */
  private static final class Sum {
    private long transmit;
    private long receive;
    private long backupTransmit;
    private long backupReceive;
    private long retransmit;
    private long opened;
    private final Map<CloseReason, Long> closed = new EnumMap<>(CloseReason.class);

    private Sum() {
      for (CloseReason reason : CloseReason.values()) {
        closed.put(reason, 0L);
      }
    }

    private Sum(Sum before) {
      transmit = before.transmit;
      receive = before.receive;
      backupTransmit = before.backupTransmit;
      backupReceive = before.backupReceive;
      retransmit = before.retransmit;
      opened = before.opened;
      closed.putAll(before.closed);
    }

    private SubflowTotals.Interface totals() {
      Map<String, Long> byReason = new LinkedHashMap<>();
      closed.forEach((reason, count) -> byReason.put(reason.label(), count));
      return new SubflowTotals.Interface(
          new SubflowTotals.Bytes(transmit, receive),
          new SubflowTotals.Bytes(backupTransmit, backupReceive),
          retransmit,
          opened,
          byReason);
    }
  }

  /** Starts with nothing. */
  Tally() {
    names.add(Uplinks.UNKNOWN);
    sums.add(new Sum());
  }

  /** Goes on from the sums of the round before. */
  Tally(Tally before) {
    names.addAll(before.names);
    before.sums.forEach(sum -> sums.add(new Sum(sum)));
  }

  /** The interface's number, a new one if need be. */
  int number(String interfaceName) {
    int number = names.indexOf(interfaceName);
    if (number < 0) {
      number = names.size();
      names.add(interfaceName);
      sums.add(new Sum());
    }
    return number;
  }

  String name(int number) {
    return names.get(number);
  }

  /** Adds bytes that a subflow has moved. */
  void moved(int number, boolean backup, long transmit, long receive, long retransmit) {
    Sum sum = sum(number);
    if (backup) {
      sum.backupTransmit += transmit;
      sum.backupReceive += receive;
    } else {
      sum.transmit += transmit;
      sum.receive += receive;
    }
    sum.retransmit += retransmit;
  }

  void opened(int number) {
    sum(number).opened++;
  }

  void closed(int number, CloseReason reason) {
    sum(number).closed.merge(reason, 1L, Long::sum);
  }

  private Sum sum(int number) {
    return number == HIDDEN ? hidden : sums.get(number);
  }

  /** Totals of each interface; of {@link Uplinks#UNKNOWN} once there is a flow. */
  Map<String, SubflowTotals.Interface> totals() {
    Map<String, SubflowTotals.Interface> totals = new LinkedHashMap<>();
    for (int number = 0; number < names.size(); number++) {
      SubflowTotals.Interface one = sums.get(number).totals();
      boolean any =
          one.opened() + one.transmitBytes() + one.receiveBytes() > 0
              || one.closed().values().stream().anyMatch(count -> count > 0);
      if (number != UNKNOWN || any) {
        totals.put(names.get(number), one);
      }
    }
    return totals;
  }
}
