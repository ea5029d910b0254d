package io.github.mptcpexporter.exporter.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.failover.BundleEvent.Kind;
import io.github.mptcpexporter.source.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the file, whatever happened to the program or the disk. */
class EventFileTest {

  private static final EventJson JSON = new EventJson();

  @TempDir private Path directory;
  private final AtomicLong now = new AtomicLong();

  private Path path() {
    return directory.resolve("events.ndjson");
  }

  private EventFile file(long maxBytes) {
    EventFile file = new EventFile(path(), maxBytes, now::get);
    file.open();
    return file;
  }

  private static LoggedEvent event(long id) {
    Kind kind = id % 2 == 0 ? Kind.FAILOVER : Kind.UPLINK_STATE;
    return new LoggedEvent(id, Events.BOOT, Events.of(kind, (int) id, "wan1"));
  }

  private List<Long> ids() throws IOException {
    return EventHistory.read(path()).strict().events().stream().map(LoggedEvent::id).toList();
  }

  @Test
  void eachEventIsALineAtOnce() throws IOException {
    EventFile file = file(EventFile.MAX_BYTES);
    file.accept(event(1));
    file.accept(event(2));

    assertEquals(JSON.line(event(1)) + "\n" + JSON.line(event(2)) + "\n", Files.readString(path()));
    assertEquals(List.of(event(1), event(2)), EventHistory.read(path()).strict().events());
    file.end();
  }

  @Test
  void nextRunGoesOnBehindTheLast() throws IOException {
    EventFile first = file(EventFile.MAX_BYTES);
    first.accept(event(1));
    first.end();
    EventLog log = new EventLog("", 10, EventHistory.read(path()));
    EventFile second = file(EventFile.MAX_BYTES);
    second.accept(log.add(Events.lost(9)));
    second.end();

    assertEquals(List.of(1L, 2L), ids());
  }

  @Test
  void tornLastLineIsCutOffAndSaidOnce() throws IOException {
    EventFile killed = file(EventFile.MAX_BYTES);
    killed.accept(event(1));
    killed.accept(event(2));
    String whole = Files.readString(path());
    for (int torn : List.of(1, 57, JSON.line(event(3)).length())) {
      Files.writeString(path(), whole + JSON.line(event(3)).substring(0, torn));
      assertEquals(List.of(1L, 2L), ids(), "a reader leaves it out");
      try (LogLines log = new LogLines(TornLine.class)) {
        file(EventFile.MAX_BYTES).end();
        file(EventFile.MAX_BYTES).end();

        assertEquals(
            List.of(
                "WARNING event file "
                    + path()
                    + ": its last line was torn; cut off "
                    + torn
                    + " bytes"),
            log.lines());
      }
      assertEquals(whole, Files.readString(path()));
    }
  }

  @Test
  void fileOfOneTornLineIsEmptyThen() throws IOException {
    Files.writeString(path(), "x".repeat(10_000));
    EventFile file = file(EventFile.MAX_BYTES);
    file.accept(event(1));
    file.end();

    assertEquals(List.of(1L), ids());
  }

  @Test
  void fullFileBecomesThePreviousOne() throws IOException {
    int line = JSON.line(event(10)).length() + 1;
    EventFile file = file(3L * line);
    for (int id = 10; id < 18; id++) {
      file.accept(event(id));
      assertTrue(Files.size(path()) <= 3L * line + 3, "at " + id);
    }
    file.end();

    List<Long> kept = ids();
    assertEquals(LongStream.range(18 - kept.size(), 18).boxed().toList(), kept);
    assertTrue(kept.size() >= 4, kept.toString());
    assertTrue(Files.exists(directory.resolve("events.ndjson.1")));
  }

  @Test
  void lineLargerThanAFileIsWrittenAllTheSame() throws IOException {
    EventFile file = file(10);
    file.accept(event(1));
    file.accept(event(2));
    file.end();

    assertEquals(List.of(1L, 2L), ids());
  }

  @Test
  void eventsWaitUntilTheFileCanBeWrittenAndItIsTriedEachMinute() throws IOException {
    Path missing = directory.resolve("not/yet.ndjson");
    try (LogLines log = new LogLines(EventFile.class)) {
      EventFile file = new EventFile(missing, EventFile.MAX_BYTES, now::get);
      file.open();
      file.accept(event(1));
      Files.createDirectories(directory.resolve("not"));
      now.addAndGet(Duration.ofSeconds(59).toNanos());
      file.accept(event(2));
      file.retry();
      assertFalse(Files.exists(missing));

      now.addAndGet(Duration.ofSeconds(1).toNanos());
      file.retry();

      assertEquals(List.of(event(1), event(2)), EventHistory.read(missing).strict().events());
      assertEquals(1, file.errors());
      assertEquals(2, log.lines().size(), "one warning and its end: " + log.lines());
      file.end();
    }
  }

  @Test
  void fullDiskIsAnErrorOfTheFileAlone() {
    EventFile file = new EventFile(Path.of("/dev/full"), EventFile.MAX_BYTES, now::get);
    try (LogLines log = new LogLines(EventFile.class)) {
      file.open();
      for (int id = 1; id < 2_000; id++) {
        file.accept(event(id));
      }
      now.addAndGet(Duration.ofMinutes(1).toNanos());
      file.retry();

      assertEquals(2, file.errors());
      assertEquals(1, log.lines().size(), log.lines().toString());
      assertTrue(log.lines().get(0).contains("No space left"), log.lines().toString());
    }
  }

  @Test
  void fileThatSomeoneElseRemovedIsMadeAnew() throws IOException {
    EventFile file = file(EventFile.MAX_BYTES);
    file.accept(event(1));
    Files.delete(path());
    file.accept(event(2));
    file.end();

    assertEquals(List.of(2L), ids());
  }

  @Test
  void damagedLineIsAComplaintWithItsAddressAndTheRestIsKnown() throws IOException {
    EventFile file = file(EventFile.MAX_BYTES);
    file.accept(event(1));
    Files.writeString(path(), "{\"id\":2}\n", StandardOpenOption.APPEND);
    file.accept(event(3));
    file.end();
    EventHistory history = EventHistory.read(path());

    BadInputException e = assertThrows(BadInputException.class, history::strict);
    assertEquals(path() + ":2: no time", e.getMessage());
    assertEquals(List.of(event(1), event(3)), history.events());
    assertEquals(3, history.lastId());
  }

  @Test
  void withoutFileNothingHasHappened() throws IOException {
    assertEquals(EventHistory.NONE, EventHistory.read(path()));
  }
}
