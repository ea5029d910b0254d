package io.github.mptcpexporter.model;

import java.util.List;

/**
 * What the kernel told us since the round before.
 *
 * @param events in the order of receipt; that of different sources is only roughly the order in
 *     which things happened
 */
public record KernelEvents(List<TimedEvent> events) {

  public KernelEvents {
    events = List.copyOf(events);
  }
}
