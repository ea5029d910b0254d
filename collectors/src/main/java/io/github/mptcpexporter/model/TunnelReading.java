package io.github.mptcpexporter.model;

import java.util.List;
import java.util.Optional;

/**
 * A tunnel and what was read of it.
 *
 * @param tunnel as it is configured
 * @param status empty if its process writes none, or none yet
 * @param pool addresses that a server keeps for its clients; empty if it keeps none, or the file
 *     could not be read
 * @param sockets TCP sockets at its ports that do not say that they are subflows of MPTCP, whatever
 *     they are; empty if nobody tells, and for a tunnel over UDP
 */
public record TunnelReading(
    Tunnel tunnel,
    Optional<TunnelStatus> status,
    Optional<List<AddressPoolEntry>> pool,
    Optional<List<Subflow>> sockets) {

  public TunnelReading {
    pool = pool.map(List::copyOf);
    sockets = sockets.map(List::copyOf);
  }
}
