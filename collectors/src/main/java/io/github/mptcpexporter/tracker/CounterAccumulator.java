package io.github.mptcpexporter.tracker;

import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import java.util.List;
import java.util.Map;

/** Adds up what subflows move, so that totals survive their end. */
public final class CounterAccumulator implements Tracker<CounterAccumulator.State> {

  /**
   * What is remembered.
   *
   * @param totals what is shown
   */
  public record State(SubflowTotals totals) {}

  @Override
  public String name() {
    return "connections";
  }

  @Override
  public List<MetricDesc> metrics() {
    return List.of();
  }

  @Override
  public State initial() {
    return new State(new SubflowTotals(Map.of(), 0, 0, 0));
  }

  @Override
  public State next(State state, View now) {
    return state;
  }

  @Override
  public void expose(State state, MetricSink sink) {}
}
