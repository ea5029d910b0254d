package io.github.mptcpexporter.collector;

import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Says once when a collector fails, recovers, is absent or comes. */
final class ReadingLog {

  private enum Outcome {
    PRESENT,
    ABSENT,
    FAILED
  }

  private final Map<Collector<?>, Outcome> outcomes = new HashMap<>();
  private final Map<Collector<?>, Integer> failedRounds = new HashMap<>();
  private final AtomicBoolean stuck = new AtomicBoolean();

  /** A collector hangs, and no more threads may be given up. Any thread. */
  void stuck(Collector<?> collector) {
    if (stuck.compareAndSet(false, true)) {
      log(
          Level.WARNING,
          "collector "
              + collector.name()
              + " takes too long, as do "
              + Sampler.MOST_ABANDONED
              + " others: rounds wait for it");
    }
  }

  /** A round has ended so. */
  void round(Map<Collector<?>, Reading<?>> readings) {
    stuck.set(false);
    readings.forEach(this::reading);
  }

  private void reading(Collector<?> collector, Reading<?> reading) {
    Outcome outcome = outcome(reading);
    Outcome before = outcomes.put(collector, outcome);
    if (outcome == Outcome.FAILED) {
      failedRounds.merge(collector, 1, Integer::sum);
    }
    if (outcome != before) {
      changed(collector, reading);
    }
  }

  private void changed(Collector<?> collector, Reading<?> reading) {
    String who = "collector " + collector.name();
    if (reading instanceof Reading.Failed<?> failed) {
      log(Level.WARNING, who + " failed: " + complaint(failed.cause()));
      return;
    }
    Integer rounds = failedRounds.remove(collector);
    if (rounds != null) {
      log(Level.INFO, who + " recovered after " + rounds + (rounds == 1 ? " round" : " rounds"));
    }
    if (reading instanceof Reading.Absent<?>) {
      log(Level.DEBUG, who + " is absent: this router has no such thing");
    }
  }

  // The first logger of a JVM takes long to make: most commands have nothing to say.
  private static void log(Level level, String message) {
    System.getLogger(Sampler.class.getName()).log(level, message);
  }

  private static String complaint(Exception cause) {
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  private static Outcome outcome(Reading<?> reading) {
    if (reading instanceof Reading.Failed<?>) {
      return Outcome.FAILED;
    }
    return reading instanceof Reading.Absent<?> ? Outcome.ABSENT : Outcome.PRESENT;
  }
}
