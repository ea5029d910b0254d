package io.github.mptcpexporter.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.collector.Collector.Pace;
import io.github.mptcpexporter.collector.Sampler.Depth;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SamplerTest {

  private final ManualClock clock = new ManualClock();

  @Test
  void eachCollectorEndsInItsOwnWayAndNoneTakesAnotherAlong() {
    FakeCollector malformed =
        fake(
            "malformed",
            () -> {
              throw new IOException("proc/net/netstat:6: 2 values for 3 names");
            });
    FakeCollector broken =
        fake(
            "broken",
            () -> {
              throw new IllegalStateException("a bug");
            });
    FakeCollector deep =
        fake(
            "deep",
            () -> {
              throw new StackOverflowError();
            });
    FakeCollector absent = fake("absent", Optional::empty);
    FakeCollector present = new FakeCollector("present");

    Snapshot snapshot = sampler(malformed, broken, deep, absent, present).round();

    assertEquals("proc/net/netstat:6: 2 values for 3 names", complaint(snapshot, malformed));
    String bug = complaint(snapshot, broken);
    assertTrue(
        bug.startsWith("java.lang.IllegalStateException: a bug at ")
            && bug.contains("SamplerTest.java:"),
        bug);
    assertTrue(complaint(snapshot, deep).startsWith("java.lang.StackOverflowError"));
    assertInstanceOf(Reading.Absent.class, reading(snapshot, absent));
    assertEquals(Optional.of("present1"), reading(snapshot, present).value());
  }

  @Test
  void readingsStandInTheOrderOfCollectionAndSayHowLongTheyTook() {
    FakeCollector first = new FakeCollector("first");
    FakeCollector slow =
        fake(
            "slow",
            () -> {
              clock.advance(Duration.ofMillis(7));
              return Optional.of("read");
            });

    long began = clock.now();
    Snapshot snapshot = sampler(slow, first).round();

    assertEquals(List.of(slow, first), List.copyOf(snapshot.readings().keySet()));
    assertEquals(Duration.ofMillis(7), reading(snapshot, slow).took());
    assertEquals(Duration.ZERO, reading(snapshot, first).took());
    assertEquals(began, snapshot.monotonicNanos());
  }

  @Test
  void lightRoundReadsOnlyWhatMovesAllTheTime() {
    FakeCollector moving = new FakeCollector("moving");
    FakeCollector resting = new FakeCollector("resting", Pace.ON_CHANGE, Optional::empty).reads();
    Sampler sampler = sampler(moving, resting);

    Snapshot full = sampler.round();
    Snapshot light = round(sampler, Depth.LIGHT);

    assertEquals(Optional.of("moving2"), reading(light, moving).value());
    assertSame(reading(full, resting), reading(light, resting));
    assertEquals(1, resting.calls());
    assertEquals(Optional.of("resting2"), reading(sampler.round(), resting).value());
  }

  @Test
  void firstRoundReadsEverythingHoweverLight() {
    FakeCollector resting = new FakeCollector("resting", Pace.ON_CHANGE, Optional::empty).reads();

    Snapshot light = round(sampler(resting), Depth.LIGHT);

    assertEquals(Optional.of("resting1"), reading(light, resting).value());
  }

  @Test
  void failureThatIsCarriedOverStaysAFailure() {
    FakeCollector resting =
        new FakeCollector(
            "resting",
            Pace.ON_CHANGE,
            () -> {
              throw new IOException("gone");
            });
    Sampler sampler = sampler(resting);
    sampler.round();
    resting.reads();

    Snapshot light = round(sampler, Depth.LIGHT);

    assertEquals("gone", complaint(light, resting));
    assertEquals(1, resting.calls());
  }

  @Test
  void failingAndRecoveringAreSaidOnceAndYesterdaysValueIsNotToday() {
    FakeCollector routes = new FakeCollector("routes");
    Sampler sampler = sampler(routes);
    List<String> said = new ArrayList<>();
    try (LogLines log = new LogLines(Sampler.class)) {
      sampler.round();
      routes.does(
          () -> {
            throw new IOException("netlink RTM_GETROUTE dump: EPERM (Operation not permitted)");
          });
      for (int i = 0; i < 12; i++) {
        assertEquals(Optional.empty(), reading(sampler.round(), routes).value());
      }
      routes.reads();
      sampler.round();
      sampler.round();
      said.addAll(log.take());
    }

    assertEquals(
        List.of(
            "WARNING collector routes failed:"
                + " netlink RTM_GETROUTE dump: EPERM (Operation not permitted)",
            "INFO collector routes recovered after 12 rounds"),
        said);
  }

  @Test
  void absenceIsSaidOnceAndNeverLoud() {
    FakeCollector endpoints = fake("endpoints", Optional::empty);
    Sampler sampler = sampler(endpoints);
    try (LogLines log = new LogLines(Sampler.class)) {
      sampler.round();
      sampler.round();

      assertEquals(
          List.of("FINE collector endpoints is absent: this router has no such thing"), log.take());
    }
  }

  private Sampler sampler(FakeCollector... collectors) {
    return new Sampler(List.of(collectors), clock.clock());
  }

  private static FakeCollector fake(String name, FakeCollector.Act act) {
    return new FakeCollector(name, Pace.EVERY_ROUND, act);
  }

  private static Snapshot round(Sampler sampler, Depth depth) {
    Round round = sampler.begin(depth, Sampler.DEADLINE);
    assertTrue(round.run());
    return round.snapshot();
  }

  static Reading<?> reading(Snapshot snapshot, Collector<?> collector) {
    return Optional.<Reading<?>>ofNullable(snapshot.readings().get(collector)).orElseThrow();
  }

  static String complaint(Snapshot snapshot, Collector<?> collector) {
    Reading<?> reading = reading(snapshot, collector);
    return String.valueOf(assertInstanceOf(Reading.Failed.class, reading).cause().getMessage());
  }
}
