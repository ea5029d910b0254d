package io.github.mptcpexporter.failover;

import java.util.Locale;

/** The verdict on an uplink. */
public enum UplinkState {
  UP,
  DEGRADED,
  STANDBY,
  DOWN,
  DISABLED;

  /** As in documents and metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
