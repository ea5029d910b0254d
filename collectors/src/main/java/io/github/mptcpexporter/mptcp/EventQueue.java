package io.github.mptcpexporter.mptcp;

import io.github.mptcpexporter.model.DataSource;
import io.github.mptcpexporter.model.EventsLost;
import io.github.mptcpexporter.model.KernelEvent;
import io.github.mptcpexporter.model.KernelEvents;
import io.github.mptcpexporter.model.NetworkChanged;
import io.github.mptcpexporter.model.TimedEvent;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Events on their way from the event thread to the next round. Bounded: when it is full, events of
 * a source are dropped and one {@link EventsLost} stands for them. Any thread.
 */
public final class EventQueue {

  private final int capacity;
  private final ArrayDeque<TimedEvent> events = new ArrayDeque<>();
  private final Set<DataSource> overflown = EnumSet.noneOf(DataSource.class);

  private final Set<DataSource> listening = EnumSet.noneOf(DataSource.class);

  public EventQueue(int capacity) {
    this.capacity = capacity;
  }

  /** Adds an event; {@code source} is whose it is. */
  public synchronized void add(long monotonicNanos, DataSource source, KernelEvent event) {
    if (events.size() < capacity) {
      events.add(new TimedEvent(monotonicNanos, event));
    } else if (overflown.add(source)) {
      events.add(new TimedEvent(monotonicNanos, new EventsLost(source)));
    }
  }

  /** Says whether the source's events arrive here from now on. */
  public synchronized void listening(DataSource source, boolean heard) {
    if (heard) {
      listening.add(source);
    } else {
      listening.remove(source);
    }
  }

  /** The changes of the network that wait here, and go on waiting. */
  public synchronized KernelEvents networkChanges() {
    List<TimedEvent> changes =
        events.stream().filter(timed -> timed.event() instanceof NetworkChanged).toList();
    return new KernelEvents(listening, changes);
  }

  /** Takes all events out. */
  public synchronized KernelEvents drain() {
    KernelEvents drained = new KernelEvents(listening, List.copyOf(events));
    events.clear();
    overflown.clear();
    return drained;
  }
}
