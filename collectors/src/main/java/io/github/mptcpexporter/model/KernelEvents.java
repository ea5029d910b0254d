package io.github.mptcpexporter.model;

import java.util.List;
import java.util.Set;

/**
 * What the kernel told us since the round before.
 *
 * @param listening sources that we hear at the end of the round: those of {@link
 *     DataSource#PM_EVENTS}, {@link DataSource#TCP_DESTROY} and {@link DataSource#ROUTE_NETLINK}
 *     whose groups could be joined
 * @param events in the order of receipt; that of different sources is only roughly the order in
 *     which things happened
 */
public record KernelEvents(Set<DataSource> listening, List<TimedEvent> events) {

  public KernelEvents {
    listening = Set.copyOf(listening);
    events = List.copyOf(events);
  }
}
