package io.github.mptcpexporter.exporter.failover;

import io.github.mptcpexporter.exporter.lab.Requires;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Plays a situation in a network and with a program of its own, so that none disturbs the next. */
final class Play {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  // what should not come gets so long to come
  private static final String AFTERMATH = "wait 1";

  private static final String SOCKETS = "ss -tnOi dst 203.0.113.10";

  private final Situation situation;
  private final FailoverLab lab;

  private Play(Situation situation, FailoverLab lab) {
    this.situation = situation;
    this.lab = lab;
  }

  /**
   * Plays it: an outcome that is right, or the one after {@link #PATIENCE}.
   *
   * @param directory a prepared one
   * @param blackout whether to wait for that event too, seconds after the loss
   */
  static Outcome of(Situation situation, Path directory, boolean blackout) throws IOException {
    try (FailoverLab lab = FailoverLab.open(directory, situation.uplinks(), situation.rates())) {
      Requires.needed(lab.serve(directory), "the program tells no events");
      return new Play(situation, lab).play(blackout && !situation.failovers().isEmpty());
    }
  }

  private Outcome play(boolean blackout) throws IOException {
    for (String step : situation.before()) {
      lab.act(step);
    }
    FailoverLab.Moment cause = lab.act(situation.cause());
    for (String step : situation.after()) {
      lab.act(step);
    }
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!complete(look(cause), blackout) && System.nanoTime() < end) {
      lab.act("wait 0.1");
    }
    lab.act(AFTERMATH);
    return look(cause);
  }

  private static boolean complete(Outcome outcome, boolean blackout) throws IOException {
    return Judgement.complaints(outcome).isEmpty()
        && (!blackout || outcome.blackoutMillis().isPresent());
  }

  private Outcome look(FailoverLab.Moment cause) throws IOException {
    return new Outcome(
        situation,
        cause,
        lab.events().stream().filter(event -> event.arrival() >= cause.before()).toList(),
        lab.stalls(),
        lab.metrics(),
        lab.run(SOCKETS));
  }
}
