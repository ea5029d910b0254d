package io.github.mptcpexporter.failover;

import java.util.Locale;

/** The verdict on all uplinks together. */
public enum BundleState {
  /** Every primary uplink is up. */
  FULL,
  /** Some primary is not up, one is usable. */
  REDUCED,
  /** Only reserves are usable. */
  RESERVE,
  /** Nothing is usable, or nothing moves though it should. */
  OUTAGE,
  /** MPTCP is off, or there is no uplink. */
  OFF;

  /** As in documents and metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
