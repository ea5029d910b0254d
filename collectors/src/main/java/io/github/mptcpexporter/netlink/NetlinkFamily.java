package io.github.mptcpexporter.netlink;

/** Netlink protocol of a socket ({@code include/uapi/linux/netlink.h}). */
public enum NetlinkFamily {
  ROUTE(0),
  SOCK_DIAG(4),
  NETFILTER(12),
  GENERIC(16);

  private final int number;

  NetlinkFamily(int number) {
    this.number = number;
  }

  /** {@code NETLINK_*}. */
  public int number() {
    return number;
  }
}
