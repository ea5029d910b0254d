package io.github.mptcpexporter.mptcp;

import io.github.mptcpexporter.model.ConnectionWatched;
import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.netlink.NetlinkConnection;
import io.github.mptcpexporter.netlink.NetlinkFamily;
import io.github.mptcpexporter.netlink.NetlinkTransport;
import io.github.mptcpexporter.netlink.diag.SockDiag;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at the busiest connections between two rounds, each asked for alone by its token: how long
 * one stood still shows in no single round. What it sees goes to the queue of events.
 *
 * <p>Every 50 ms while there is something to move, every 20 ms in the 5 s after a loss; a request
 * takes some 10 µs. Not for two threads at once.
 */
public final class ConnectionWatch implements Closeable {

  /** Between two looks. */
  static final long INTERVAL_NANOS = Duration.ofMillis(50).toNanos();

  /** Between two looks after a loss. */
  static final long SHORT_INTERVAL_NANOS = Duration.ofMillis(20).toNanos();

  /** How long after a loss it looks more often, and at the same connections. */
  static final long LOSS_NANOS = Duration.ofSeconds(5).toNanos();

  private static final Logger LOG = System.getLogger(ConnectionWatch.class.getName());

  private final NetlinkConnection connection;
  private final SockDiag sockDiag;
  private final EventQueue queue;
  private final BusiestConnections busiest = new BusiestConnections();
  private List<ProgressWatch> watched = List.of();
  private boolean afterLoss;
  private long lossAt;
  private boolean keeps; // whether any is watched on, whatever it moves
  private boolean suspicious; // at the last look
  private long lookedAt;
  private boolean failing; // so that it is said once

  /**
   * A watch that opens a socket of its own when there is something to look at.
   *
   * @param queue where it puts a {@link ConnectionWatched} for each look at each connection
   */
  public ConnectionWatch(NetlinkTransport transport, EventQueue queue) {
    this.connection = new NetlinkConnection(transport, NetlinkFamily.SOCK_DIAG);
    this.sockDiag = new SockDiag(connection, false);
    this.queue = queue;
  }

  /** An uplink was lost: what is watched now is so for five seconds, whatever it moves. */
  public void loss(long now) {
    afterLoss = true;
    lossAt = now;
  }

  /**
   * Decides what to look at until the next round.
   *
   * @param sockets of this round; empty if they were not read
   * @return the connections that are watched, busiest first
   */
  public List<MptcpConnection> round(Optional<MptcpSockets> sockets, long now) {
    afterLoss &= now - lossAt < LOSS_NANOS;
    keeps = afterLoss || suspicious;
    List<MptcpConnection> busy =
        sockets.isPresent() && sockets.get().origin() == DataSource.SOCK_DIAG
            ? busiest.of(sockets.get(), this::isKept, now)
            : List.of();
    if (watched.isEmpty()) {
      lookedAt = now; // the round itself was a look
    }
    List<ProgressWatch> next = new ArrayList<>(busy.size());
    for (MptcpConnection each : busy) {
      long token = each.token().orElseThrow();
      int known = find(token);
      next.add(known >= 0 ? watched.get(known) : new ProgressWatch(token));
    }
    watched = next;
    return busy;
  }

  /** How long until it wants to look; zero or less if it does now. */
  public long nanosUntilLook(long now) {
    if (watched.isEmpty()) {
      return Long.MAX_VALUE;
    }
    boolean often = afterLoss && now - lossAt < LOSS_NANOS;
    return lookedAt + (often ? SHORT_INTERVAL_NANOS : INTERVAL_NANOS) - now;
  }

  /**
   * Looks at each connection. One that is gone is watched no longer; an error ends the watch until
   * the next round.
   *
   * @return whether one of them stands still though it should not
   */
  public boolean look(long now) {
    lookedAt = now;
    suspicious = false;
    try {
      for (int i = watched.size() - 1; i >= 0; i--) {
        Optional<ConnectionWatched> found = sockDiag.watched(watched.get(i).token());
        if (found.isPresent()) {
          queue.add(now, DataSource.SOCK_DIAG, found.get());
          suspicious |= watched.get(i).look(found.get(), now);
        } else {
          watched.remove(i);
        }
      }
      failing = false;
    } catch (IOException e) {
      watched = List.of();
      suspicious = false;
      if (!failing) {
        failing = true;
        LOG.log(
            Level.WARNING,
            "busy connections can not be watched between two rounds: "
                + e.getMessage()
                + "; how long nothing moves is not known");
      }
    }
    return suspicious;
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }

  private boolean isKept(long token) {
    int place = keeps ? find(token) : -1;
    return place >= 0 && (afterLoss || watched.get(place).isSuspicious());
  }

  /** Place of the connection among those that are watched; -1 if it is not. */
  private int find(long token) {
    for (int i = 0; i < watched.size(); i++) {
      if (watched.get(i).token() == token) {
        return i;
      }
    }
    return -1;
  }
}
