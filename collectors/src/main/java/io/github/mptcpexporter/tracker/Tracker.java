package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.collector.Exposed;

/**
 * Folds rounds into a state.
 *
 * @param <S> the state, immutable
 */
public interface Tracker<S> extends Exposed<S> {

  /** Before the first round. */
  S initial();

  /**
   * The state after a round. Pure.
   *
   * @param now the round's snapshot and the states of the trackers that stand before this one
   */
  S next(S state, View now);

  /**
   * The state half-way through a round, before all has been read: what {@link
   * io.github.mptcpexporter.collector.Collector#steers steers} is of this round, the rest of the
   * round before, and must not be counted twice. {@link #next} follows with the whole round. Pure.
   */
  default S glimpse(S state, View now) {
    return state;
  }
}
