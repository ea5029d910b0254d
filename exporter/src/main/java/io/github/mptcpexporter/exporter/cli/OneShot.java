package io.github.mptcpexporter.exporter.cli;

import io.github.mptcpexporter.capture.Replay;
import io.github.mptcpexporter.monitor.Collectors;
import io.github.mptcpexporter.monitor.Rounds;
import io.github.mptcpexporter.mptcp.EventQueue;
import io.github.mptcpexporter.tracker.View;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Rounds without threads, for commands that look once or twice, and for recordings. */
final class OneShot {

  /** More than a recording holds between two steps. */
  private static final int EVENTS = 65_536;

  private final Input input;
  private final EventQueue queue = new EventQueue(EVENTS);
  private final Rounds rounds;

  OneShot(Input input) {
    this.input = input;
    this.rounds =
        new Rounds(
            Collectors.all(input.sources(), queue, input.selection()),
            Collectors.trackers(input.selection()),
            input.sources().clock());
  }

  /**
   * Two views for rates, or one.
   *
   * @param before empty if there is only one
   */
  record Views(Optional<View> before, View now) {}

  /**
   * Looks twice with {@code pause} in between, or once if that is zero. Of a recording it takes the
   * last two steps, whatever the pause.
   */
  Views look(Duration pause) throws IOException {
    if (input.replay().isPresent()) {
      return replay(input.replay().get());
    }
    View first = rounds.next();
    return pause.isZero()
        ? new Views(Optional.empty(), first)
        : new Views(Optional.of(first), again(pause));
  }

  /** One more view after a pause. */
  View again(Duration pause) throws IOException {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return rounds.next();
  }

  private Views replay(Replay replay) throws IOException {
    Optional<View> before = Optional.empty();
    replay.deliver(queue);
    View now = rounds.next();
    while (replay.advance()) {
      before = Optional.of(now);
      replay.deliver(queue);
      now = rounds.next();
    }
    return new Views(before, now);
  }
}
