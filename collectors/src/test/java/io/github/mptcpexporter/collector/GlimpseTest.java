package io.github.mptcpexporter.collector;

import static io.github.mptcpexporter.collector.SamplerTest.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.collector.Sampler.Depth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GlimpseTest {

  private final ManualClock clock = new ManualClock();
  private final FakeCollector sockets = new FakeCollector("sockets");
  private final FakeCollector links = new FakeCollector("links").steering();
  private final FakeCollector events = new FakeCollector("events").glances("waiting");
  private final Sampler sampler = new Sampler(List.of(sockets, links, events), clock.clock());
  private final List<Snapshot> glimpses = new ArrayList<>();

  @Test
  void afterAChangeWhatSteersIsReadFirstAndShownBesideTheRoundBefore() {
    round(Depth.FULL);
    links.does(
        () -> {
          assertEquals(1, sockets.calls());
          return Optional.of("down");
        });

    Snapshot whole = round(Depth.CHANGED);

    Snapshot half = glimpses.get(0);
    assertEquals(1, glimpses.size());
    assertEquals(Optional.of("down"), reading(half, links).value());
    assertEquals(Optional.of("sockets1"), reading(half, sockets).value());
    assertEquals(Optional.of("waiting"), reading(half, events).value());
    assertEquals(Optional.of("sockets2"), reading(whole, sockets).value());
    assertEquals(Optional.of("events2"), reading(whole, events).value());
    assertEquals(whole.monotonicNanos(), half.monotonicNanos());
  }

  @Test
  void firstRoundHasNothingToCompareAndShowsNoHalf() {
    round(Depth.CHANGED);

    assertEquals(List.of(), glimpses);
  }

  @Test
  void otherRoundsShowNoHalf() {
    round(Depth.FULL);
    round(Depth.LIGHT);
    round(Depth.FULL);

    assertEquals(List.of(), glimpses);
  }

  private Snapshot round(Depth depth) {
    Round round = sampler.begin(depth, Sampler.DEADLINE);
    assertTrue(round.run(glimpses::add));
    return round.snapshot();
  }
}
