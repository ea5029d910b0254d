package io.github.mptcpexporter.model;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What an OpenVPN process last wrote into its status file ({@code --status}, {@code
 * multi_print_status()} in {@code multi.c}, {@code print_status()} in {@code sig.c} of OpenVPN).
 */
public sealed interface OpenVpnStatus {

  /** An empty file: the process has not come as far as a connection since it was started. */
  record NeverConnected() implements OpenVpnStatus {}

  /**
   * Of a client, or of one end of a tunnel between two. It says nothing of the connection: its
   * counters stay when that is gone.
   *
   * @param counters bytes by OpenVPN's names, such as {@code TCP/UDP read bytes}
   */
  record Statistics(Map<String, Long> counters) implements OpenVpnStatus {
    public Statistics {
      counters = Map.copyOf(counters);
    }
  }

  /**
   * Of a server.
   *
   * @param writtenEpochSeconds when, in seconds since 1970; empty in version 1, which gives a local
   *     time of an unknown zone
   * @param clients in OpenVPN's order, which changes
   * @param addresses inside the tunnel, in OpenVPN's order
   * @param dataChannelOffload whether packets are moved by the kernel; empty before 2.6
   */
  record Server(
      OptionalLong writtenEpochSeconds,
      List<Client> clients,
      List<VirtualAddress> addresses,
      Optional<Boolean> dataChannelOffload)
      implements OpenVpnStatus {
    public Server {
      clients = List.copyOf(clients);
      addresses = List.copyOf(addresses);
    }
  }

  /**
   * A client of a server.
   *
   * @param commonName of its certificate; empty as long as it has not said who it is
   * @param realAddress where it comes from: over MPTCP that is the initial subflow; empty if the
   *     server does not say
   * @param virtualAddress IPv4 address inside the tunnel; empty in version 1 and with a bridge
   * @param bytesReceived by the server from the client, packets of OpenVPN's own included
   * @param bytesSent by the server to the client
   * @param connectedSinceEpochSeconds in seconds since 1970; empty in version 1
   * @param dataCipher as negotiated, {@code none} if nothing is encrypted; empty before 2.5. A
   *     client without a name has a default that was not negotiated
   */
  record Client(
      Optional<String> commonName,
      Optional<RealAddress> realAddress,
      Optional<String> virtualAddress,
      long bytesReceived,
      long bytesSent,
      OptionalLong connectedSinceEpochSeconds,
      Optional<String> dataCipher) {}

  /**
   * Where a client comes from.
   *
   * @param transport such as {@code tcp4-server} or {@code udp6}; empty before 2.7, where all
   *     clients of a server have the same
   * @param port empty for IPv6 before 2.7
   */
  record RealAddress(Optional<String> transport, InetAddress address, OptionalInt port) {}

  /**
   * An address inside the tunnel.
   *
   * @param address IP address, network, or MAC address and VLAN ({@code 7e:7d:a7:97:91:3b@0})
   * @param commonName of the client that has it; empty as in {@link Client}
   */
  record VirtualAddress(String address, Optional<String> commonName) {}
}
