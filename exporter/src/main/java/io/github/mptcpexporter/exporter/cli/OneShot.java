package io.github.mptcpexporter.exporter.cli;

import io.github.mptcpexporter.capture.Replay;
import io.github.mptcpexporter.collector.Collector;
import io.github.mptcpexporter.monitor.Collectors;
import io.github.mptcpexporter.monitor.Rounds;
import io.github.mptcpexporter.monitor.Selection;
import io.github.mptcpexporter.monitor.Sources;
import io.github.mptcpexporter.mptcp.EventQueue;
import io.github.mptcpexporter.tracker.View;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Rounds without threads, for commands that look once or twice, and for recordings. */
final class OneShot {

  /** More than a recording holds between two steps. */
  private static final int EVENTS = 65_536;

  private final Input input;
  private final EventQueue queue = new EventQueue(EVENTS);
  private final Rounds rounds;

  OneShot(Input input) {
    this(input, Collectors::all);
  }

  private OneShot(Input input, Readers readers) {
    this.input = input;
    this.rounds =
        new Rounds(
            readers.of(input.sources(), queue, input.selection()),
            Collectors.trackers(input.selection()),
            input.sources().clock());
  }

  /** Rounds that read also what only doctor asks for. */
  static OneShot forDoctor(Input input) {
    return new OneShot(input, Collectors::forDoctor);
  }

  /** One of the lists of collectors. */
  private interface Readers {
    List<Collector<?>> of(Sources sources, EventQueue queue, Selection selection);
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
    return look(pause, view -> {});
  }

  /** The same; {@code each} gets all views on the way, the last one too. */
  Views look(Duration pause, Consumer<View> each) throws IOException {
    if (input.replay().isPresent()) {
      return replay(input.replay().get(), each);
    }
    View first = next(each);
    if (pause.isZero()) {
      return new Views(Optional.empty(), first);
    }
    View second = again(pause);
    each.accept(second);
    return new Views(Optional.of(first), second);
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

  private View next(Consumer<View> each) {
    View view = rounds.next();
    each.accept(view);
    return view;
  }

  private Views replay(Replay replay, Consumer<View> each) throws IOException {
    Optional<View> before = Optional.empty();
    replay.deliver(queue);
    View now = next(each);
    while (replay.advance()) {
      before = Optional.of(now);
      replay.deliver(queue);
      now = next(each);
    }
    return new Views(before, now);
  }
}
