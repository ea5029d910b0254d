package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.FourTuple;
import io.github.mptcpexporter.model.KernelEvents;
import io.github.mptcpexporter.model.MptcpEvent;
import io.github.mptcpexporter.model.SocketDestroyed;
import io.github.mptcpexporter.model.Subflow;
import io.github.mptcpexporter.model.TcpInfo;
import io.github.mptcpexporter.model.TimedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One step of {@link CounterAccumulator}: first the dump, then the last words of sockets, then what
 * neither has shown. In this order, since events and dump of a round are of about the same time and
 * a final belongs behind the counters of the dump that it may have overtaken.
 */
final class SubflowRound {

  /** How long a subflow waits for its final when its connection has ended. */
  private static final long FINAL_NANOS = Duration.ofSeconds(60).toNanos();

  /** Most subflows that wait for their final; further ones do not. */
  private static final int MOST_WAITING = 65_536;

  private final Uplinks uplinks;
  private final ConnectionCount connections;
  private final List<TimedEvent> events;
  private final boolean finalsHeard;
  private final long now;

  private final SubflowTable before;
  private final boolean baseline;
  private final SubflowEnds ends;
  private final UnseenFlows unseen;

  final Tally tally;
  final AnnouncedFlows announced;
  final CloseReasons reasons;
  final StandIns standIns;
  final SubflowTable table;
  long zeroed;
  boolean bytesSeen;
  private int waiting;

  /**
   * @param connections the count of this round
   * @param sockets whether there was a dump in this round
   */
  SubflowRound(
      CounterAccumulator.State state,
      Uplinks uplinks,
      ConnectionCount connections,
      KernelEvents kernelEvents,
      boolean sockets,
      long now) {
    this.uplinks = uplinks;
    this.connections = connections;
    this.events = kernelEvents.events();
    this.finalsHeard = kernelEvents.listening().contains(DataSource.TCP_DESTROY);
    this.now = now;
    this.before = state.subflows();
    this.baseline = !state.started();
    this.tally = new Tally(state.tally());
    this.announced = new AnnouncedFlows(state.announced());
    this.reasons = new CloseReasons(state.reasons(), now);
    boolean reasonsHeard = kernelEvents.listening().contains(DataSource.PM_EVENTS);
    this.ends = new SubflowEnds(uplinks, reasons, reasonsHeard, tally);
    this.unseen = new UnseenFlows(announced, uplinks, connections, ends, tally);
    this.table = new SubflowTable(now, sockets ? uplinks.placed().size() : before.size());
    for (Uplink uplink : uplinks.all()) {
      if (!uplink.aside()) {
        tally.number(uplink.interfaceName());
      }
    }
    for (TimedEvent timed : events) {
      if (timed.event() instanceof MptcpEvent event) {
        announced.hear(event);
        reasons.hear(timed, event);
      }
    }
    if (sockets) {
      standIns = new StandIns(state.standIns());
      boolean[] seen = dump();
      missed(seen);
    } else {
      standIns = state.standIns();
      for (int old = 0; old < before.size(); old++) {
        if (!before.destroyed(old) || !before.counted(old)) {
          table.copy(table.add(before.cookie(old)), before, old);
        }
      }
    }
    finals();
    if (sockets) {
      unseen.settle(now);
    }
  }

  /** Adds up what the subflows of the dump have moved; says which rows of before were in it. */
  private boolean[] dump() {
    boolean[] seen = new boolean[before.size()];
    int[] numbers = new int[uplinks.all().size()];
    for (int slot = 0; slot < numbers.length; slot++) {
      Uplink uplink = uplinks.all().get(slot);
      numbers[slot] = uplink.aside() ? -1 : tally.number(uplink.interfaceName());
    }
    PlacedSubflows placed = uplinks.placed();
    for (int i = 0; i < placed.size(); i++) {
      Subflow subflow = placed.subflow(i);
      long cookie = cookie(subflow);
      int known = table.size();
      int row = table.add(cookie);
      if (row == known) { // a dump may show a socket twice
        int old = before.find(cookie);
        if (old >= 0) {
          seen[old] = true;
        }
        place(row, old, i, number(placed.slot(i), numbers));
        note(row, old, subflow);
      }
    }
    return seen;
  }

  private long cookie(Subflow subflow) {
    return subflow.cookie().isPresent()
        ? subflow.cookie().getAsLong()
        : standIns.of(subflow.addresses());
  }

  private static int number(int slot, int[] numbers) {
    if (slot == PlacedSubflows.HIDDEN) {
      return Tally.HIDDEN;
    }
    return slot == PlacedSubflows.UNKNOWN ? Tally.UNKNOWN : numbers[slot];
  }

