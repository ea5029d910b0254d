package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.SocketDestroyed;
import io.github.mptcpexporter.model.TcpInfo;
import java.time.Duration;

/** Counts subflows that came and went between two dumps, in one round. */
final class UnseenFlows {

  /** How long a subflow waits for its final when its connection is in no dump. */
  private static final long KEPT_NANOS = Duration.ofSeconds(2).toNanos();

  private final AnnouncedFlows announced;
  private final Uplinks uplinks;
  private final ConnectionCount connections;
  private final SubflowEnds ends;
  private final Tally tally;

  UnseenFlows(
      AnnouncedFlows announced,
      Uplinks uplinks,
      ConnectionCount connections,
      SubflowEnds ends,
      Tally tally) {
    this.announced = announced;
    this.uplinks = uplinks;
    this.connections = connections;
    this.ends = ends;
    this.tally = tally;
  }

  /**
   * Takes the last words of a socket that no dump has shown: all that it moved, if it was announced
   * as a subflow. Else it is plain TCP, or cleared, which none can tell apart.
   */
  void last(SocketDestroyed last) {
    if (!last.zeroed()) {
      announced.take(last.addresses()).ifPresent(flow -> last(flow, last));
    }
  }

  private void last(AnnouncedFlows.Flow flow, SocketDestroyed last) {
    int number = number(flow);
    if (last.info().isPresent()) {
      TcpInfo info = last.info().get();
      tally.moved(
          number,
          uplinks.backup(flow.local()),
          info.getOr(TcpInfo.Field.BYTES_SENT, 0),
          info.getOr(TcpInfo.Field.BYTES_RECEIVED, 0),
          info.getOr(TcpInfo.Field.BYTES_RETRANS, 0));
    }
    if (!flow.counted()) {
      openedAndEnded(flow, last.addresses());
    }
  }

  private void openedAndEnded(AnnouncedFlows.Flow flow, FourTuple tuple) {
    int number = number(flow);
    tally.opened(number);
    ends.count(tuple, number, !connections.presentByToken(flow.token()), false);
  }

  private int number(AnnouncedFlows.Flow flow) {
    String name = uplinks.placement().interfaceOf(flow.link(), flow.local());
    if (name.equals(Uplinks.UNKNOWN)) {
      return Tally.UNKNOWN;
    }
    return uplinks.byInterface(name).isPresent() ? tally.number(name) : Tally.HIDDEN;
  }

  /**
   * Counts those that are over and whose final did not come. They stay announced until it can not
   * come any more: the kernel keeps a connection's first subflow as long as the connection.
   */
  void settle(long now) {
    for (FourTuple tuple : announced.tuples()) {
      AnnouncedFlows.Flow flow = announced.get(tuple).orElseThrow();
      if (flow.round()) {
        continue; // perhaps younger than the dump
      }
      boolean ended = flow.ended() != SubflowTable.NOT_ENDED;
      boolean connected = connections.presentByToken(flow.token());
      boolean over = !connected && ended && now - flow.ended() >= KEPT_NANOS;
      if (!flow.counted() && (over || ends.told(tuple))) {
        openedAndEnded(flow, tuple);
        flow = flow.countedNow();
      }
      if (over) {
        announced.take(tuple);
      } else if (connected) {
        announced.replace(tuple, flow.endedAt(SubflowTable.NOT_ENDED));
      } else {
        announced.replace(tuple, ended ? flow : flow.endedAt(now));
      }
    }
  }
}
