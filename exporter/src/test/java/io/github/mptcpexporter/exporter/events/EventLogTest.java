package io.github.mptcpexporter.exporter.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the log holds, and what those who follow it get. */
class EventLogTest {

  private static EventLog filled(int count, int capacity) {
    EventLog log = new EventLog(Events.BOOT, capacity, EventHistory.NONE);
    for (int i = 1; i <= count; i++) {
      log.add(Events.lost(i));
    }
    return log;
  }

  private static List<Long> ids(List<LoggedEvent> events) {
    return events.stream().map(LoggedEvent::id).toList();
  }

  @Test
  void idsRiseFromOneAndTheOldestGoes() {
    assertEquals(List.of(3L, 4L, 5L), ids(filled(5, 3).latest(10)));
  }

  @Test
  void latestAreTheLastOnesNewestLast() {
    assertEquals(List.of(4L, 5L), ids(filled(5, 10).latest(2)));
    assertEquals(List.of(), ids(filled(5, 10).latest(0)));
  }

  @Test
  void sinceAnIdAreTheFirstBehindIt() {
    EventLog log = filled(5, 10);

    assertEquals(List.of(3L, 4L), ids(log.since(Since.parse("2"), 2)));
    assertEquals(List.of(), ids(log.since(Since.parse("5"), 2)));
  }

  @Test
  void sinceATimeAreThoseThenAndLater() {
    EventLog log = filled(5, 10);

    assertEquals(List.of(4L, 5L), ids(log.since(Since.parse("2026-11-24T13:00:04Z"), 9)));
    assertEquals(
        List.of(5L), ids(log.select(Optional.of(Since.parse("2026-11-24T14:00:05+01:00")), 9)));
  }

  @Test
  void sinceIsAnIdOrATime() {
    for (String text : List.of("", "-1", "soon", "2026-11-24", "1e3", "9999999999999999999")) {
      assertThrows(IllegalArgumentException.class, () -> Since.parse(text), text);
    }
  }

  @Test
  void logGoesOnBehindTheHistory() {
    LoggedEvent old = new LoggedEvent(41, "other", Events.lost(1));
    EventLog log = new EventLog("", 10, new EventHistory(List.of(old), 42, List.of()));

    assertEquals(43, log.add(Events.lost(2)).id());
    assertEquals(List.of(41L, 43L), ids(log.latest(10)));
  }

  @Test
  void followerGetsWhatIsThereAndWhatComes() {
    EventLog log = filled(3, 10);
    AtomicInteger woken = new AtomicInteger();
    try (EventFollower follower = log.follow(new Since.Id(1), 5, woken::incrementAndGet)) {
      assertEquals(List.of(2L, 3L), ids(follower.take()));
      log.add(Events.lost(4));
      log.add(Events.lost(5));

      assertEquals(2, woken.get());
      assertEquals(List.of(4L, 5L), ids(follower.take()));
      assertEquals(List.of(), ids(follower.take()));
    }
    log.add(Events.lost(6));
    assertEquals(2, woken.get());
  }

  @Test
  void followerWithoutSinceGetsOnlyWhatComes() {
    EventLog log = filled(3, 10);
    try (EventFollower follower = log.follow(5, () -> {})) {
      log.add(Events.lost(4));

      assertEquals(List.of(4L), ids(follower.take()));
    }
  }

  @Test
  void slowFollowerIsDroppedAndTheOthersNoticeNothing() {
    EventLog log = filled(3, 10);
    List<Boolean> told = new ArrayList<>();
    try (EventFollower slow = log.follow(new Since.Id(0), 2, () -> told.add(true));
        EventFollower other = log.follow(9, () -> {})) {
      for (int i = 4; i <= 7; i++) {
        log.add(Events.lost(i));
      }

      assertTrue(slow.isDropped());
      assertEquals(3, told.size(), "two events and the end");
      assertEquals(List.of(1L, 2L, 3L, 4L, 5L), ids(slow.take()));
      assertEquals(List.of(), ids(slow.take()));
      assertFalse(other.isDropped());
      assertEquals(4, other.take().size());
    }
  }
}
