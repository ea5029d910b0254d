package io.github.mptcpexporter.exporter.failover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every situation again and again, one after the other: how long until the first event that it must
 * show, and how far the reported standstill is from the longest one that the application felt. The
 * cause counts from right before the command that brings it about, so that the few milliseconds
 * that {@code ip} takes to start are in. What must be known within 20 ms is measured on a daemon
 * that has seen another device go and come before: a JVM runs all code slowly once.
 */
@Tag("kernel")
class FailoverMeasurements {

  private static final int REPETITIONS = Integer.getInteger("failover.repetitions", 20);

  /** Parts of the names of the situations to play, with commas; all if empty. */
  private static final List<String> ONLY =
      List.of(System.getProperty("failover.only", "").split(",", -1));

  private static final int AT_ONCE_MILLIS = 20;
  private static final List<String> SEEN_BEFORE =
      List.of("linkdown lte", "wait 2", "linkup lte", "wait 3");

  private static final int CALM_SECONDS = 60;
  private static final int FULL_LOAD_SECONDS = 600;

  @TempDir private static Path directory;
  private final List<String> wrong = new ArrayList<>();

  @BeforeAll
  static void prepare() throws IOException {
    FailoverLab.prepare(directory);
  }

  @Test
  void everyFault() throws IOException {
    System.out.printf(
        "%n| situation | right | detection, median ms | maximum | wanted | stall of the"
            + " application, median ms | reported less felt, median ms | farthest |%n"
            + "|---|---:|---:|---:|---:|---:|---:|---:|%n");
    List<Situation> all = new ArrayList<>(Faults.rows());
    all.addAll(Bundles.rows());
    all.addAll(Faults.lossy());
    for (Situation situation : all) {
      if (ONLY.stream().anyMatch(situation.name()::contains)) {
        System.out.println(row(situation));
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void nothingIsSaidWhereNothingIsWrong() throws IOException {
    List<Situation> all = new ArrayList<>(Calm.rows(CALM_SECONDS));
    all.add(Calm.fullLoad(FULL_LOAD_SECONDS));
    for (Situation situation : all) {
      if (ONLY.stream().anyMatch(situation.name()::contains)) {
        play(situation);
      }
    }
    assertEquals(List.of(), wrong);
  }

  private String row(Situation situation) throws IOException {
    int times = situation.lengthy() ? Math.min(REPETITIONS, 3) : REPETITIONS;
    int failed = wrong.size();
    Series detection = new Series();
    Series stall = new Series();
    Series difference = new Series();
    for (int i = 0; i < times; i++) {
      Outcome outcome = play(situation);
      situation.shows().stream()
          .findFirst()
          .flatMap(outcome::first)
          .ifPresent(event -> detection.add(event.arrival() - outcome.cause().before()));
      outcome.stallMillis().ifPresent(stall::add);
      if (outcome.stallMillis().isPresent() && outcome.blackoutMillis().isPresent()) {
        difference.add(
            outcome.blackoutMillis().getAsDouble() - outcome.stallMillis().getAsDouble());
      }
    }
    return String.join(
        " | ",
        "| " + situation,
        (times - wrong.size() + failed) + " of " + times,
        detection.median(),
        detection.farthest(),
        situation.limitMillis() == 0 ? "" : Integer.toString(situation.limitMillis()),
        stall.median(),
        difference.median(),
        difference.farthest() + " |");
  }

  private Outcome play(Situation situation) throws IOException {
    boolean atOnce = situation.limitMillis() > 0 && situation.limitMillis() <= AT_ONCE_MILLIS;
    Situation played = atOnce ? situation.after(SEEN_BEFORE) : situation;
    Outcome outcome = Play.of(played, directory, true);
    List<String> complaints = Judgement.complaints(outcome);
    if (!complaints.isEmpty()) {
      wrong.add(situation + ": " + complaints + "\n" + outcome.evidence());
    }
    return outcome;
  }
}
