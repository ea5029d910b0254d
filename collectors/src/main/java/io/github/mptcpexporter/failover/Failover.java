package io.github.mptcpexporter.failover;

import java.util.List;

/**
 * The bundle of uplinks, as of one round.
 *
 * @param events what this round has found, in the order in which it happened
 */
public record Failover(List<BundleEvent> events) {

  public Failover {
    events = List.copyOf(events);
  }
}
