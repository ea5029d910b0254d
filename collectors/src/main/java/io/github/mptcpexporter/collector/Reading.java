package io.github.mptcpexporter.collector;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * What became of one collector in one round.
 *
 * @param <V> what it reads
 */
public sealed interface Reading<V> {

  /** How long it took. */
  Duration took();

  /** What was read, if anything. */
  default Optional<V> value() {
    return Optional.empty();
  }

  /** Read. */
  record Present<V>(V read, Duration took) implements Reading<V> {
    @Override
    public Optional<V> value() {
      return Optional.of(read);
    }
  }

  /** This router has no such thing. */
  record Absent<V>(Duration took) implements Reading<V> {}

  /** It is there and could not be read or made sense of. */
  record Failed<V>(IOException cause, Duration took) implements Reading<V> {}
}
