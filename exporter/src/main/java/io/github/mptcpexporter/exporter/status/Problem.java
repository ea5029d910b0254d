package io.github.mptcpexporter.exporter.status;

import java.util.Locale;

/** What can be wrong, worst first. The names are those of the label {@code problem}. */
public enum Problem {
  /** The kernel has no MPTCP. */
  NO_MPTCP(Level.FAILED),
  /** It has, and it is switched off. */
  MPTCP_OFF(Level.FAILED),
  /** New connections have no way out, though an uplink would have one. */
  DEFAULT_ROUTE_DEAD(Level.FAILED),
  /** No uplink can carry anything. */
  NO_UPLINK(Level.FAILED),
  NO_DEVICE(Level.WARNING),
  /** The device is administratively down. */
  LINK_DOWN(Level.WARNING),
  NO_CARRIER(Level.WARNING),
  NO_ADDRESS(Level.WARNING),
  /** No rule leads the address of the uplink to a table of its own. */
  NO_RULE(Level.WARNING),
  /** The table of the uplink has no default route, or one that leads elsewhere. */
  NO_ROUTE(Level.WARNING),
  NO_ENDPOINT(Level.WARNING),
  /** The limit of subflows keeps an uplink out. */
  SUBFLOW_LIMIT(Level.WARNING),
  /** An uplink is ready and no connection has a subflow there. */
  NOT_JOINED(Level.WARNING),
  /** Sent data is not acknowledged. */
  STALLED(Level.WARNING),
  /** Most connections fell back to plain TCP. */
  FALLBACK(Level.WARNING),
  /** What the judgement needs could not be read. */
  NOT_READABLE(Level.UNKNOWN);

  private final Level level;

  Problem(Level level) {
    this.level = level;
  }

  public Level level() {
    return level;
  }

  /** As in the JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
