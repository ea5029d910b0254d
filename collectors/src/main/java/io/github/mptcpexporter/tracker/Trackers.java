package io.github.mptcpexporter.tracker;

import java.util.List;

/**
 * All trackers, each behind those whose states it reads.
 *
 * <p>All of them fold in each round, whatever is switched off: {@link Tracker#name} rules only what
 * is shown, and what a switched-off collector would have read is absent by itself.
 */
public final class Trackers {

  private Trackers() {}

  /**
   * A new list.
   *
   * @param filter interfaces that are shown
   */
  public static List<Tracker<?>> inOrder(InterfaceFilter filter) {
    return inOrder(filter, QuotaBook.NONE);
  }

  /**
   * The same, going on from what an earlier run knew.
   *
   * @param quotas how much of them was used
   */
  public static List<Tracker<?>> inOrder(InterfaceFilter filter, QuotaBook quotas) {
    return List.of(
        new InterfaceTracker(),
        new UplinkTracker(filter),
        new LinkAccumulator(),
        new InterfaceEndpoints(),
        new CounterAccumulator(),
        new SubflowGauges(),
        new ConnectionSpread(),
        new RouteTracker(),
        new TunnelTracker(filter),
        new FlowTracker(filter),
        new DriftTracker(),
        new QuotaTracker(quotas),
        new EventCounter(),
        new SourceTracker(),
        new CollectorTracker());
  }
}
