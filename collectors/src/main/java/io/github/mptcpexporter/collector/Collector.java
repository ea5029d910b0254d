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
   * Reads the subject now. On the sampler's thread only; may wait for the kernel, not for long.
   *
   * @return empty if this router has no such thing
   * @throws IOException if it is there and could not be read or made sense of; the message names
   *     file and line, or message and offset
   */
  Optional<V> collect() throws IOException;
}
