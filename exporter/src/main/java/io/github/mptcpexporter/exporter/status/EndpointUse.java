package io.github.mptcpexporter.exporter.status;

import io.github.mptcpexporter.model.AddressFamily;
import io.github.mptcpexporter.model.Endpoint;
import io.github.mptcpexporter.model.Link;
import io.github.mptcpexporter.model.Links;
import io.github.mptcpexporter.model.MptcpConnection;
import io.github.mptcpexporter.model.MptcpSockets;
import io.github.mptcpexporter.model.Subflow;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whose endpoints are, and how many subflows use each. */
final class EndpointUse {

  private final Map<InetAddress, Integer> byAddress = new HashMap<>();
  private final Map<Integer, String> uplinks = new HashMap<>();
  private final Links links;

  private EndpointUse(Links links) {
    this.links = links;
  }

  static EndpointUse of(StatusModel model) {
    EndpointUse use = new EndpointUse(model.devices());
    for (UplinkStatus uplink : model.uplinks()) {
      for (Endpoint endpoint : uplink.uplink().endpoints()) {
        use.uplinks.put(endpoint.id(), uplink.name());
      }
    }
    model.sockets().ifPresent(use::count);
    return use;
  }

  private void count(MptcpSockets sockets) {
    for (MptcpConnection connection : sockets.connections()) {
      count(connection.subflows());
    }
    count(sockets.strays());
  }

  private void count(List<Subflow> subflows) {
    for (Subflow subflow : subflows) {
      if (subflow.live()) {
        byAddress.merge(subflow.addresses().local(), 1, Integer::sum);
      }
    }
  }

  /** Live subflows from the endpoint's address. */
  int subflows(Endpoint endpoint) {
    return byAddress.getOrDefault(endpoint.address(), 0);
  }

  Optional<String> uplink(Endpoint endpoint) {
    return Optional.ofNullable(uplinks.get(endpoint.id()));
  }

  /** The device that it is bound to, else the one that has its address. */
  Optional<String> device(Endpoint endpoint) {
    return endpoint.link().isPresent()
        ? Optional.of(Routes.device(endpoint.link().getAsInt(), links))
        : links.byAddress(endpoint.address()).map(Link::name);
  }

  /**
   * The index that the out-of-tree kernel's full mesh gives an address; its ids begin at 1 for IPv4
   * and at 8 for IPv6 ({@code net/mptcp/mptcp_fullmesh.c}).
   */
  static int index(Endpoint endpoint) {
    return endpoint.id() - (AddressFamily.of(endpoint.address()) == AddressFamily.IPV4 ? 1 : 8);
  }
}
