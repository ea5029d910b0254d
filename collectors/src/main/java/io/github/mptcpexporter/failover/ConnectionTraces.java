package io.github.mptcpexporter.failover;

import io.github.mptcpexporter.model.ConnectionWatched;
import io.github.mptcpexporter.model.KernelEvent;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpInfo;
import io.github.mptcpexporter.model.MptcpInfo.Field;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.TimedEvent;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the busiest connections have moved lately: by the watch between two rounds and by the rounds
 * themselves. Immutable.
 *
 * @param byToken at most {@link #MOST}
 */
public record ConnectionTraces(Map<Long, ConnectionTrace> byToken) {

  /** Connections that are traced; further ones are not. */
  static final int MOST = 32;

  static final ConnectionTraces NONE = new ConnectionTraces(Map.of());

  /** Kept that long when it is seen no more, since its standstills count until then. */
  private static final long KEPT_NANOS = 70_000_000_000L;

  /** Kept that long in any case. */
  private static final long LEAST_KEPT_NANOS = 10_000_000_000L;

  public ConnectionTraces {
    byToken = Map.copyOf(byToken);
  }

  /** With what a round and the watch before it have seen. */
  ConnectionTraces next(Optional<MptcpSockets> sockets, List<TimedEvent> events, long nanos) {
    Map<Long, ConnectionTrace> traces = new HashMap<>(byToken);
    traces.values().removeIf(trace -> nanos - trace.seenAt() > KEPT_NANOS);
    for (TimedEvent timed : events) {
      KernelEvent event = timed.event();
      if (event instanceof ConnectionWatched seen) {
        look(traces, seen, timed.monotonicNanos());
      }
    }
    if (sockets.isPresent()) {
      for (MptcpConnection connection : sockets.get().connections()) {
        if (connection.established() && connection.inode() != 0) {
          look(traces, connection, nanos);
        }
      }
    }
    return new ConnectionTraces(traces);
  }

  private static void look(
      Map<Long, ConnectionTrace> traces, MptcpConnection connection, long nanos) {
    Optional<MptcpInfo> info = connection.info();
    if (info.isEmpty() || connection.token().isEmpty() || info.get().fellBack()) {
      return;
    }
    MptcpInfo told = info.get();
    boolean known = traces.containsKey(connection.token().getAsLong());
    boolean busy = connection.transmitQueueBytes() > 0 || moved(told);
    if (known || busy) {
      look(
          traces,
          new ConnectionWatched(
              connection.token().getAsLong(),
              told.getOr(Field.WRITE_SEQ, 0),
              told.getOr(Field.SND_UNA, 0),
              told.getOr(Field.RCV_NXT, 0),
              connection.receiveQueueBytes(),
              connection.transmitQueueBytes(),
              told.find(Field.LAST_DATA_RECV_MILLIS)),
          nanos);
    }
  }

  /** Where the kernel tells ages: whether there was data in the last second. */
  private static boolean moved(MptcpInfo info) {
    return info.getOr(Field.LAST_DATA_RECV_MILLIS, 1000) < 1000
        || info.getOr(Field.LAST_DATA_SENT_MILLIS, 1000) < 1000;
  }

  private static void look(Map<Long, ConnectionTrace> traces, ConnectionWatched seen, long nanos) {
    ConnectionTrace known = traces.get(seen.token());
    if (known != null) {
      traces.put(seen.token(), known.next(seen, nanos));
    } else if (hasRoom(traces, nanos)) {
      traces.put(seen.token(), ConnectionTrace.first(seen, nanos));
    }
  }

  /** A connection that has not been seen for a while gives way. */
  private static boolean hasRoom(Map<Long, ConnectionTrace> traces, long nanos) {
    if (traces.size() < MOST) {
      return true;
    }
    Optional<ConnectionTrace> oldest =
        traces.values().stream().min(Comparator.comparingLong(ConnectionTrace::seenAt));
    if (nanos - oldest.get().seenAt() < LEAST_KEPT_NANOS) {
      return false;
    }
    traces.remove(oldest.get().token());
    return true;
  }
}
