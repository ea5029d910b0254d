package io.github.mptcpexporter.exporter.events;

import io.github.mptcpexporter.failover.BundleEvent;
import io.github.mptcpexporter.failover.BundleEvent.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes events by hand, some seconds after {@link #START}. */
public final class Events {

  public static final Instant START = Instant.parse("2026-11-24T13:00:00Z");
  public static final String BOOT = "4a5e1d7c-8d0f-4d0a-9c53-1b8f0a6f2c11";

  private Events() {}

  /** wan1 has lost its carrier. */
  public static BundleEvent lost(int second) {
    return lost(second, "wan1", "carrier_lost");
  }

  public static BundleEvent lost(int second, String uplink, String cause) {
    return event(
        Kind.UPLINK_LOST, second, uplink, "", cause, Map.of(), uplink + " is lost: " + cause);
  }

  public static BundleEvent recovered(int second, String uplink) {
    return event(
        Kind.UPLINK_RECOVERED, second, uplink, "", "", Map.of(), uplink + " is usable again");
  }

  /** wan1 to wan2, with numbers. */
  public static BundleEvent failover(int second) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put("connections_moved", 14.0);
    numbers.put("blackout_seconds", 0.42);
    return event(
        Kind.FAILOVER,
        second,
        "wan1",
        "wan2",
        "carrier_lost",
        numbers,
        "wan1 to wan2, carrier lost, nothing moved for 0.42 s");
  }

  /** About the whole. */
  public static BundleEvent of(Kind kind, int second) {
    return event(kind, second, "", "", "", Map.of(), kind.label());
  }

  public static BundleEvent of(Kind kind, int second, String uplink) {
    return event(kind, second, uplink, "", "", Map.of(), kind.label());
  }

  private static BundleEvent event(
      Kind kind,
      int second,
      String uplink,
      String to,
      String cause,
      Map<String, Double> numbers,
      String sentence) {
    return new BundleEvent(
        kind,
        START.plusSeconds(second),
        Duration.ofSeconds(1_000 + second).toNanos(),
        filled(uplink),
        filled(to),
        filled(cause),
        numbers,
        sentence);
  }

  private static Optional<String> filled(String text) {
    return Optional.of(text).filter(t -> !t.isEmpty());
  }
}
