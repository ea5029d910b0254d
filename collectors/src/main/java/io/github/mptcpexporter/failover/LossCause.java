package io.github.mptcpexporter.failover;

import java.util.Locale;

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

  /** As in documents and metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
