package io.github.mptcpexporter.failover;

import java.util.Locale;

/** What is wrong with an uplink; of several that hold the first in this order is the verdict. */
public enum UplinkProblem {
  NO_DEVICE,
  NO_CARRIER,
  NO_ADDRESS,
  NO_RULE,
  NO_ROUTE,
  /** New connections start on the default route, which leads through this dead uplink. */
  DEFAULT_ROUTE_DEAD,
  NO_ENDPOINT,
  /** Configuration and kernel differ. */
  DRIFT,
  /** No connection wants it. */
  NO_CONSUMER,
  ENDPOINT_LIMIT,
  SUBFLOW_LIMIT,
  JOIN_FAILING,
  NOT_JOINED,
  BLACKHOLED,
  FLAPPING,
  QUOTA_EXCEEDED,
  BACKUP_ACTIVE;

  /** As in documents and metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
