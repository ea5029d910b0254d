package io.github.mptcpexporter.collector;

import java.io.IOException;
import java.util.Optional;

/**
 * Reads one subject.
 *
 * @param <V> what was read, immutable
 */
public interface Collector<V> extends Exposed<V> {

  /** How often a subject is read again. */
  enum Pace {
    /** In each round: what moves all the time. */
    EVERY_ROUND,
    /** On an event of the kernel, on a scrape, and every few seconds: what seldom changes. */
    ON_CHANGE
  }

  /** How often to read this subject. */
  default Pace pace() {
    return Pace.EVERY_ROUND;
  }

  /**
   * Whether what it reads can end the use of a line by itself: such subjects are read first after a
   * change, so that it can be told before the dear ones are read.
   */
  default boolean steers() {
    return false;
  }

  /**
   * What of the subject can be told half-way through a round, before it is read, without taking
   * anything away. Quick, and on the sampler's thread.
   *
   * @return empty if that is what the round before has read
   */
  default Optional<V> glance() {
    return Optional.empty();
  }

  /**
   * Reads the subject now. On the sampler's thread only; may wait for the kernel, not for long.
   *
   * @return empty if this router has no such thing
   * @throws IOException if it is there and could not be read or made sense of; the message names
   *     file and line, or message and offset
   */
  Optional<V> collect() throws IOException;
}
