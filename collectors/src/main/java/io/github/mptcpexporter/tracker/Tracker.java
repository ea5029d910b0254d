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
}
