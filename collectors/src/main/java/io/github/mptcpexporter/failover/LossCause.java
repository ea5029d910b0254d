package io.github.mptcpexporter.failover;

import java.util.Locale;
import java.util.Optional;

/** Why an uplink is lost; the first that holds. */
public enum LossCause {
  DEVICE_REMOVED,
  LINK_DOWN,
  CARRIER_LOST,
  ADDRESS_REMOVED,
  RULE_REMOVED,
  ROUTE_WITHDRAWN,
  ENDPOINT_REMOVED,
  SUBFLOW_RESET,
  SILENT_LOSS;

  /** By its label; empty for one that a newer release wrote. */
  public static Optional<LossCause> of(String label) {
    for (LossCause cause : values()) {
      if (cause.label().equals(label)) {
        return Optional.of(cause);
      }
    }
    return Optional.empty();
  }

  /** As in documents and metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
