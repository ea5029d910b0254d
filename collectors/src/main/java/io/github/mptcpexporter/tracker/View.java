package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.collector.Snapshot;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A round and what all trackers made of it. Immutable; metrics, events and status come from it. */
public final class View {

  private final Snapshot snapshot;
  private final Map<Tracker<?>, Object> states;

  private View(Snapshot snapshot, Map<Tracker<?>, Object> states) {
    this.snapshot = snapshot;
    this.states = states;
  }

  /** A round that no tracker has seen yet. */
  public static View of(Snapshot snapshot) {
    return new View(snapshot, Map.of());
  }

  /**
   * The view after {@code previous}: every tracker, in order, folds the snapshot into its state.
   */
  public static View next(Optional<View> previous, Snapshot snapshot, List<Tracker<?>> trackers) {
    Map<Tracker<?>, Object> states = new LinkedHashMap<>();
    View growing = new View(snapshot, Collections.unmodifiableMap(states));
    for (Tracker<?> tracker : trackers) {
      states.put(tracker, step(tracker, previous, growing));
    }
    return growing;
  }

  /**
   * The view half-way through a round: only what steers has been read anew, the rest stands as it
   * was, and so do the trackers that make nothing of that.
   *
   * @param previous the view before the round
   */
  public static View glimpse(View previous, Snapshot half, List<Tracker<?>> trackers) {
    Map<Tracker<?>, Object> states = new LinkedHashMap<>();
    View growing = new View(half, Collections.unmodifiableMap(states));
    for (Tracker<?> tracker : trackers) {
      states.put(tracker, glimpse(tracker, previous, growing));
    }
    return growing;
  }

  public Snapshot snapshot() {
    return snapshot;
  }

  /** All states, in the order of the trackers. */
  public Map<Tracker<?>, Object> states() {
    return states;
  }

  /** What the collector of that class read; empty if it is absent, failed or switched off. */
  public <V> Optional<V> value(Class<? extends Collector<V>> type) {
    return snapshot.value(type);
  }

  /** The state of the tracker of that class; empty if there is none (yet). */
  @SuppressWarnings("unchecked") // a Tracker<S> has a state S
  public <S> Optional<S> state(Class<? extends Tracker<S>> type) {
    for (Map.Entry<Tracker<?>, Object> entry : states.entrySet()) {
      if (type.isInstance(entry.getKey())) {
        return Optional.of((S) entry.getValue());
      }
    }
    return Optional.empty();
  }

  @SuppressWarnings("unchecked") // a tracker's own previous state
  private static <S> S step(Tracker<S> tracker, Optional<View> previous, View now) {
    S state = previous.map(view -> (S) view.states.get(tracker)).orElseGet(tracker::initial);
    return tracker.next(state, now);
  }

  @SuppressWarnings("unchecked") // a tracker's own previous state
  private static <S> S glimpse(Tracker<S> tracker, View previous, View now) {
    S state = Optional.ofNullable((S) previous.states.get(tracker)).orElseGet(tracker::initial);
    return tracker.glimpse(state, now);
  }
}
