package io.github.mptcpexporter.collector;

import java.io.IOException;
import java.util.Optional;

/**
 * Reads one subject.
 *
 * @param <V> what was read, immutable
 */
public interface Collector<V> extends Exposed<V> {

  /**
   * Reads the subject now. On the sampler's thread only; may wait for the kernel, not for long.
   *
   * @return empty if this router has no such thing
   * @throws IOException if it is there and could not be read or made sense of; the message names
   *     file and line, or message and offset
   */
  Optional<V> collect() throws IOException;
}
