package io.github.mptcpexporter.model;

import java.util.Optional;

/**
 * Last words of a TCP socket, multipath or not.
 *
 * <p>Kernel: groups {@code SKNLGRP_INET_TCP_DESTROY} and {@code SKNLGRP_INET6_TCP_DESTROY}, {@code
 * sock_diag_broadcast_destroy()} in {@code net/core/sock_diag.c} (4.7).
 *
 * @param cookie the same as in the dumps
 * @param addresses unspecified and port 0 if the kernel disconnected the socket before it destroyed
 *     it; {@code info} is zeroed then
 * @param info counters at the end
 */
public record SocketDestroyed(long cookie, FourTuple addresses, Optional<TcpInfo> info)
    implements KernelEvent {

  /** Whether the kernel had cleared addresses and counters before we got them. */
  public boolean zeroed() {
    return addresses.remotePort() == 0;
  }
}
