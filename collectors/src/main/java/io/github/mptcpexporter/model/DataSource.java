package io.github.mptcpexporter.model;

import java.util.Locale;

/** Where knowledge comes from; the closed list of the label {@code source}. */
public enum DataSource {
  /** Connection table of the out-of-tree kernel. */
  PROC_MPTCP,
  /** MPTCP's counters since boot. */
  MIB,
  /** Dumps of sockets. */
  SOCK_DIAG,
  /** Endpoints and limits. */
  PM_NETLINK,
  /** Events of the path manager; needs CAP_NET_ADMIN. */
  PM_EVENTS,
  /** Last words of each closed TCP socket. */
  TCP_DESTROY,
  /** Links, addresses, routes, rules, neighbours. */
  ROUTE_NETLINK,
  /** OpenWrt's configuration. */
  UCI,
  /** OpenWrt's bus. */
  UBUS;

  /** As in the label {@code source}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
