package io.github.mptcpexporter.exporter.failover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every situation that takes less than a minute, once: events, states and counters, no times. */
@Tag("kernel")
class FailoverIT {

  // situations at the same time; each waits for most of its own
  private static final int LANES = 3;

  private static final int CALM_SECONDS = 15;

  private static final String EVENTS = "mptcp_path_manager_events_total";

  @TempDir private static Path directory;
  private static final ExecutorService LANE = Executors.newFixedThreadPool(LANES);

  @BeforeAll
  static void prepare() throws IOException {
    FailoverLab.prepare(directory);
  }

  @AfterAll
  static void end() {
    LANE.shutdownNow();
  }

  @TestFactory
  Stream<DynamicTest> situations() {
    List<Situation> all = new ArrayList<>(Calm.rows(CALM_SECONDS));
    all.addAll(Bundles.rows());
    all.addAll(Faults.rows());
    List<DynamicTest> tests = new ArrayList<>();
    for (Situation situation : all) {
      if (!situation.lengthy()) {
        Future<Outcome> outcome = LANE.submit(() -> Play.of(situation, directory, false));
        tests.add(DynamicTest.dynamicTest(situation.name(), () -> judge(situation, outcome)));
      }
    }
    return tests.stream();
  }

  private static void judge(Situation situation, Future<Outcome> playing) throws Throwable {
    try {
      Outcome outcome = playing.get();
      if (!Judgement.complaints(outcome).isEmpty()) {
        // Side by side on a busy machine a look may come too late: each has a second try.
        System.out.println(situation + " again: " + Judgement.complaints(outcome));
        outcome = Play.of(situation, directory, false);
      }
      List<String> complaints = Judgement.complaints(outcome);
      assertEquals(List.of(), complaints, outcome::evidence);
    } catch (ExecutionException e) {
      throw e.getCause(); // a skipped test must stay one
    }
  }

  @Test
  void thousandSubflowsThatCloseAreCountedExactly() throws IOException {
    try (FailoverLab lab = FailoverLab.open(directory, "wan1,wan2", "20mbit")) {
      lab.serve(directory);
      lab.act("open hold 1000");
      lab.act("wait 3");
      assertEquals(1000, lab.object("subflows").getInteger("wan1"));

      lab.act("endpoint del wan1");
      lab.act("wait 2");

      assertEquals(1000, lab.metrics().value(EVENTS, Map.of("event", "sub_closed")));
      assertEquals(0, lab.metrics().sum("mptcp_events_lost_total"));
    }
  }
}
