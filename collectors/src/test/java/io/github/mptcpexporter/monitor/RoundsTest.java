package io.github.mptcpexporter.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mptcpexporter.collector.FakeCollector;
import io.github.mptcpexporter.collector.ManualClock;
import io.github.mptcpexporter.collector.MetricDesc;
import io.github.mptcpexporter.collector.MetricSink;
import io.github.mptcpexporter.tracker.Tracker;
import io.github.mptcpexporter.tracker.View;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoundsTest {

  private final FakeCollector collector = new FakeCollector("a");
  private final Rounds rounds =
      new Rounds(List.of(collector), List.of(new History()), new ManualClock().clock());

  @Test
  void eachRoundGrowsOutOfTheOneBefore() {
    View first = rounds.next();
    View second = rounds.next();

    assertEquals(List.of("a1"), first.state(History.class).orElseThrow());
    assertEquals(List.of("a1", "a2"), second.state(History.class).orElseThrow());
  }

  @Test
  void roundThatFailsLeavesNoTrace() {
    rounds.next();
    collector.does(Optional::empty);
    assertThrows(NoSuchElementException.class, rounds::next);
    collector.reads();

    assertEquals(List.of("a1", "a3"), rounds.next().state(History.class).orElseThrow());
  }

  /** All that was read; stumbles over what is absent. */
  private static final class History implements Tracker<List<String>> {

    @Override
    public String name() {
      return "history";
    }

    @Override
    public List<MetricDesc> metrics() {
      return List.of();
    }

    @Override
    public List<String> initial() {
      return List.of();
    }

    @Override
    public List<String> next(List<String> state, View now) {
      String read = now.value(FakeCollector.class).orElseThrow();
      return Stream.concat(state.stream(), Stream.of(read)).toList();
    }

    @Override
    public void expose(List<String> value, MetricSink sink) {}
  }
}
