package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpEvent;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.TimedEvent;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which connections there are, and how many have come and gone: by the difference of two dumps, and
 * by events for those that no dump shows. Each is counted once. Immutable.
 *
 * <p>A connection is known by its cookie, else by its token, else by its addresses.
 */
final class ConnectionCount {

  /**
   * How long, and for one round at least, a connection is known after its last dump: dumps are not
   * atomic, so the next may have it again, and its last event may come late.
   */
  private static final long KEPT_NANOS = Duration.ofSeconds(5).toNanos();

  private static final int MOST_GONE = 65_536;

  private static final long NO_TOKEN = -1;

  private static final byte ESTABLISHED = 1;
  private static final byte GONE = 2;
  private static final byte COUNTED = 4;

  private final LongIndex rows;
  private final byte[] flags;
  private final long[] tokens;
  private final long[] goneSince;

  /** Row of each connection of the last dump, in its order. */
  private final int[] order;

  private final StandIns standIns;

  /** Tokens of connections that were counted by an event and were in no dump yet. */
  private final Set<Long> awaited;

  // Tokens of the connections of the last dump first.
  private final LongIndex tokenIndex;
  private final int presentTokens;
  private final boolean started;
  private final long opened;
  private final long closed;

  /** Before the first dump. */
  ConnectionCount() {
    rows = new LongIndex(0);
    flags = new byte[0];
    tokens = new long[0];
    goneSince = new long[0];
    order = new int[0];
    standIns = new StandIns();
    awaited = Set.of();
    tokenIndex = new LongIndex(0);
    presentTokens = 0;
    started = false;
    opened = 0;
    closed = 0;
  }

  /** After a round without a dump: only events count. */
  private ConnectionCount(ConnectionCount before, List<TimedEvent> events) {
    rows = before.rows;
    flags = before.flags;
    tokens = before.tokens;
    goneSince = before.goneSince;
    order = before.order;
    standIns = before.standIns;
    tokenIndex = before.tokenIndex;
    presentTokens = before.presentTokens;
    started = before.started;
    awaited = new HashSet<>(before.awaited);
    opened = before.opened + hear(events, before.started);
    closed = before.closed;
  }

  /** After a round with a dump. */
  private ConnectionCount(
      ConnectionCount before, MptcpSockets sockets, List<TimedEvent> events, long monotonicNanos) {
    List<MptcpConnection> all = sockets.connections();
    int room = all.size() + before.rows.size();
    rows = new LongIndex(room);
    flags = new byte[room];
    tokens = new long[room];
    goneSince = new long[room];
    order = new int[all.size()];
    standIns = new StandIns(before.standIns);
    tokenIndex = new LongIndex(room);
    started = true;
    int newcomers = 0;
    for (int i = 0; i < order.length; i++) {
      newcomers += see(before, i, all.get(i)) ? 1 : 0;
    }
    presentTokens = tokenIndex.size();
    int leavers = miss(before, monotonicNanos);
    // A dump later they are in it, or they are gone.
    for (long token : before.awaited) {
      leavers += presentByToken(token) ? 0 : 1;
    }
    awaited = new HashSet<>();
    opened = before.opened + newcomers + hear(events, before.started);
    closed = before.closed + leavers;
  }

  /** The count after a round. */
  ConnectionCount next(
      Optional<MptcpSockets> sockets, List<TimedEvent> events, long monotonicNanos) {
    return sockets.isPresent()
        ? new ConnectionCount(this, sockets.get(), events, monotonicNanos)
        : new ConnectionCount(this, events);
  }

  /** Adds a connection of the dump; true if it is to be counted as opened. */
  private boolean see(ConnectionCount before, int place, MptcpConnection connection) {
    long id = id(connection);
    int known = rows.size();
    int row = rows.add(id);
    order[place] = row;
    if (row < known) {
      return false; // a dump may show a socket twice
    }
    tokens[row] = connection.token().orElse(NO_TOKEN);
    if (tokens[row] != NO_TOKEN) {
      tokenIndex.add(tokens[row]);
    }
    int former = before.rows.find(id);
    boolean counted = former >= 0 && (before.flags[former] & COUNTED) != 0;
    flags[row] = (byte) ((connection.established() ? ESTABLISHED : 0) | (counted ? COUNTED : 0));
    return before.started && former < 0 && !before.awaited.contains(tokens[row]);
  }

  private long id(MptcpConnection connection) {
    if (connection.cookie().isPresent()) {
      return connection.cookie().getAsLong();
    }
    return connection.token().isPresent()
        ? connection.token().getAsLong()
        : standIns.of(connection.addresses());
  }

  /** Keeps the connections that the dump lacks for a while; returns how many to count as closed. */
  private int miss(ConnectionCount before, long monotonicNanos) {
    int leavers = 0;
    int gone = 0;
    for (int former = 0; former < before.rows.size(); former++) {
      long id = before.rows.key(former);
      if (rows.contains(id)) {
        continue;
      }
      boolean goneBefore = (before.flags[former] & GONE) != 0;
      long since = goneBefore ? before.goneSince[former] : monotonicNanos;
      leavers += (before.flags[former] & COUNTED) == 0 ? 1 : 0;
      boolean keep = !goneBefore || monotonicNanos - since <= KEPT_NANOS;
      if (keep && !StandIns.isStandIn(id) && gone++ < MOST_GONE) {
        int row = rows.add(id);
        flags[row] = GONE | COUNTED;
        tokens[row] = before.tokens[former];
        goneSince[row] = since;
        if (tokens[row] != NO_TOKEN) {
          tokenIndex.add(tokens[row]);
        }
      }
    }
    return leavers;
  }

  /** Awaits the connections that only events tell of; returns how many to count as opened. */
  private int hear(List<TimedEvent> events, boolean startedBefore) {
    int newcomers = 0;
    for (TimedEvent timed : events) {
      if (timed.event() instanceof MptcpEvent event && event.token().isPresent()) {
        boolean created = event.kind() == MptcpEvent.Kind.CREATED;
        // A short fallback raises CLOSED alone. Before the first dump it may have opened any time.
        boolean closedUnseen = event.kind() == MptcpEvent.Kind.CLOSED && startedBefore;
        long token = event.token().getAsLong();
        if ((created || closedUnseen)
            && !tokenIndex.contains(token)
            && awaited.size() < MOST_GONE) {
          newcomers += awaited.add(token) ? 1 : 0;
        }
      }
    }
    return newcomers;
  }

  /** Whether a dump was seen: before, nothing is counted. */
  boolean started() {
    return started;
  }

  /** Connections first seen after the first dump. */
  long opened() {
    return opened;
  }

  /** Connections no longer seen. */
  long closed() {
    return closed;
  }

  /** Identity of a connection, by its place in the dump. */
  long idOf(int place) {
    return rows.key(order[place]);
  }

  /** Whether the last dump had a connection of that identity. */
  boolean present(long id) {
    int row = rows.find(id);
    return row >= 0 && (flags[row] & GONE) == 0;
  }

  /** Whether the last dump had it, and it was established. */
  boolean established(long id) {
    int row = rows.find(id);
    return row >= 0 && (flags[row] & ESTABLISHED) != 0;
  }

  /** Whether the last dump had a connection with that token. */
  boolean presentByToken(long token) {
    int number = tokenIndex.find(token);
    return number >= 0 && number < presentTokens;
  }
}
