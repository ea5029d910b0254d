package io.github.mptcpexporter.model;

/**
 * Limits of the in-kernel path manager.
 *
 * <p>Kernel: {@code MPTCP_PM_CMD_GET_LIMITS}, {@code net/mptcp/pm_netlink.c} (5.7).
 *
 * @param extraSubflows most subflows of a connection besides the initial one
 * @param acceptedAddresses most announced addresses accepted from a peer, per connection
 */
public record MptcpLimits(int extraSubflows, int acceptedAddresses) {}
