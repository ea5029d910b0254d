package io.github.mptcpexporter.exporter.events;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Adds up times down within a span, from their begins and ends in order. */
final class DownTimes {

  private final Instant from;
  private final Instant to;
  private Optional<LoggedEvent> began = Optional.empty();
  private int count;
  private Duration total = Duration.ZERO;
  private Duration longest = Duration.ZERO;

  DownTimes(Instant from, Instant to) {
    this.from = from;
    this.to = to;
  }

  /** Nothing if it is down already. */
  void begin(LoggedEvent event) {
    if (began.isEmpty()) {
      began = Optional.of(event);
      if (!event.event().time().isBefore(from)) {
        count++;
      }
    }
  }

  /** Nothing if it is not down. */
  void end(LoggedEvent event) {
    if (began.isPresent()) {
      add(began.get(), began.get().until(event));
      began = Optional.empty();
    }
  }

  /** The sums; what has not ended goes on to the end of the span. */
  Availability.Downs sum() {
    boolean open = began.isPresent();
    began.ifPresent(event -> add(event, Duration.between(event.event().time(), to)));
    began = Optional.empty();
    return new Availability.Downs(count, total, longest, open);
  }

  private void add(LoggedEvent begin, Duration length) {
    Duration outside = Duration.between(begin.event().time(), from);
    Duration inside = outside.isNegative() ? length : length.minus(outside);
    if (!inside.isNegative()) {
      total = total.plus(inside);
      longest = inside.compareTo(longest) > 0 ? inside : longest;
    }
  }
}