  /** Says where a subflow of the dump belongs. */
  private void place(int row, int old, int place, int number) {
    PlacedSubflows placed = uplinks.placed();
    int connection = placed.connection(place);
    long id = connection >= 0 ? connections.idOf(connection) : 0;
    int interfaceNumber = number;
    if (old >= 0) {
      table.copy(row, before, old);
      // Where a dump fails to say, what the last one said holds.
      id = connection >= 0 ? id : before.connection(old);
      interfaceNumber = number == Tally.UNKNOWN ? before.interfaceNumber(old) : number;
    }
    FourTuple tuple = placed.subflow(place).addresses();
    table.place(row, tuple, id, interfaceNumber, placed.backup(place));
  }

  /** Counts a subflow of the dump. */
  private void note(int row, int old, Subflow subflow) {
    Optional<AnnouncedFlows.Flow> flow = announced.take(subflow.addresses());
    if (old < 0 && flow.isPresent() && flow.get().counted()) {
      table.count(row); // opening and end, when it seemed to be over already
    } else if (old < 0 && !baseline) {
      tally.opened(table.interfaceNumber(row));
    }
    if (subflow.info().isPresent()) {
      advance(row, subflow.info().get(), old < 0 && baseline, true);
    }
  }

  /**
   * Adds what a subflow's counters have gained. A counter that fell tells nothing; in a dump the
   * socket has begun anew, at its end the kernel has cleared it.
   *
   * @param silently whether to note the counters only
   * @param anew whether a counter that fell goes on from there
   */
  private void advance(int row, TcpInfo info, boolean silently, boolean anew) {
    bytesSeen |= info.has(TcpInfo.Field.BYTES_SENT);
    long transmit = info.getOr(TcpInfo.Field.BYTES_SENT, 0);
    long receive = info.getOr(TcpInfo.Field.BYTES_RECEIVED, 0);
    long retransmit = info.getOr(TcpInfo.Field.BYTES_RETRANS, 0);
    if (!silently) {
      long sent = Math.max(0, transmit - table.transmit(row));
      long received = Math.max(0, receive - table.receive(row));
      long again = Math.max(0, retransmit - table.retransmit(row));
      tally.moved(table.interfaceNumber(row), table.backup(row), sent, received, again);
      table.moved(row, sent + received);
    }
    if (anew) {
      table.counters(row, transmit, receive, retransmit);
    }
  }

  /** Counts the end of subflows that the dump lacks, and keeps them until their final. */
  private void missed(boolean[] seen) {
    for (int old = 0; old < before.size(); old++) {
      if (seen[old]) {
        continue;
      }
      announced.take(before.addresses(old)); // an event may come behind the end
      boolean first = !before.left(old) && !before.destroyed(old);
      boolean counted = before.counted(old) || countEnd(before, old, first);
      if (!before.destroyed(old)) {
        keep(old, first, counted);
      }
    }
  }

  /** Keeps a subflow that has left the dump, if its final may still come. */
  private void keep(int old, boolean first, boolean counted) {
    long ended = before.ended(old);
    if (connections.present(before.connection(old))) {
      ended = SubflowTable.NOT_ENDED;
    } else if (ended == SubflowTable.NOT_ENDED) {
      ended = now;
    }
    boolean over = ended != SubflowTable.NOT_ENDED && now - ended > FINAL_NANOS;
    boolean keep = first || (finalsHeard && !over);
    if (keep && !StandIns.isStandIn(before.cookie(old)) && waiting++ < MOST_WAITING) {
      int row = table.add(before.cookie(old));
      table.copy(row, before, old);
      table.leave(row, ended);
      if (counted) {
        table.count(row);
      }
    } else if (!counted) {
      tally.closed(before.interfaceNumber(old), CloseReason.UNKNOWN);
    }
  }

  private boolean countEnd(SubflowTable in, int row, boolean first) {
    boolean connectionClosed = !connections.established(in.connection(row));
    return ends.count(in.addresses(row), in.interfaceNumber(row), connectionClosed, first);
  }

  /** Adds what final counters are more than the last ones known. */
  private void finals() {
    for (TimedEvent timed : events) {
      if (timed.event() instanceof SocketDestroyed last) {
        int row = table.find(last.cookie());
        if (row >= 0) {
          last(row, last);
        } else {
          unseen.last(last);
        }
      }
    }
  }

  private void last(int row, SocketDestroyed last) {
    if (table.destroyed(row)) {
      return;
    }
    table.destroy(row);
    if (last.zeroed()) {
      zeroed++;
    } else if (last.info().isPresent()) {
      advance(row, last.info().get(), false, false);
    }
    if (!table.counted(row) && countEnd(table, row, true)) {
      table.count(row);
    }
  }
}
