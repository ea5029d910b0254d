package io.github.mptcpexporter.exporter.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mptcpexporter.exporter.Views;
import io.github.mptcpexporter.failover.FailoverTracker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a round's thread to the outlets. */
class EventRecorderTest {

  @Test
  void whatWaitsAtTheEndIsStillHandedOn(@TempDir Path directory) throws Exception {
    Path path = directory.resolve("events.ndjson");
    EventFile file = new EventFile(path, EventFile.MAX_BYTES, System::nanoTime);
    EventLog log = new EventLog(Events.BOOT);
    EventRecorder recorder = new EventRecorder(log, List.of(file));
    for (int i = 1; i <= 20; i++) {
      recorder.accept(List.of(Events.lost(i), Events.recovered(i, "wan1")));
    }
    recorder.start();
    recorder.close();
    for (int i = 0; i < 2_000 && EventHistory.read(path).events().size() < 40; i++) {
      Thread.sleep(10); // a slow disk: close waits but a moment
    }

    assertEquals(40, log.latest(100).size());
    assertEquals(log.latest(100), EventHistory.read(path).strict().events());
  }

  @Test
  void slowOutletDelaysNoRoundAndWhatIsTooMuchIsSaid() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    List<Long> told = Collections.synchronizedList(new ArrayList<>());
    EventOutlet outlet =
        event -> {
          told.add(event.id());
          try {
            assertTrue(slow.await(20, TimeUnit.SECONDS));
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        };
    EventRecorder recorder = new EventRecorder(new EventLog(""), List.of(outlet));
    try (LogLines log = new LogLines(EventRecorder.class)) {
      for (int i = 0; i < 1_500; i++) {
        recorder.accept(List.of(Events.lost(i)));
      }
      recorder.start();
      slow.countDown();
      for (int i = 0; i < 2_000 && told.size() < 1_000; i++) {
        Thread.sleep(10);
      }
      recorder.close();

      assertEquals(1_000, told.size());
      assertEquals(
          List.of("WARNING 500 events were not recorded: too many at a time"), log.lines());
    }
  }

  @Test
  void viewWithoutEventsIsNothing() {
    EventLog log = new EventLog("");
    try (EventRecorder recorder = new EventRecorder(log, List.of())) {
      recorder.start();
      recorder.accept(Views.of(Map.of()));
      recorder.accept(Views.of(Map.of(), new FailoverTracker()));
    }

    assertEquals(List.of(), log.latest(10));
  }
}
