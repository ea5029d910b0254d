package io.github.mptcpexporter.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A loss that never was, from the cut to the return, on two lines that do not exist. Its events go
 * nowhere: who has played them once does not begin to load classes when the first real line dies,
 * which would cost a tenth of a second.
 */
public final class Rehearsal {

  private static final long STEP = Duration.ofMillis(250).toNanos();
  private static final int BEFORE = 10;
  private static final int LOST = 50;
  private static final int AFTER = 40;

  private Failover state = new FailoverTracker().initial();
  private final List<BundleEvent> events = new ArrayList<>();
  private long nanos;

  private Rehearsal() {}

  /** All events of the loss, in order. */
  public static List<BundleEvent> loss() {
    Rehearsal play = new Rehearsal();
    play.rounds(BEFORE, false);
    play.fold(play.observation(true, true));
    play.rounds(LOST, true);
    play.rounds(AFTER, false);
    return play.events;
  }

  private void rounds(int count, boolean cut) {
    for (int i = 0; i < count; i++) {
      nanos += STEP;
      fold(observation(cut, false));
    }
  }

  private void fold(Observation now) {
    state =
        new FailoverRound(Thresholds.defaults(), state, now, ConnectionTraces.NONE, Set.of())
            .state();
    events.addAll(state.events());
  }

  private Observation observation(boolean cut, boolean glimpse) {
    List<UplinkFacts> lines = List.of(line("rehearsal1", cut), line("rehearsal2", false));
    return new Observation(
        Instant.EPOCH.plusNanos(nanos), nanos, true, lines, true, 1, Optional.empty(), 1, glimpse);
  }

  private UplinkFacts line(String name, boolean cut) {
    long last = cut ? BEFORE * STEP : nanos;
    return new UplinkFacts(
        name,
        true,
        false,
        cut ? Optional.of(LossCause.LINK_DOWN) : Optional.empty(),
        nanos,
        1,
        OptionalLong.of(last),
        last / 1_000,
        last / 1_000,
        0,
        !cut,
        0,
        last / 1_000_000,
        0,
        OptionalLong.empty());
  }
}
